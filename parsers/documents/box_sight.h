// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/drawn_box.h"
#include "parsers/documents/ocr.h"

/// What a file says of its page, against what somebody sees who looks at it: another layer, white
/// ink, a picture on top, an appearance that shows nothing.
namespace tallyd {

/// Fields and characters whose state is not what the page shows become unclear; fields on printed
/// boxes in_doubt, until it is known how those look. ink: of the page, in whose pixels the boxes
/// are.
void compare_with_sight(std::vector<DrawnBox>& known, const Ink& ink);

/// Whether nothing is seen where a word is. pale: the ink of the page, and all that is not white.
bool is_unseen(const OcrWord& word, const Ink& pale);

/// Whether a line runs through the box's middle and beyond it on both of its sides, as one takes a
/// mark back.
bool is_struck_out(const Area& box, const Ink& ink);

}  // namespace tallyd
