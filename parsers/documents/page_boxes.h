// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "parsers/documents/drawn_box.h"
#include "parsers/documents/page_picture.h"

namespace tallyd {

/// The boxes of a page with their states.
struct PageBoxes {
  std::vector<DrawnBox> boxes;  ///< sorted by y, then x
  PixPtr marks;                 ///< 1 bit: ink of the boxes and of what is drawn on them
  PixPtr strokes;               ///< 1 bit: of checking marks, far beyond their boxes; or null
};

/// Takes what is print out of the boxes of the page with that index, before they are measured.
using DropPrint = std::function<void(std::size_t page, std::vector<DrawnBox>& boxes)>;

/// Looks at the pages of a document together: kinds of boxes and their columns are those of all of
/// them, for on one page every box may be marked.
std::vector<PageBoxes> find_page_boxes(const std::vector<const PagePicture*>& pages,
                                       const DropPrint& drop_print);

}  // namespace tallyd
