// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/drawn_box.h"
#include "parsers/documents/ruling.h"

namespace tallyd {

/// A page on which no table of lines holds the boxes.
struct OpenPage {
  enum class Reads { rightwards, leftwards };  ///< labels stand where lines of text begin
  enum class Begins { anew, within_row };      ///< perhaps within a row of the page before
  Pix* ink = nullptr;                          ///< 1 bit, without ruled lines and marks
  const std::vector<DrawnBox>& boxes;          ///< must outlive it
  Reads reads = Reads::rightwards;
  Begins begins = Begins::anew;
  enum class Rows { alike, whole };  ///< have as many boxes; have all that a row has
  Rows rows = Rows::alike;
};

/// The lines that a table would have which is parted by white alone: labels in one column, boxes
/// and their words in the other. Empty where anything leaves room for another way to part it: each
/// label must stand level with the first box of its row, and all rows must have as many boxes (but
/// those that a page's end cuts; of whole rows the last one is whole).
Ruling open_table(const OpenPage& page);

}  // namespace tallyd
