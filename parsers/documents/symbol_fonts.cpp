// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/symbol_fonts.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tallyd {
namespace {

enum class Font { none, wingdings, wingdings2, webdings, symbol, dingbats };

struct Symbol {
  Font font;
  std::uint8_t code;
  std::string_view shown;
};

/// What people mark forms with; from the fonts' own tables. Near shapes are drawn together: every
/// empty square is ☐, every empty circle ○.
constexpr std::array kSymbols{
    Symbol{Font::wingdings, 0x6C, "●"},  Symbol{Font::wingdings, 0x6D, "○"},
    Symbol{Font::wingdings, 0x6E, "■"},  Symbol{Font::wingdings, 0x6F, "☐"},
    Symbol{Font::wingdings, 0x70, "☐"},  Symbol{Font::wingdings, 0x71, "☐"},
    Symbol{Font::wingdings, 0x72, "☐"},  Symbol{Font::wingdings, 0x78, "☒"},
    Symbol{Font::wingdings, 0x9E, "·"},  Symbol{Font::wingdings, 0x9F, "•"},
    Symbol{Font::wingdings, 0xA1, "○"},  Symbol{Font::wingdings, 0xA2, "○"},
    Symbol{Font::wingdings, 0xA4, "◉"},  Symbol{Font::wingdings, 0xA5, "◎"},
    Symbol{Font::wingdings, 0xA6, "○"},  Symbol{Font::wingdings, 0xA7, "▪"},
    Symbol{Font::wingdings, 0xA8, "☐"},  Symbol{Font::wingdings, 0xFB, "✗"},
    Symbol{Font::wingdings, 0xFC, "✓"},  Symbol{Font::wingdings, 0xFD, "☒"},
    Symbol{Font::wingdings, 0xFE, "☑"},  Symbol{Font::wingdings2, 0x4F, "✗"},
    Symbol{Font::wingdings2, 0x50, "✓"}, Symbol{Font::wingdings2, 0x51, "☒"},
    Symbol{Font::wingdings2, 0x52, "☑"}, Symbol{Font::wingdings2, 0x53, "☒"},
    Symbol{Font::wingdings2, 0x54, "☒"}, Symbol{Font::wingdings2, 0x55, "⊗"},
    Symbol{Font::wingdings2, 0x56, "⊗"}, Symbol{Font::wingdings2, 0x97, "●"},
    Symbol{Font::wingdings2, 0x98, "●"}, Symbol{Font::wingdings2, 0xA2, "■"},
    Symbol{Font::wingdings2, 0xA3, "☐"}, Symbol{Font::wingdings2, 0xA4, "☐"},
    Symbol{Font::webdings, 0x61, "✓"},   Symbol{Font::webdings, 0x63, "☐"},
    Symbol{Font::webdings, 0x67, "■"},   Symbol{Font::webdings, 0x6E, "●"},
    Symbol{Font::webdings, 0x72, "✗"},   Symbol{Font::symbol, 0xB4, "×"},
    Symbol{Font::symbol, 0xB7, "•"},     Symbol{Font::symbol, 0xC4, "⊗"},
    Symbol{Font::symbol, 0xC5, "⊕"},     Symbol{Font::symbol, 0xD6, "√"},
    Symbol{Font::dingbats, 0x33, "✓"},   Symbol{Font::dingbats, 0x34, "✔"},
    Symbol{Font::dingbats, 0x35, "✕"},   Symbol{Font::dingbats, 0x36, "✖"},
    Symbol{Font::dingbats, 0x37, "✗"},   Symbol{Font::dingbats, 0x38, "✘"},
    Symbol{Font::dingbats, 0x6C, "●"},   Symbol{Font::dingbats, 0x6D, "○"},
    Symbol{Font::dingbats, 0x6E, "■"},   Symbol{Font::dingbats, 0x6F, "☐"},
    Symbol{Font::dingbats, 0x70, "☐"},   Symbol{Font::dingbats, 0x71, "☐"},
    Symbol{Font::dingbats, 0x72, "☐"},
};

Font font_of(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') plain += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
  }
  if (plain == "wingdings2") return Font::wingdings2;
  if (plain == "wingdings") return Font::wingdings;
  if (plain == "webdings") return Font::webdings;
  if (plain == "symbol") return Font::symbol;
  if (plain == "zapfdingbats" || plain == "dingbats" || plain == "monotypesorts") {
    return Font::dingbats;
  }
  return Font::none;
}

constexpr char32_t kPrivate = 0xF000;  // where Word puts the characters of symbol fonts

std::optional<std::string_view> symbol_of(Font font, char32_t code) {
  if (code >= kPrivate && code <= kPrivate + 0xFF) code -= kPrivate;
  const auto* found = std::find_if(kSymbols.begin(), kSymbols.end(), [&](const Symbol& each) {
    return each.font == font && each.code == code;
  });
  if (found == kSymbols.end()) return std::nullopt;
  return found->shown;
}

/// One character at `at`, which is moved behind it. Damaged UTF-8 gives its byte.
char32_t next_character(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
  };
  const char32_t first = byte(at);
  const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (at + size > text.size()) {
    at = text.size();
    return first;
  }
  char32_t code = size == 1 ? first : first & (0xFFu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) code = (code << 6) | (byte(at + i) & 0x3F);
  at += size;
  return code;
}

}  // namespace

bool is_symbol_font(std::string_view font) { return font_of(font) != Font::none; }

std::optional<std::string_view> symbol(std::string_view font, char32_t code) {
  return symbol_of(font_of(font), code);
}

std::string with_symbols(std::string_view text, std::string_view font) {
  const Font known = font_of(font);
  // Private-use characters F000..F0FF are UTF-8 EF 80 80 .. EF 83 BF.
  if (known == Font::none && text.find('\xEF') == std::string_view::npos) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t code = next_character(text, at);
    const bool is_private = code >= kPrivate && code <= kPrivate + 0xFF;
    std::optional<std::string_view> shown;
    if (known != Font::none) shown = symbol_of(known, code);
    if (known == Font::none && is_private) shown = symbol_of(Font::wingdings, code);
    out += shown ? *shown : text.substr(begin, at - begin);
  }
  return out;
}

std::string to_utf8(char32_t code) {
  const auto byte = [](char32_t value) {
    return static_cast<char>(static_cast<unsigned char>(value));
  };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0 | (code >> 6)), byte(0x80 | (code & 0x3F))};
  if (code >= 0xD800 && code < 0xE000) return "\xEF\xBF\xBD";
  if (code < 0x10000) {
    return {byte(0xE0 | (code >> 12)), byte(0x80 | ((code >> 6) & 0x3F)),
            byte(0x80 | (code & 0x3F))};
  }
  if (code > 0x10FFFF) return "\xEF\xBF\xBD";
  return {byte(0xF0 | (code >> 18)), byte(0x80 | ((code >> 12) & 0x3F)),
          byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F))};
}

BoxGlyph glyph_of(std::string_view utf8_character) {
  constexpr std::array<std::string_view, 16> kEmpty{"❍", "〇", "☐", "□", "◻", "⬜", "❏", "❐",
                                                    "❑", "❒",  "▢", "○", "◯", "⃝",  "◌", "⚪"};
  constexpr std::array<std::string_view, 22> kChecked{
      "☑", "☒", "✓", "✔",    "✗",    "✘",    "✕",   "✖", "⊠", "⊗", "●",
      "◉", "⬛", "■", "🗵", "🗷", "🗹", "⮽", "✅", "❎", "⌧", "⦿"};
  const auto among = [&](const auto& list) {
    return std::find(list.begin(), list.end(), utf8_character) != list.end();
  };
  if (among(kEmpty)) return BoxGlyph::empty;
  return among(kChecked) ? BoxGlyph::checked : BoxGlyph::other;
}

bool is_box_bullet(std::string_view utf8_character) {
  return glyph_of(utf8_character) != BoxGlyph::other && utf8_character != "●" &&
         utf8_character != "■" && utf8_character != "○";
}

bool is_round(std::string_view utf8_character) {
  constexpr std::array<std::string_view, 13> kRound{"○", "◯", "⃝",  "◌", "⚪",  "●", "◉",
                                                    "⦿", "⊗", "◎", "❍", "〇", "⚫"};
  return std::find(kRound.begin(), kRound.end(), utf8_character) != kRound.end();
}

}  // namespace tallyd
