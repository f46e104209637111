// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tallyd {

/// True for fonts whose characters are pictures: Wingdings, Wingdings 2, Webdings, Symbol, Zapf
/// Dingbats. The name may carry quotes and any case.
bool is_symbol_font(std::string_view font);

/// What a character of such a font shows, as UTF-8; `code` is 0x20..0xFF or the same plus 0xF000,
/// as Word writes it. Boxes, circles, ticks and crosses are known; the rest gives none.
std::optional<std::string_view> symbol(std::string_view font, char32_t code);

/// The text with its symbols replaced; of a font that is no symbol font only what Word writes as
/// private-use characters without naming the font (taken for Wingdings).
std::string with_symbols(std::string_view text, std::string_view font);

std::string to_utf8(char32_t code);

/// What a glyph says about itself where it stands for a box.
enum class BoxGlyph {
  empty,    ///< ☐ □ ○ …
  checked,  ///< ☑ ☒ ✓ ● …
  other,
};
BoxGlyph glyph_of(std::string_view utf8_character);

/// A sign that as a list's bullet is a box, a tick or a cross, and none of the ordinary bullets.
bool is_box_bullet(std::string_view utf8_character);

/// A circle, empty or marked.
bool is_round(std::string_view utf8_character);

}  // namespace tallyd
