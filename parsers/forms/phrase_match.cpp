// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/phrase_match.h"

#include "parsers/forms/bit_distance.h"

namespace tallyd {
std::optional<PhraseMatch> match_at_start(std::u32string_view text, std::u32string_view phrase,
                                          std::size_t most) {
  if (text.substr(0, phrase.size()) == phrase) return PhraseMatch{phrase.size(), 0};
  const auto found = nearest(text, phrase, most, Start::at_beginning);
  if (!found) return std::nullopt;
  return PhraseMatch{found->end, found->cost};
}

std::optional<PhraseMatch> match_anywhere(std::u32string_view text, std::u32string_view phrase,
                                          std::size_t most) {
  const std::size_t at = text.find(phrase);
  if (at != std::u32string_view::npos) return PhraseMatch{at + phrase.size(), 0};
  if (most == 0) return std::nullopt;
  const auto found = nearest(text, phrase, most, Start::anywhere);
  if (!found) return std::nullopt;
  return PhraseMatch{found->end, found->cost};
}

}  // namespace tallyd
