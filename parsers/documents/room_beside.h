// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/documents/box_ring.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd {

/// How far it is from a box to the line that ends its table's cell on that side, at most `reach`.
/// whole: ink with the table's lines.
int room_beside(const Ink& whole, const Area& box, int reach, Side side);

}  // namespace tallyd
