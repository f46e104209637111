// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "parsers/documents/grid.h"
#include "parsers/documents/page_picture.h"

namespace tallyd {

/// Where boxes stand one below the other, on one page.
struct BoxColumn {
  std::size_t page = 0;
  int x = 0;  ///< of their left sides
};

/// The tables of all pages of a document. A scanner or a camera has each page at another place, but
/// a box stands in its table's cell where it stands on the others.
class PageTables {
 public:
  explicit PageTables(const std::vector<const PagePicture*>& pages);

  /// Where columns of boxes are to be looked for on a page: at the same place, and at the same
  /// place within each table whose columns are as wide. Those of the page itself come first; what
  /// lies within `near` of one is the same.
  std::vector<int> places_of(const std::vector<BoxColumn>& columns, std::size_t page,
                             int near) const;

 private:
  std::vector<std::vector<Grid>> tables_;
};

}  // namespace tallyd
