// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tallyd {

/// Bytes that are no UTF-8 become U+FFFD.
std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);

bool is_letter(char32_t character);
bool is_small(char32_t character);
bool is_capital(char32_t character);
bool is_digit(char32_t character);  ///< of any script
/// Chinese and what is written like it, without spaces between words.
constexpr bool is_ideograph(char32_t character) { return character >= 0x2E80; }
bool is_space(char32_t character);  ///< no-break and zero-width ones too, and bidi controls
/// Neither a letter nor punctuation: "→", "❖", "¨", private use. Never ASCII.
bool is_symbol(char32_t character);
int digit_value(char32_t digit);  ///< 0 to 9

}  // namespace tallyd
