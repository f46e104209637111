// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace tallyd {

/// Where a phrase ends in folded text, and how many letters of it are wrong, missing or too many.
struct PhraseMatch {
  std::size_t end = 0;
  std::size_t cost = 0;
};

/// The phrase at the very beginning of `text`, with the least cost, at most `most`.
std::optional<PhraseMatch> match_at_start(std::u32string_view text, std::u32string_view phrase,
                                          std::size_t most);

/// The phrase anywhere in `text`, likewise. Of equal ones the first.
std::optional<PhraseMatch> match_anywhere(std::u32string_view text, std::u32string_view phrase,
                                          std::size_t most);

/// How many mistakes a phrase of that many letters may have and still be itself: one in five, and
/// fewer in short ones, so that "No comments" may lose a letter but not its "No", and "授权" stands
/// exactly.
constexpr std::size_t tolerance(std::size_t letters) {
  if (letters < 6) return 0;
  return letters < 16 ? 1 : letters / 5;
}

}  // namespace tallyd
