// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "parsers/documents/drawn_box.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd {

/// What empty boxes of one shape and size look like.
struct BoxKind {
  bool round = false;
  bool bracketed = false;
  int width = 0, height = 0;
  int line = 0;              ///< thickness of its outline
  int gap = 0;               ///< the least white to the right of them
  std::vector<int> columns;  ///< x of their left sides
  /// The ink that they have empty, a little thicker: width + 2 kRim by height + 2 kRim bytes.
  static constexpr int kRim = 4;
  std::vector<std::uint8_t> glyph;
  std::vector<std::uint8_t> core;  ///< as large: the ink that nearly all of them have
  /// At a point counted from the box's top left corner.
  bool printed(int x, int y) const;
};

/// Drawn by a program with the thinnest line: so are its marks.
inline bool is_hairline(const BoxKind& kind) { return kind.line == 1 && !kind.bracketed; }

/// The kinds of the empty boxes of all pages; boxes and inks run together, one for each page.
std::vector<BoxKind> kinds_of(const std::vector<std::vector<DrawnBox>>& boxes,
                              const std::vector<const Ink*>& inks);

}  // namespace tallyd
