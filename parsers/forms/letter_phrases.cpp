// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/letter_phrases.h"

#include <cassert>

namespace tallyd {

std::uint32_t LetterPhrases::key_of(std::u32string_view letters) {
  std::uint32_t key = 0;
  for (const char32_t letter : letters.substr(0, kKey)) key = (key ^ letter) * 0x9E3779B1U;
  return key ^ key >> 16U;
}

std::size_t LetterPhrases::add_list(const std::vector<std::u32string>& phrases) {
  assert(lists_ < kMostLists);
  for (const std::u32string& phrase : phrases) {
    if (phrase.size() < kKey) {
      short_.push_back({phrase, lists_});
      continue;
    }
    const std::uint32_t key = key_of(phrase);
    phrases_[key].push_back({phrase, lists_});
    keys_.set(key % kBits);
  }
  return lists_++;
}

LetterPhrases::Lists LetterPhrases::found_in(std::u32string_view letters) const {
  Lists found;
  for (std::size_t at = 0; at + kKey <= letters.size(); ++at) {
    const std::uint32_t key = key_of(letters.substr(at, kKey));
    if (!keys_.test(key % kBits)) continue;
    const auto here = phrases_.find(key);
    if (here == phrases_.end()) continue;
    for (const Phrase& phrase : here->second) {
      if (letters.substr(at).starts_with(phrase.letters)) found.set(phrase.list);
    }
  }
  for (const Phrase& phrase : short_) {
    if (letters.find(phrase.letters) != letters.npos) found.set(phrase.list);
  }
  return found;
}

}  // namespace tallyd
