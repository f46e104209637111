// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tallyd {

/// Which letters stand beside one another in a text: enough to tell quickly that it does not hold a
/// phrase, even one with some mistakes (Ukkonen, Approximate string matching with q-grams, 1992).
class LetterPairs {
 public:
  explicit LetterPairs(std::u32string_view text) {
    for (std::size_t i = 1; i < text.size(); ++i) {
      const std::size_t bit = bit_of(text[i - 1], text[i]);
      bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
  }

  /// The pairs of a phrase that is looked for in many texts.
  static std::vector<std::uint16_t> places_of(std::u32string_view phrase) {
    std::vector<std::uint16_t> places;
    for (std::size_t i = 1; i < phrase.size(); ++i) {
      places.push_back(static_cast<std::uint16_t>(bit_of(phrase[i - 1], phrase[i])));
    }
    return places;
  }

  /// False: the phrase is nowhere in the text with `mistakes` or fewer, each of which spoils two
  /// pairs at most. True says nothing.
  bool may_hold(std::u32string_view phrase, std::size_t mistakes) const {
    std::size_t missing = 0;
    for (std::size_t i = 1; i < phrase.size(); ++i) {
      if (!has(bit_of(phrase[i - 1], phrase[i])) && ++missing > 2 * mistakes) return false;
    }
    return true;
  }
  bool may_hold(const std::vector<std::uint16_t>& places, std::size_t mistakes) const {
    std::size_t missing = 0;
    return std::all_of(places.begin(), places.end(),
                       [&](std::uint16_t bit) { return has(bit) || ++missing <= 2 * mistakes; });
  }

 private:
  static constexpr std::size_t kBits = 4096;  // two pairs may share one

  static std::size_t bit_of(char32_t one, char32_t other) {
    return (one * 0x9E3779B1U + other * 0x85EBCA77U) >> 20U;
  }

  bool has(std::size_t bit) const { return (bits_[bit / 64] >> (bit % 64) & 1U) != 0; }

  std::array<std::uint64_t, kBits / 64> bits_{};
};

}  // namespace tallyd
