// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/phrase_match.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tallyd {
namespace {

enum class Start { at_beginning, anywhere };

/// Sellers' algorithm: cost[i] is that of the phrase's first i letters against the text up to here;
/// from[i] where in the text that began.
std::optional<PhraseMatch> match(std::u32string_view text, std::u32string_view phrase,
                                 std::size_t most, Start start) {
  const std::size_t size = phrase.size();
  std::vector<std::size_t> cost(size + 1);
  std::vector<std::size_t> from(size + 1, 0);
  for (std::size_t i = 0; i <= size; ++i) cost[i] = i;
  std::optional<PhraseMatch> best;
  const auto consider = [&](std::size_t end) {
    if (cost[size] > most || (best && best->cost <= cost[size])) return;
    best = PhraseMatch{from[size], end, cost[size]};
  };
  consider(0);
  for (std::size_t j = 0; j < text.size(); ++j) {
    std::size_t diagonal = cost[0];
    std::size_t diagonal_from = from[0];
    cost[0] = start == Start::anywhere ? 0 : j + 1;
    from[0] = start == Start::anywhere ? j + 1 : 0;
    std::size_t least = cost[0];
    for (std::size_t i = 1; i <= size; ++i) {
      const std::size_t replaced = diagonal + (text[j] == phrase[i - 1] ? 0 : 1);
      std::size_t here = replaced;
      std::size_t here_from = diagonal_from;
      if (cost[i] + 1 < here) here = cost[i] + 1, here_from = from[i];
      if (cost[i - 1] + 1 < here) here = cost[i - 1] + 1, here_from = from[i - 1];
      diagonal = std::exchange(cost[i], here);
      diagonal_from = std::exchange(from[i], here_from);
      least = std::min(least, here);
    }
    consider(j + 1);
    if (start == Start::at_beginning && least > most) break;
  }
  return best;
}

}  // namespace

std::optional<PhraseMatch> match_at_start(std::u32string_view text, std::u32string_view phrase,
                                          std::size_t most) {
  if (text.substr(0, phrase.size()) == phrase) return PhraseMatch{0, phrase.size(), 0};
  return match(text, phrase, most, Start::at_beginning);
}

std::optional<PhraseMatch> match_anywhere(std::u32string_view text, std::u32string_view phrase,
                                          std::size_t most) {
  const std::size_t at = text.find(phrase);
  if (at != std::u32string_view::npos) return PhraseMatch{at, at + phrase.size(), 0};
  if (most == 0) return std::nullopt;
  return match(text, phrase, most, Start::anywhere);
}

}  // namespace tallyd
