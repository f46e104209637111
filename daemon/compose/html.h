// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tallyd {

/// Text for HTML, also within quoted attributes.
std::string escape_html(std::string_view text);

}  // namespace tallyd
