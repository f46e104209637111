// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/folded.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

/// Letters that are written one for the other.
char32_t same_letter(char32_t c) {
  switch (c) {
    case U'أ':
    case U'إ':
    case U'آ':
    case U'ٱ':
      return U'ا';
    case U'ى':
    case U'ی':
      return U'ي';
    case U'ة':
      return U'ه';
    case U'ک':
      return U'ك';
    case U'ё':
      return U'е';
    default:
      return c;
  }
}

/// Of ASCII, which nearly all is: the letter it folds to, or 0.
char32_t ascii_letter(char32_t character) {
  const char32_t small = character | 0x20U;
  return small >= U'a' && small <= U'z' ? small : 0;
}

/// The letters that one character folds to; none for what is no letter.
std::u32string letters_beyond_ascii(char32_t character) {
  std::u32string out;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString text(static_cast<UChar32>(same_letter(character)));
  if (U_SUCCESS(status)) text = nfkd->normalize(text, status);
  text.foldCase();
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const auto c = static_cast<char32_t>(text.char32At(i));
    const auto kind = u_charType(static_cast<UChar32>(c));
    const bool extends = kind == U_MODIFIER_LETTER && c == 0x640;  // tatweel
    if (is_letter(c) && !extends) out += same_letter(c);
  }
  return out;
}

/// Letters that are put behind one another, in room for as many as there are characters: to ask at
/// each whether there is room takes longer than to fold it.
class Letters {
 public:
  explicit Letters(std::size_t characters) : letters_(characters, U'\0') {}

  void append(char32_t character) {
    if (character >= 0x80) return append_other(character);
    const char32_t letter = ascii_letter(character);
    letters_[size_] = letter;
    size_ += letter != 0 ? 1 : 0;
  }
  std::size_t size() const { return size_; }
  std::u32string take() && {
    letters_.resize(size_);
    return std::move(letters_);
  }

 private:
  void append_other(char32_t character) {
    const std::u32string other = letters_beyond_ascii(character);
    // One that becomes several takes the room of those to come.
    if (other.size() > 1) letters_.append(other.size() - 1, U'\0');
    std::copy(other.begin(), other.end(), letters_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += other.size();
  }

  std::u32string letters_;
  std::size_t size_ = 0;
};

/// Cyrillic and Greek capitals that look like Latin ones.
char32_t latin_look(char32_t c) {
  static const std::unordered_map<char32_t, char32_t> kLooks{
      {U'А', U'A'}, {U'В', U'B'}, {U'Е', U'E'}, {U'З', U'3'}, {U'К', U'K'}, {U'М', U'M'},
      {U'Н', U'H'}, {U'О', U'O'}, {U'Р', U'P'}, {U'С', U'C'}, {U'Т', U'T'}, {U'У', U'Y'},
      {U'Х', U'X'}, {U'І', U'I'}, {U'Ј', U'J'}, {U'Ѕ', U'S'}, {U'Α', U'A'}, {U'Β', U'B'},
      {U'Ε', U'E'}, {U'Η', U'H'}, {U'Ι', U'I'}, {U'Κ', U'K'}, {U'Μ', U'M'}, {U'Ν', U'N'},
      {U'Ο', U'O'}, {U'Ρ', U'P'}, {U'Τ', U'T'}, {U'Υ', U'Y'}, {U'Χ', U'X'}, {U'Ζ', U'Z'}};
  const auto found = kLooks.find(c);
  return found == kLooks.end() ? c : found->second;
}

bool is_dash(char32_t c) {
  return u_charType(static_cast<UChar32>(c)) == U_DASH_PUNCTUATION || c == 0x2212;
}

/// What a character is in a name: itself, a space, or 0 for what does not count at all.
char32_t name_character(char32_t c) {
  if (c < 0x80) {
    if (const char32_t letter = ascii_letter(c)) return letter - U'a' + U'A';
    const bool stays = (c >= U'0' && c <= U'9') || c == U'-' || c == U'.' || c == U'/';
    return stays ? c : U' ';
  }
  if (is_digit(c)) return U'0' + static_cast<char32_t>(digit_value(c));
  if (c == 0xAD || u_charType(static_cast<UChar32>(c)) == U_FORMAT_CHAR) return 0;
  if (is_dash(c)) return U'-';
  if (c == U'.' || c == U'/' || c == 0xFF0E || c == 0x2024) return c == U'/' ? c : U'.';
  c = static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
  if (c >= 0xFF21 && c <= 0xFF3A) c = c - 0xFF21 + U'A';  // full width
  c = latin_look(c);
  return c >= U'A' && c <= U'Z' ? c : U' ';
}

}  // namespace

Folded letters_of(const Line& line, std::size_t from, std::size_t to) {
  to = std::min(to, line.glyphs.size());
  const std::size_t most = to - std::min(from, to);
  Letters letters(most);
  std::vector<std::uint32_t> source;
  source.reserve(most);
  for (std::size_t i = from; i < to; ++i) {
    const Glyph& glyph = line.glyphs[i];
    if (glyph.box != nullptr) continue;
    letters.append(glyph.character);
    while (source.size() < letters.size()) source.push_back(static_cast<std::uint32_t>(i));
  }
  return {std::move(letters).take(), std::move(source)};
}

std::u32string letters_of(std::string_view utf8) { return letters_of(decode_utf8(utf8)); }

std::u32string letters_of(std::u32string_view text) {
  Letters letters(text.size());
  for (const char32_t character : text) letters.append(character);
  return std::move(letters).take();
}

std::u32string fold_name(std::u32string_view text) {
  std::u32string out(text.size(), U'\0');
  std::size_t size = 0;
  for (const char32_t character : text) {
    const char32_t c = name_character(character);
    if (c == 0 || (c == U' ' && (size == 0 || out[size - 1] == U' '))) continue;
    out[size++] = c;
  }
  out.resize(size);
  return out;
}

}  // namespace tallyd
