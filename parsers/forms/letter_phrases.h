// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tallyd {

/// Phrases that are found by their letters, wherever words begin and end; all lists of them are
/// looked for at once, because each by itself takes as long as the text and its phrases are many.
class LetterPhrases {
 public:
  static constexpr std::size_t kMostLists = 64;
  using Lists = std::bitset<kMostLists>;

  /// The list's place in what found_in() returns.
  std::size_t add_list(const std::vector<std::u32string>& phrases);

  /// The lists of which a phrase stands in the letters.
  Lists found_in(std::u32string_view letters) const;

 private:
  static constexpr std::size_t kKey = 4;  ///< letters of a phrase that it is found by
  static constexpr std::size_t kBits = 4096;
  struct Phrase {
    std::u32string letters;
    std::size_t list;
  };

  static std::uint32_t key_of(std::u32string_view letters);

  std::unordered_map<std::uint32_t, std::vector<Phrase>> phrases_;
  std::bitset<kBits> keys_;    ///< of these keys, the last bits
  std::vector<Phrase> short_;  ///< shorter than a key
  std::size_t lists_ = 0;
};

}  // namespace tallyd
