// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "parsers/documents/ocr.h"
#include "parsers/documents/pix.h"

namespace tallyd {

/// Where the lines of a signature may stand, and what was read there at first.
struct LinesToRead {
  Pix* words = nullptr;  ///< 8 bit grey, paper near 255; borrowed
  Area area;             ///< of the page: below its boxes
  const std::vector<OcrWord>& found;
  bool leftwards = false;
};

/// A stamp or a signature over a line spoils its reading: each line that was not read with
/// certainty is read by itself, as it is and without what is paler than its print. Other readings
/// of lines, in no order that matters; they may be wrong, too. Long texts are left out: they are
/// none of those that tell who signs.
std::vector<std::string> read_again(const LinesToRead& lines, Ocr& ocr,
                                    const std::string& language);

}  // namespace tallyd
