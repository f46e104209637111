// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tallyd {

/// The candidate that `word` was probably meant to be: the one of the smallest edit distance
/// (letters inserted, left out, replaced, or swapped with their neighbour), if that is at most a
/// third of the word. Empty: none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace tallyd
