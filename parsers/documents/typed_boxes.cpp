// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/typed_boxes.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "parsers/documents/printed_words.h"
#include "parsers/documents/word_area.h"

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

/// As wide as high, whatever is typed in it.
DrawnBox square_of(const OcrWord& word) {
  DrawnBox box;
  box.area = {word.x, word.y, word.height, word.height};
  return box;
}

void add_brackets(const std::vector<OcrWord>& words, std::vector<DrawnBox>& boxes) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool pair = i + 1 < words.size() && is_pair(words[i], words[i + 1]);
    if (!pair && !is_whole(words[i].text)) continue;
    boxes.push_back(square_of(words[i]));
    boxes.back().bracketed = true;
    if (pair) ++i;
  }
}

bool is_level(const Area& a, const Area& b) {
  return a.middle_y() >= b.y && a.middle_y() < b.bottom();
}

/// As large as what was typed or drawn above or below it, and exactly there.
void put_in_column(DrawnBox& sign, const std::vector<DrawnBox>& others) {
  const auto same_column = std::ranges::find_if(others, [&](const DrawnBox& other) {
    return std::abs(other.area.x - sign.area.x) <= sign.area.width / 4;
  });
  if (same_column == others.end()) return;
  sign.round = same_column->round;
  const int side = same_column->area.width;
  sign.area = {same_column->area.x, sign.area.middle_y() - side / 2, side, side};
}

/// At no more than its height from it.
bool is_near(const Area& mark, const Area& box) {
  return is_level(mark, box) && mark.x < box.right() + mark.height &&
         box.x < mark.right() + mark.height;
}

}  // namespace

std::vector<DrawnBox> with_typed_boxes(std::vector<DrawnBox> boxes,
                                       const std::vector<OcrWord>& words) {
  constexpr std::size_t kRow = kRowOfBoxes;
  const std::size_t drawn = boxes.size();
  add_brackets(words, boxes);
  if ((boxes.size() - drawn) % kRow != 0) boxes.resize(drawn);
  return boxes;
}

TypedSigns with_typed_signs(std::vector<DrawnBox> boxes, const std::vector<OcrWord>& words) {
  const std::vector<DrawnBox> drawn = boxes;
  add_brackets(words, boxes);
  TypedSigns signs{std::move(boxes), {}};
  std::vector<DrawnBox> alone;
  for (const OcrWord& word : words) {
    if (!is_mark(word.text)) continue;
    const Area area = area_of(word);
    const auto touches = [&](const DrawnBox& box) { return same_place(box.area, area); };
    const auto stands_beside = [&](const DrawnBox& box) { return is_near(area, box.area); };
    if (std::ranges::any_of(signs.boxes, touches)) continue;
    const auto box = std::ranges::find_if(signs.boxes, stands_beside);
    if (box == signs.boxes.end()) {
      alone.push_back(square_of(word));
      continue;
    }
    signs.beside.push_back(area);
    // What is typed moves what follows it on its line.
    if (box->bracketed && area.x < box->area.x) box->area.x = area.x;
  }
  signs.boxes.insert(signs.boxes.end(), alone.begin(), alone.end());
  for (std::size_t i = drawn.size(); i < signs.boxes.size(); ++i) {
    put_in_column(signs.boxes[i], drawn);
  }
  return signs;
}

Ruling open_table_with_typed(const OpenPage& page, const std::vector<OcrWord>& words) {
  const std::vector<DrawnBox> bracketed = with_typed_boxes(page.boxes, words);
  Ruling ruling = open_table({page.ink, bracketed, page.reads, page.begins});
  if (words.empty() || !ruling.lying.empty()) return ruling;
  const TypedSigns signs = with_typed_signs(page.boxes, words);
  for (const Area& mark : signs.beside) wipe(page.ink, mark);
  return open_table({page.ink, signs.boxes, page.reads, page.begins, OpenPage::Rows::whole});
}

}  // namespace tallyd
