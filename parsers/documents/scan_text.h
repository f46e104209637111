// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/document.h"
#include "parsers/documents/drawn_box.h"
#include "parsers/documents/ocr.h"

namespace tallyd {

/// Where text stands and which way it runs.
struct TextFlow {
  int page = 0;
  double points = 0.24;  ///< of a pixel
  bool right_to_left = false;
  bool printed = false;  ///< of a file's own text: where its lines end is exact
  bool in_cell = true;   ///< of a table; else it runs over the page
};

struct FlowedText {
  std::vector<Paragraph> paragraphs;
  int lost_marks = 0;  ///< boxes that are marked and are beside no words
};

/// Words and boxes of one cell, or of a part of a page, as paragraphs: a box begins one, and so
/// does a line far below the one before. A line that only ran out of room goes on in the same
/// paragraph. Boxes that are drawn in the middle of a sentence are left out; a circle that ends a
/// sentence and is not clearly marked is part of it ("one of the two options O").
FlowedText paragraphs_of(const std::vector<OcrWord>& words, const std::vector<DrawnBox>& boxes,
                         const TextFlow& flow);

}  // namespace tallyd
