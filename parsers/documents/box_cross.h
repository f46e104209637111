// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/documents/pix.h"

namespace tallyd {

/// How much of a square's two diagonals is darker than what is between them, however pale: a
/// program draws them into a box that is checked. Shares of their length; grey: 8 bit.
struct Diagonals {
  double falling = 0, rising = 0;
};

Diagonals diagonals_in(Pix* grey, const Area& box);

}  // namespace tallyd
