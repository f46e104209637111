// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include "parsers/documents/ocr.h"
#include "parsers/documents/pix.h"

namespace tallyd {

/// Where a word stands on its page.
inline Area area_of(const OcrWord& word) { return {word.x, word.y, word.width, word.height}; }

/// The words of each line, by its number.
inline std::map<int, std::vector<OcrWord>> by_lines(const std::vector<OcrWord>& words) {
  std::map<int, std::vector<OcrWord>> lines;
  for (const OcrWord& word : words) lines[word.line].push_back(word);
  return lines;
}

}  // namespace tallyd
