// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/ocr.h"
#include "parsers/documents/pix.h"

namespace tallyd {

/// A part of a page that shows one of its lines alone.
struct LoneLine {
  PixPtr picture;  ///< 8 bit grey; null: nothing of the line is on the page
  Area area;       ///< of the page
};

/// Letters reach into the lines above and below, Arabic ones above all: the line is cut out with
/// all that hangs over it, and what hangs together with other lines is wiped from it. A piece that
/// runs through several of them stays.
/// line, others: from the tops to the feet of usual letters; page: 8 bit grey, paper near 255.
LoneLine lone_line(Pix* page, const Area& line, const std::vector<Area>& others);

/// Where the usual letters of a line's words stand; words must not be empty.
Area body_of(const std::vector<OcrWord>& words);

}  // namespace tallyd
