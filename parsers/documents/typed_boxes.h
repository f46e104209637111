// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/drawn_box.h"
#include "parsers/documents/ocr.h"
#include "parsers/documents/open_table.h"

namespace tallyd {

/// The boxes, and where a page's own words are boxes that were typed: "[X]", "( )", "|_|". Those
/// are as wide as high, whatever is typed between, and have no state: what is typed tells it. None
/// where a row lacks one of its four: its words might seem to stand below the table, and deleted.
std::vector<DrawnBox> with_typed_boxes(std::vector<DrawnBox> boxes,
                                       const std::vector<OcrWord>& words);

/// All that was typed as a box or in the place of one.
struct TypedSigns {
  std::vector<DrawnBox> boxes;  ///< the given ones, brackets, and marks that stand alone
  std::vector<Area> beside;     ///< marks that stand beside a box
};
/// Of a mark before a bracket the bracket is the place where it would stand without the mark.
TypedSigns with_typed_signs(std::vector<DrawnBox> boxes, const std::vector<OcrWord>& words);

/// open_table() of the drawn boxes of a page and those that its words are: of brackets, else of all
/// that is typed, where no row lacks a box. Wipes marks beside boxes from the page's ink.
Ruling open_table_with_typed(const OpenPage& page, const std::vector<OcrWord>& words);

}  // namespace tallyd
