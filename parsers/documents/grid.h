// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/pix.h"
#include "parsers/documents/ruling.h"

namespace tallyd {

/// A cell between ruling lines; it may span several bands each way.
struct GridCell {
  Area area;
  int row = 0, column = 0;    ///< of its top left corner, from 0
  int rows = 1, columns = 1;  ///< that it spans
};

struct Grid {
  Area area;
  std::vector<int> xs, ys;  ///< where its lines stand and lie; one more than columns and rows
  std::vector<GridCell> cells;
  int rows() const { return static_cast<int>(ys.size()) - 1; }
  int columns() const { return static_cast<int>(xs.size()) - 1; }
};

/// The tables that lines form, from the top of the page down. At least two lying lines and a
/// standing one; an open side ends where the lying lines end.
std::vector<Grid> find_grids(const Ruling& ruling);

}  // namespace tallyd
