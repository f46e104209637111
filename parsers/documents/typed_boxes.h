// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/drawn_box.h"
#include "parsers/documents/ocr.h"

namespace tallyd {

/// The boxes, and where a page's own words are boxes that were typed: "[X]", "( )", "|_|". Those
/// are as wide as high, whatever is typed between, and have no state: what is typed tells it. None
/// where a row lacks one of its four: its words might seem to stand below the table, and deleted.
std::vector<DrawnBox> with_typed_boxes(std::vector<DrawnBox> boxes,
                                       const std::vector<OcrWord>& words);

}  // namespace tallyd
