// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tallyd {

/// Bytes that are no UTF-8 become U+FFFD.
std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);

/// Of any script. ASCII, which nearly all text is, needs no look at ICU's tables.
bool is_letter_beyond_ascii(char32_t character);
inline bool is_letter(char32_t character) {
  if (character >= 0x80) return is_letter_beyond_ascii(character);
  return (character | 0x20U) >= U'a' && (character | 0x20U) <= U'z';
}
bool is_small_beyond_ascii(char32_t character);
inline bool is_small(char32_t character) {
  if (character >= 0x80) return is_small_beyond_ascii(character);
  return character >= U'a' && character <= U'z';
}
bool is_capital_beyond_ascii(char32_t character);
inline bool is_capital(char32_t character) {
  if (character >= 0x80) return is_capital_beyond_ascii(character);
  return character >= U'A' && character <= U'Z';
}
bool is_digit_beyond_ascii(char32_t character);
inline bool is_digit(char32_t character) {
  if (character >= 0x80) return is_digit_beyond_ascii(character);
  return character >= U'0' && character <= U'9';
}
/// Chinese and what is written like it, without spaces between words.
constexpr bool is_ideograph(char32_t character) { return character >= 0x2E80; }
/// No-break and zero-width ones too, and bidi controls.
bool is_space_beyond_ascii(char32_t character);
inline bool is_space(char32_t character) {
  if (character >= 0x80) return is_space_beyond_ascii(character);
  return character == U' ' || (character >= 9 && character <= 13);
}
/// Neither a letter nor punctuation: "→", "❖", "¨", private use. Never ASCII.
bool is_symbol(char32_t character);
/// The words of a text as they stand there, with their punctuation.
std::vector<std::u32string_view> between_spaces(std::u32string_view text);
int digit_value(char32_t digit);  ///< 0 to 9
inline bool is_one_of(char32_t character, std::u32string_view set) {
  return set.find(character) != set.npos;
}

}  // namespace tallyd
