// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/forms/line.h"

namespace tallyd {

/// Text for comparing words: letters only, in lower case, without accents, vowel signs and width;
/// no spaces (a scan loses and invents them), no digits, no punctuation.
struct Folded {
  std::u32string letters;
  std::vector<std::uint32_t> source;  ///< of each letter: index of the glyph it came from
};

/// The glyphs from `from` up to `to`. What was deleted or struck out is there too.
Folded letters_of(const Line& line, std::size_t from = 0, std::size_t to = std::string::npos);
std::u32string letters_of(std::string_view utf8);
std::u32string letters_of(std::u32string_view text);

/// Text for comparing names such as "X.1214": capital Latin letters, digits and . - /, where
/// letters of other scripts that look like Latin ones are those; digits of every script are 0 to 9;
/// every dash is '-'. Any other character is a space, and spaces are single.
std::u32string fold_name(std::u32string_view text);

}  // namespace tallyd
