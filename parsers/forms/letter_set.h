// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tallyd {

/// Which letters stand in a folded text: the quickest look at whether it may hold a phrase. That
/// tells scripts apart, where LetterPairs tells languages.
class LetterSet {
 public:
  explicit LetterSet(std::u32string_view text) {
    for (const char32_t letter : text) bits_ |= bit_of(letter);
  }

  /// How many letters of this one are not in the other, at least: each is a mistake.
  std::size_t missing_in(const LetterSet& other) const {
    return std::bitset<64>(bits_ & ~other.bits_).count();
  }

 private:
  /// Of Latin each letter has its own; the others share what is left.
  static constexpr std::uint64_t bit_of(char32_t letter) {
    constexpr char32_t kLatin = 26;
    const char32_t latin = letter - U'a';
    return std::uint64_t{1} << (latin < kLatin ? latin : kLatin + letter % (64 - kLatin));
  }

  std::uint64_t bits_ = 0;
};

}  // namespace tallyd
