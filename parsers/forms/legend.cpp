// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/legend.h"

#include <algorithm>

#include "parsers/forms/unicode.h"
#include "parsers/split.h"

namespace tallyd {
namespace {

constexpr std::u32string_view kMarks = U"☒☑✓✔✗✘✖✕❌✅■●◉⊗⊠×√Xx";
constexpr std::u32string_view kEmpty = U"☐□○◯❏❍";
constexpr std::u32string_view kBetween = U"=＝:：→–—-";
constexpr std::u32string_view kAround = U"[](){}|“”\"'«»";

/// Nearly all text is ASCII, and only X is a mark in it.
bool is_mark(char32_t c) { return (c >= 0x80 || c == U'X' || c == U'x') && is_one_of(c, kMarks); }
bool is_empty(char32_t c) { return c >= 0x80 && is_one_of(c, kEmpty); }

/// "X" alone, and no letter of a word.
bool stands_alone(std::u32string_view text, std::size_t at) {
  const auto is_word = [](char32_t c) { return is_letter(c) || is_digit(c); };
  return (at == 0 || !is_word(text[at - 1])) && (at + 1 == text.size() || !is_word(text[at + 1]));
}

std::size_t behind(std::u32string_view text, std::size_t at, std::u32string_view passed) {
  while (at < text.size() && (is_space(text[at]) || is_one_of(text[at], passed))) ++at;
  return at;
}

/// "no" of "☒ = no, ☐ = yes", where the mark stands at `at`; empty: nothing is said of it.
std::u32string_view meaning_of(std::u32string_view line, std::size_t at) {
  const std::size_t sign = behind(line, at + 1, kAround);
  if (sign == line.size() || !is_one_of(line[sign], kBetween)) return {};
  const std::size_t begin = behind(line, sign, kBetween);
  std::size_t end = begin;
  while (end < line.size() && !is_one_of(line[end], U",;/|，；、.。") && !is_empty(line[end]) &&
         !(is_mark(line[end]) && stands_alone(line, end))) {
    ++end;
  }
  return line.substr(begin, end - begin);
}

bool is_contrary(std::u32string_view line, const SoughtWords& words) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool full = is_mark(line[at]);
    if ((!full && !is_empty(line[at])) || !stands_alone(line, at)) continue;
    const SentenceWordList meaning(meaning_of(line, at));
    if ((full ? words.says_no : words.says_yes).is_whole(meaning)) return true;
  }
  return false;
}

}  // namespace

std::string contrary_legend_in(std::string_view text, const SoughtWords& words) {
  constexpr std::size_t kLongest = 200;  // letters
  const std::u32string decoded = decode_utf8(text);
  for (const std::u32string_view line : split(std::u32string_view(decoded), U"\n")) {
    if (line.size() <= kLongest && is_contrary(line, words)) return encode_utf8(line);
  }
  return {};
}

}  // namespace tallyd
