// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/unicode.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace tallyd {

std::u32string decode_utf8(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return {text.begin(), text.end()};
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    UChar32 character = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
    U8_NEXT_OR_FFFD(text, i, text.size(), character);  // NOLINT: within ICU's macro
#pragma GCC diagnostic pop
    out += static_cast<char32_t>(character);
  }
  return out;
}

std::string encode_utf8(std::u32string_view text) {
  const auto* const other =
      std::find_if(text.begin(), text.end(), [](char32_t c) { return c >= 0x80; });
  const auto ascii = static_cast<std::size_t>(other - text.begin());
  std::string out(ascii, '\0');
  std::transform(text.begin(), other, out.begin(), [](char32_t c) { return static_cast<char>(c); });
  for (const char32_t c : text.substr(ascii)) {
    if (c < 0x80) {
      out += static_cast<char>(c);
      continue;
    }
    icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(out);
  }
  return out;
}

bool is_letter_beyond_ascii(char32_t character) {
  return u_isalpha(static_cast<UChar32>(character)) != 0;
}

bool is_small_beyond_ascii(char32_t character) {
  return u_islower(static_cast<UChar32>(character)) != 0;
}

bool is_capital_beyond_ascii(char32_t character) {
  return u_isupper(static_cast<UChar32>(character)) != 0;
}

bool is_digit_beyond_ascii(char32_t character) {
  return u_isdigit(static_cast<UChar32>(character)) != 0;
}

bool is_space_beyond_ascii(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  const auto kind = u_charType(c);
  return kind == U_SPACE_SEPARATOR || kind == U_LINE_SEPARATOR || kind == U_PARAGRAPH_SEPARATOR ||
         kind == U_FORMAT_CHAR || (c >= 0xFE00 && c <= 0xFE0F);
}

bool is_symbol(char32_t character) {
  if (character < 0x80) return false;
  switch (u_charType(static_cast<UChar32>(character))) {
    case U_OTHER_SYMBOL:
    case U_MATH_SYMBOL:
    case U_MODIFIER_SYMBOL:
    case U_PRIVATE_USE_CHAR:
    case U_UNASSIGNED:
      return true;
    default:
      return false;
  }
}

std::vector<std::u32string_view> between_spaces(std::u32string_view text) {
  std::vector<std::u32string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end])) ++end;
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

int digit_value(char32_t digit) { return u_charDigitValue(static_cast<UChar32>(digit)); }

}  // namespace tallyd
