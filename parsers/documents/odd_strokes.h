// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/drawn_box.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd {

/// Boxes that were taken for checked become unclear where the ink may be no mark of theirs: one
/// stroke runs into several of them, or far beyond (a stamp's rim, a signature, a loop around
/// another box); a line goes through the mark; a letter with a hole stands between brackets, "[0]";
/// a tick is scribbled over.
/// ink: of the page, without the table's lines. faint: with them, the paler ink too.
void doubt_odd_strokes(std::vector<DrawnBox>& boxes, const Ink& ink, const Ink& faint);

/// The whole strokes of marks that check boxes, 1 bit, as large as the page (null: there are none,
/// or no memory), with the letters that they touch. A stroke that lies, as one strikes words out,
/// is left out. marks: gets the tails of ticks above their boxes, where they touch no letter.
PixPtr strokes_of(const std::vector<DrawnBox>& boxes, const Ink& ink, Pix* marks);

}  // namespace tallyd
