// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/running_head.h"

#include <algorithm>
#include <cstdlib>

#include "parsers/documents/word_area.h"

namespace tallyd {
namespace {

// Pixels at 300 dpi.
constexpr int kLowest = 250;  ///< a head stands above this: 2 cm
constexpr int kSlack = 6;

bool stands_in(const std::vector<OcrWord>& words, const OcrWord& wanted) {
  return std::any_of(words.begin(), words.end(), [&](const OcrWord& word) {
    return word.text == wanted.text && std::abs(word.x - wanted.x) <= kSlack &&
           std::abs(word.y - wanted.y) <= kSlack;
  });
}

}  // namespace

std::vector<Area> running_head(const std::vector<OcrWord>& words,
                               const std::vector<OcrWord>& first_page) {
  int end = kLowest;  // of the head: where the first word stands that is this page's own
  for (const OcrWord& word : words) {
    if (!stands_in(first_page, word)) end = std::min(end, word.y);
  }
  std::vector<Area> head;
  for (const OcrWord& word : words) {
    if (word.y + word.height <= end) head.push_back(area_of(word));
  }
  return head;
}

}  // namespace tallyd
