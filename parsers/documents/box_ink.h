// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/box_kind.h"
#include "parsers/documents/drawn_box.h"

namespace tallyd {

/// The ink of a page in the ways that boxes are measured by.
struct PageInk {
  const Ink& ink;    ///< without the table's lines
  const Ink& whole;  ///< with them
  const Ink& dark;   ///< without them, and without the paler ink that pale boxes are drawn with
  const Ink& faint;  ///< paler ink too
  Pix* faint_bits;   ///< the same, 1 bit
  Pix* grey;         ///< 8 bit; or null
  Pix* marks;        ///< 1 bit, as large: gets what belongs to boxes and their marks
  bool black_and_white = false;  ///< as it came: a hairline may be there in pieces only
};

/// Fills in how much ink is in, on and around a box, besides what its kind has empty.
void measure_box(const PageInk& page, const BoxKind& kind, DrawnBox& box);

/// Decides the states of all boxes of a document together: what an empty one has is learnt from
/// the emptiest of the same kind. Between clearly empty and clearly marked: unclear.
void decide_states(const std::vector<DrawnBox*>& boxes);

}  // namespace tallyd
