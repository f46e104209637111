// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/pix.h"

namespace tallyd {

/// A printed line of a table, straight: y = at + slope * (x - area.middle_x()) if it lies, and the
/// same with x and y exchanged if it stands.
struct RuleLine {
  Area area;
  double at = 0;
  double slope = 0;
};

struct Ruling {
  std::vector<RuleLine> lying, standing;
};

/// The long thin lines in the ink of a page at about 300 dpi, nearly upright. Lines that letters
/// cross (struck words) are none.
Ruling find_ruling(Pix* ink);

/// The lines that dots or dashes form; a scan has them paler than print. faint: the paler ink, too.
Ruling find_dotted_ruling(Pix* faint);

/// Paints over the lines: white in a grey picture, nothing in one of ink. What touches them stays.
void erase_ruling(Pix* pix, const Ruling& ruling);

}  // namespace tallyd
