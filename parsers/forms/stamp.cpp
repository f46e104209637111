// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/stamp.h"

#include "parsers/forms/statement.h"
#include "parsers/forms/unicode.h"
#include "parsers/split.h"

namespace tallyd {
namespace {

/// "Draft of 12 January", "v2 draft": "draft".
SentenceWordList without_rests(SentenceWordList list, const PhraseSet& rests) {
  const auto is_rest = [&](const SentenceWordList::Word& word) {
    return rests.is_whole(SentenceWordList(word.letters));
  };
  auto& words = list.words;
  while (words.size() > 1 && is_rest(words.back())) words.pop_back();
  while (words.size() > 1 && is_rest(words.front())) words.erase(words.begin());
  return list;
}

/// "Approved by: ________": room that nobody has written in.
bool has_blank(std::u32string_view line) {
  constexpr std::size_t kLeast = 3;
  std::size_t run = 0;
  for (const char32_t c : line) {
    run = is_one_of(c, U"_.…‥·") ? run + (c == U'…' ? kLeast : 1) : 0;
    if (run >= kLeast) return true;
  }
  return false;
}

}  // namespace

std::string stamp_in(std::string_view text, const SoughtWords& words) {
  const std::u32string decoded = decode_utf8(text);
  for (const std::u32string_view line : split(std::u32string_view(decoded), U"\n")) {
    constexpr std::size_t kLongest = 80;
    if (line.size() > kLongest) continue;
    const SentenceWordList all(line);
    const bool open = has_blank(line) && words.left_open.is_whole(all);
    if (open || words.stamps.is_whole(without_rests(all, words.stamp_rests))) return one_line(line);
  }
  return {};
}

}  // namespace tallyd
