// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/box_kind.h"
#include "parsers/documents/drawn_box.h"
#include "parsers/documents/page_picture.h"
#include "parsers/documents/pix.h"

/// Boxes whose outline a program drew with its thinnest line: a scan has them, and the crosses in
/// them, paler than print, or has gaps in them.
namespace tallyd {

struct PaleColumn {
  BoxColumn column;
  int width = 0;       ///< of the boxes
  bool solid = false;  ///< they were found as dark as print: only another page may have them pale
};

/// The same on one page.
struct PalePlace {
  int x = 0;  ///< of the boxes' left sides
  int width = 0;
};

/// The columns in which such boxes stand. empty: those that were found in the ink of each page.
std::vector<PaleColumn> find_pale_columns(const std::vector<const PagePicture*>& pages,
                                          const std::vector<std::vector<DrawnBox>>& empty,
                                          const std::vector<BoxKind>& kinds);

std::vector<PalePlace> places_of(const std::vector<PaleColumn>& columns, const PageTables& tables,
                                 std::size_t page);

/// Adds a page's paler ink to its ink (1 bit, of one size) where it stands in those columns and is
/// as large as their boxes.
void strengthen(Pix* ink, Pix* faint, const std::vector<PalePlace>& places);

}  // namespace tallyd
