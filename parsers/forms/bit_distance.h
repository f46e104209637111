// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace tallyd {

/// Where in a text the distance to a phrase is least.
struct Nearest {
  std::size_t end = 0;   ///< letters of the text up to there; of equal ones the first
  std::size_t cost = 0;  ///< letters that are wrong, missing or too many
};

enum class Start { at_beginning, anywhere };

/// The nearest that a piece of `text` (which starts at its beginning, or anywhere) comes to the
/// phrase, with a cost of at most `most`. Empty: none does. Dozens of letters of the phrase are
/// compared at once (Myers, A fast bit-vector algorithm for approximate string matching, JACM 46,
/// 1999; Hyyrö 2003 for phrases of several words): most texts are no phrase, and every line of a
/// form is compared with each phrase of six languages.
std::optional<Nearest> nearest(std::u32string_view text, std::u32string_view phrase,
                               std::size_t most, Start start);

}  // namespace tallyd
