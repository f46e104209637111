// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tallyd {

/// What to tell about `line`, which is no TOML: what would be right as far as the line shows it,
/// then what the parser said.
std::string hint_for(std::string_view line, std::string_view parser_said);

}  // namespace tallyd
