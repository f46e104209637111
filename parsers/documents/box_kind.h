// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "parsers/documents/drawn_box.h"
#include "parsers/documents/page_tables.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd {

/// What empty boxes of one shape and size look like.
struct BoxKind {
  bool round = false;
  bool bracketed = false;
  int width = 0, height = 0;
  int line = 0;  ///< thickness of its outline
  int gap = 0;   ///< the least white to the right of them
  std::vector<BoxColumn> columns;
  std::vector<int> places = {};  ///< x of its columns on the page that is looked at
  /// The ink that they have empty, a little thicker: width + 2 kRim by height + 2 kRim bytes.
  static constexpr int kRim = 4;
  std::vector<std::uint8_t> glyph;
  std::vector<std::uint8_t> core;  ///< as large: the ink that nearly all of them have
  /// At a point counted from the box's top left corner.
  bool printed(int x, int y) const;
};

/// A form field's box, in pixels: a character is smaller, or thicker.
constexpr int kLargeBox = 45;

/// Drawn by a program with the thinnest line: so are its marks.
inline bool is_hairline(const BoxKind& kind) {
  // Where no pixel is common to most of them, each has its line a pixel elsewhere.
  return !kind.bracketed && (kind.line == 1 || (kind.line == 0 && kind.width >= kLargeBox));
}

/// Its outline is thinner than that of any character of its size.
inline bool is_thin(const BoxKind& kind) {
  constexpr int kLeastWidth = 15;  // in lines
  return !kind.bracketed && kind.width >= kLargeBox && kind.line * kLeastWidth <= kind.width;
}

/// The kinds of the empty boxes of all pages, without places; boxes and inks run together, one for
/// each page.
std::vector<BoxKind> kinds_of(const std::vector<std::vector<DrawnBox>>& boxes,
                              const std::vector<const Ink*>& inks);

}  // namespace tallyd
