// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "parsers/forms/sought_words.h"

namespace tallyd {

/// The first line that is a stamp and no more than its date ("DRAFT", "Void as of 3 May"), or that
/// waits for somebody's approval ("Approved by: ____"); empty: there is none.
std::string stamp_in(std::string_view text, const SoughtWords& words);

}  // namespace tallyd
