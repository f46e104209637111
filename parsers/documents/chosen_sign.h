// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/pix_pages.h"

namespace tallyd {

struct ChosenSign {
  Area area;
  bool round = false;
  bool mark = false;  ///< a cross or a tick: it is chosen, whatever the empty ones look like
  bool bare = false;  ///< and no outline is around it
};

/// What a program printed as chosen: a disc (●), a ring with a disc in it (◉), a black square (■),
/// a square with a cross in it (☒), a tick (✓), an X that stands by itself. Fonts have them larger
/// or smaller than the empty ones (○ □). bits: ink at 300 dpi. faint: the paler ink, too; the thin
/// arm of a tick may have no other. What is pale altogether may be rubbed out, and is none.
std::vector<ChosenSign> find_chosen_signs(Pix* bits, const Ink& ink, Pix* faint);

}  // namespace tallyd
