// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/document.h"
#include "parsers/documents/drawn_box.h"
#include "parsers/documents/ocr.h"
#include "parsers/documents/rendered_page.h"
#include "parsers/limits.h"

/// Pages that are pictures: scans, photographs, faxes. Each is set upright, its ruled table is
/// found by its lines, its words are recognised, and its boxes are found by their shape. A box's
/// state is the ink in and around it compared with its siblings; within the margin it is `unclear`.
namespace tallyd {

/// A page, and what its file says of it in pixels of the picture.
struct PageSource {
  RenderedPage rendered;
  bool has_text = false;             ///< if not, words are recognised
  std::vector<OcrWord> words;        ///< in any order; lines not numbered
  std::vector<DrawnBox> boxes = {};  ///< characters and fields of forms, whose state is known
};

/// Pages that have text must be rendered at kWorkingDpi.
Document read_pages(std::vector<PageSource> pages, Ocr* ocr, const Limits& limits);

/// Never throws. Without an Ocr (null) the pages are kept as pictures, with a doubt.
Document read_scan(const std::vector<RenderedPage>& pages, Ocr* ocr, const Limits& limits);

}  // namespace tallyd
