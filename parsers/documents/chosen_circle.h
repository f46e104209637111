// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/pix_pages.h"

namespace tallyd {

/// Circles that a program printed as chosen: a disc (●), or a ring with a disc in it (◉). Fonts
/// have them larger or smaller than the empty circle (○). bits: ink at 300 dpi.
std::vector<Area> find_chosen_circles(Pix* bits, const Ink& ink);

}  // namespace tallyd
