// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "parsers/forms/sought_words.h"

namespace tallyd {

/// The first line that gives marks another meaning than the one that we know, as "☒ = no, ☐ = yes"
/// does; empty: there is none.
std::string contrary_legend_in(std::string_view text, const SoughtWords& words);

}  // namespace tallyd
