// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/pix_pages.h"

namespace tallyd {

struct ChosenSign {
  Area area;
  bool round = false;
  bool mark = false;  ///< a cross or a tick: it is chosen, whatever the empty ones look like
};

/// What a program printed as chosen: a disc (●), a ring with a disc in it (◉), a black square (■),
/// a square with a cross in it (☒), a tick (✓). Fonts have them larger or smaller than the empty
/// ones (○ □). bits: ink at 300 dpi.
std::vector<ChosenSign> find_chosen_signs(Pix* bits, const Ink& ink);

}  // namespace tallyd
