// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string_view>
#include <type_traits>
#include <vector>

namespace tallyd {

/// The pieces of a text between the characters that are among `ends`, empty ones too. They are
/// parts of `text`. Cost: linear.
template <typename Character>
std::vector<std::basic_string_view<Character>> split(
    std::basic_string_view<Character> text,
    std::type_identity_t<std::basic_string_view<Character>> ends) {
  std::vector<std::basic_string_view<Character>> pieces;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(ends, at), text.size());
    pieces.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return pieces;
}

}  // namespace tallyd
