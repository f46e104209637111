// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/reading.h"

namespace tallyd {

/// The one-time token in a notice of a review (docs/review.md): "TALLY-" and five groups of five
/// characters, with hyphens between them. No I, L, O and U, which people mistake for others.
inline constexpr std::string_view kTokenBegin = "TALLY";
inline constexpr std::string_view kTokenAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
inline constexpr std::size_t kTokenGroups = 5;
inline constexpr std::size_t kTokenGroup = 5;

/// All different tokens in `text`, in capitals, in their order.
std::vector<std::string> find_review_tokens(std::string_view text);

/// Notes in `reading` that a message bears tokens: those of its subject, else those of its text;
/// with its own words and what it quotes, which are for an instruction then.
void take_review_tokens(std::string_view said, std::string_view quoted, Reading& reading);

}  // namespace tallyd
