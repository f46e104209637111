// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "parsers/reading.h"

namespace tallyd {

/// The doubt with that code, as a sentence for a person; `about` is a draft's designation, a name
/// or a number, as the code wants. An unknown code is a mistake of ours.
Doubt form_doubt(std::string_view code, const std::string& draft = {},
                 const std::string& about = {});

}  // namespace tallyd
