// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/circular_name.h"

#include "parsers/forms/folded.h"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

constexpr std::size_t kMostDigits = 5;

/// The letters of a text with its numbers between them: what stands before and after each.
struct Number {
  int value = 0;
  std::size_t letters_before = 0;  ///< how many folded letters precede it
  std::size_t digits = 0;
  std::size_t gap = 0;  ///< characters since the last letter
};

struct Scan {
  std::u32string letters;
  std::vector<Number> numbers;
};

Scan scan(std::u32string_view text) {
  Scan out;
  std::size_t last_letter = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_letter(text[i])) {
      out.letters += letters_of(text.substr(i, 1));
      last_letter = i;
    }
    if (!is_digit(text[i]) || (i > 0 && is_digit(text[i - 1]))) continue;
    Number number{0, out.letters.size(), 0, i - last_letter};
    for (std::size_t j = i; j < text.size() && is_digit(text[j]); ++j) {
      if (++number.digits <= kMostDigits) number.value = number.value * 10 + digit_value(text[j]);
    }
    if (number.digits <= kMostDigits) out.numbers.push_back(number);
  }
  return out;
}

bool ends_with(std::u32string_view text, std::u32string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

CircularNames::CircularNames(const std::vector<Phrases>& phrases) {
  for (const Phrases& language : phrases) {
    for (const std::string& text : language.circular) {
      const std::size_t at = text.find("{n}");
      if (at == std::string::npos) continue;
      patterns_.push_back({letters_of(text.substr(0, at)), letters_of(text.substr(at + 3))});
    }
  }
}

std::vector<int> CircularNames::find(std::u32string_view text) const {
  constexpr std::size_t kMostBetween = 6;  // spaces, a dash, "N°"
  const Scan found = scan(text);
  std::vector<int> numbers;
  for (const Number& number : found.numbers) {
    const std::u32string_view letters(found.letters);
    const auto before = letters.substr(0, number.letters_before);
    const auto after = letters.substr(number.letters_before);
    for (const Pattern& pattern : patterns_) {
      const bool beside = pattern.before.empty() || number.gap <= kMostBetween;
      if (beside && ends_with(before, pattern.before) &&
          after.substr(0, pattern.after.size()) == pattern.after) {
        numbers.push_back(number.value);
        break;
      }
    }
  }
  return numbers;
}

int number_of(std::string_view circular) {
  int number = -1;
  bool in_number = false;
  for (const char c : circular) {
    const bool digit = c >= '0' && c <= '9';
    if (digit) number = (in_number ? number * 10 : 0) + (c - '0');
    in_number = digit;
  }
  return number;
}

}  // namespace tallyd
