// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/documents/pix_pages.h"

namespace tallyd {

/// How much of a square's two diagonals is darker than what is between them, however pale: a
/// program draws them into a box that is checked. Shares of their length; grey: 8 bit.
struct Diagonals {
  double falling = 0, rising = 0;
};

Diagonals diagonals_in(Pix* grey, const Area& box);

/// Whether what is within a box are pieces of a program's cross, or of one of its two lines: they
/// lie from one corner to beyond the middle, and hardly anything beside. ink: paler ink, too.
bool is_cross_in_pieces(const Ink& ink, const Area& box);

}  // namespace tallyd
