// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/documents/ocr.h"
#include "parsers/documents/pix.h"

namespace tallyd {

/// Where a word stands on its page.
inline Area area_of(const OcrWord& word) { return {word.x, word.y, word.width, word.height}; }

}  // namespace tallyd
