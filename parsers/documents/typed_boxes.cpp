// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/typed_boxes.h"

#include <string_view>

namespace tallyd {
namespace {

constexpr std::string_view kOpening = "[({|";
constexpr std::string_view kClosing = "])}|";

/// From one bracket to its other, with a sign between or none.
bool is_whole(std::string_view text) {
  constexpr std::size_t kMost = 3;  // bytes of a sign: ✓
  if (text.size() < 2 || text.size() > kMost + 2) return false;
  const std::size_t kind = kOpening.find(text.front());
  return kind != kOpening.npos && text.back() == kClosing[kind];
}

/// "[ ]" is two words.
bool is_pair(const OcrWord& first, const OcrWord& second) {
  if (first.text.size() != 1 || second.text.size() != 1) return false;
  const bool near = second.x >= first.x + first.width && second.x - first.x < 2 * first.height &&
                    second.y < first.y + first.height && first.y < second.y + second.height;
  return near && is_whole(first.text + second.text);
}

}  // namespace

std::vector<DrawnBox> with_typed_boxes(std::vector<DrawnBox> boxes,
                                       const std::vector<OcrWord>& words) {
  constexpr std::size_t kRow = kRowOfBoxes;
  const std::size_t drawn = boxes.size();
  for (std::size_t i = 0; i < words.size(); ++i) {
    const OcrWord& word = words[i];
    const bool pair = i + 1 < words.size() && is_pair(word, words[i + 1]);
    if (!pair && !is_whole(word.text)) continue;
    DrawnBox box;
    box.area = {word.x, word.y, word.height, word.height};
    box.bracketed = true;
    boxes.push_back(box);
    if (pair) ++i;
  }
  if ((boxes.size() - drawn) % kRow != 0) boxes.resize(drawn);
  return boxes;
}

}  // namespace tallyd
