// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tallyd {

/// Arabic letters that only their dots tell apart become one: recognition takes these for one
/// another. Other letters stay.
std::u32string without_dots(std::u32string_view letters);

}  // namespace tallyd
