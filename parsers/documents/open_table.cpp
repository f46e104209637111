// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/open_table.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include "parsers/documents/median.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd {
namespace {

// Pixels at 300 dpi.
constexpr int kSpeck = 13;       ///< dots of a dotted line are no larger
constexpr int kSolid = 31;       ///< no stroke of a letter is as thick
constexpr int kNarrowest = 22;   ///< white between the two columns
constexpr int kLeastLabel = 60;  ///< from the page's edge to the end of the labels
constexpr int kEdge = 12;        ///< from a line of the table to what stands beside it
constexpr int kNowhere = 1 << 30;

/// From..to, to not included.
struct Band {
  int from = 0, to = 0;
  int middle() const { return (from + to) / 2; }
  int height() const { return to - from; }
};

/// The ink without dots, dust and the holes of a punch; null: no memory.
PixPtr without_dirt(Pix* ink) {
  PixPtr clean(
      pixSelectBySize(ink, kSpeck, kSpeck, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GT, nullptr));
  if (!clean) return nullptr;
  const PixPtr solid(pixOpenBrick(nullptr, clean.get(), kSolid, kSolid));
  const PixPtr holes(pixSeedfillBinary(nullptr, solid.get(), clean.get(), 8));
  pixSubtract(clean.get(), clean.get(), holes.get());
  return clean;
}

/// The lines of text in the area, from the top: rows with ink.
std::vector<Band> bands_in(const Ink& ink, const Area& area) {
  std::vector<Band> bands;
  for (int y = area.y; y < area.bottom(); ++y) {
    if (ink.count({area.x, y, area.width, 1}) < 2) continue;
    if (!bands.empty() && y - bands.back().to <= 3) {
      bands.back().to = y + 1;
    } else {
      bands.push_back({y, y + 1});
    }
  }
  return bands;
}

int usual_height(const std::vector<Band>& bands) {
  std::vector<int> heights;
  heights.reserve(bands.size());
  for (const Band& band : bands) heights.push_back(band.height());
  return heights.empty() ? 0 : median(std::move(heights));
}

/// Lines of text that stand close above each other.
struct Label {
  Band first;  ///< its first line
  int bottom = 0;
};

/// White that ends a label, a cell or a table is higher.
int least_gap(int text_height) { return text_height * 12 / 10; }

std::vector<Label> labels_of(const std::vector<Band>& bands, int text_height) {
  std::vector<Label> labels;
  for (const Band& band : bands) {
    if (labels.empty() || band.from - labels.back().bottom > least_gap(text_height)) {
      labels.push_back({band, band.to});
    } else {
      // The accents of a line stand above it.
      Band& first = labels.back().first;
      if (first.height() < text_height / 2) first.to = band.to;
      labels.back().bottom = band.to;
    }
  }
  return labels;
}

/// Whether white stands right before it: a box in a sentence has none.
bool leads(const Ink& ink, const Area& box) {
  return ink.count({box.x - box.width * 7 / 10, box.y, box.width * 6 / 10, box.height}) < 6;
}

/// The boxes that stand in the leftmost column of several, and those right of it below its first,
/// from the top. Where a row goes on from the page before, one is enough.
std::vector<Area> column_of(const Ink& ink, const std::vector<Area>& boxes,
                            OpenPage::Begins begins) {
  const std::ptrdiff_t several = begins == OpenPage::Begins::anew ? 2 : 1;
  const auto is_in_column = [&](const Area& box) {
    return std::count_if(boxes.begin(), boxes.end(), [&](const Area& other) {
             return std::abs(other.x - box.x) <= box.width / 2 &&
                    std::abs(other.width - box.width) <= box.width / 4;
           }) >= several;
  };
  const Area* left = nullptr;
  for (const Area& box : boxes) {
    if (is_in_column(box) && leads(ink, box) && (left == nullptr || box.x < left->x)) left = &box;
  }
  if (left == nullptr) return {};
  int top = left->y;
  for (const Area& box : boxes) {
    const bool below =
        begins == OpenPage::Begins::within_row || std::abs(box.x - left->x) <= left->width / 2;
    if (below && is_in_column(box) && box.x >= left->x - left->width / 2)
      top = std::min(top, box.y);
  }
  std::vector<Area> column;
  for (const Area& box : boxes) {
    if (box.x >= left->x - left->width / 2 && box.y >= top - box.height && leads(ink, box)) {
      column.push_back(box);
    }
  }
  std::sort(column.begin(), column.end(), [](const Area& a, const Area& b) { return a.y < b.y; });
  return column;
}

/// The white strip beside the boxes, over all of their height, that has labels on its other side.
/// Where a row goes on, they may all stand on the page before.
std::optional<Band> corridor(const Ink& ink, const Area& boxes, int box_width,
                             OpenPage::Begins begins) {
  const auto is_white = [&](int x) { return ink.count({x, boxes.y, 1, boxes.height}) == 0; };
  // A mark may reach out of its box.
  for (int right = boxes.x - 3; right > boxes.x - box_width * 3 / 2; --right) {
    int left = right;
    while (left > 0 && is_white(left)) --left;
    if (left < kLeastLabel) {
      return begins == OpenPage::Begins::anew ? std::nullopt
                                              : std::optional(Band{right - kNarrowest, right});
    }
    if (right - left >= kNarrowest) return Band{left + 1, right};
  }
  return std::nullopt;
}

class OpenTable {
 public:
  OpenTable(const Ink& ink, std::vector<Area> boxes, OpenPage::Rows kind)
      : ink_(ink), boxes_(std::move(boxes)), kind_(kind) {
    for (const Area& box : boxes_) around_ = around(around_, box);
  }

  Ruling find(OpenPage::Begins begins) {
    if (boxes_.size() < (begins == OpenPage::Begins::anew ? kRowOfBoxes : 1)) return {};
    const std::optional<Band> white = corridor(ink_, around_, boxes_.front().width, begins);
    if (!white) return {};
    white_ = *white;
    parting_ = white->middle();
    text_height_ = usual_height(
        bands_in(ink_, {white->to, around_.y, ink_.width() - white->to, around_.height}));
    const int top = around_.y - text_height_ / 2;
    std::vector<Band> lines = bands_in(ink_, {0, top, white->from, ink_.height() - top});
    // The end of a line above.
    if (!lines.empty() && lines[0].from == top && lines[0].to < around_.y) {
      lines.erase(lines.begin());
    }
    labels_ = labels_of(lines, text_height_);
    if (!find_end() || !labels_fit(begins)) return {};
    return lines_between();
  }

 private:
  /// The first box level with a label's first line; their number: none.
  std::size_t box_beside(const Label& label) const {
    const int slack = text_height_ / 3;
    const auto found = std::find_if(boxes_.begin(), boxes_.end(), [&](const Area& box) {
      return box.middle_y() > label.first.from - slack && box.middle_y() < label.first.to + slack;
    });
    return static_cast<std::size_t>(found - boxes_.begin());
  }

  /// What stands below the last box: its words end where a larger gap comes, or something that
  /// begins where labels do.
  bool find_end() {
    const Area& last = boxes_.back();
    while (!labels_.empty() && labels_.back().first.from > last.bottom()) {
      end_ = labels_.back().first.from;
      labels_.pop_back();
    }
    int bottom = std::max(last.bottom(), labels_.empty() ? 0 : labels_.back().bottom);
    for (const Band& line :
         bands_in(ink_, {parting_, last.y, ink_.width() - parting_, ink_.height() - last.y})) {
      if (line.from - bottom > least_gap(text_height_) || line.to > end_) break;
      bottom = std::max(bottom, line.to);
    }
    if (bottom > end_) return false;
    end_ = end_ == kNowhere ? bottom + kEdge : std::min(bottom + kEdge, (bottom + end_) / 2);
    return true;
  }

  bool labels_fit(OpenPage::Begins begins) {
    if (begins == OpenPage::Begins::within_row) drop_rest_of_label();
    for (const Label& label : labels_) {
      const std::size_t box = box_beside(label);
      if (box == boxes_.size()) return false;
      if (std::abs(boxes_[box].x - around_.x) > boxes_[box].width / 2) return false;
      first_.push_back(box);
    }
    goes_on_ = first_.empty() || first_.front() > 0;
    const bool anew = begins == OpenPage::Begins::anew;
    if (goes_on_ && anew) return false;
    std::vector<std::size_t> rows = first_;
    if (goes_on_) rows.insert(rows.begin(), 0);
    rows.push_back(boxes_.size());
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) rows[i] = rows[i + 1] - rows[i];
    rows.pop_back();
    return rows_fit(rows, anew);
  }

  /// Beside the first box of a page, one further in: a label's row begins with the outer ones.
  void drop_rest_of_label() {
    const bool beside = !labels_.empty() && box_beside(labels_.front()) == 0;
    if (beside && boxes_.front().x > around_.x + boxes_.front().width / 2) {
      labels_.erase(labels_.begin());
    }
  }

  /// Whether all rows have as many boxes. A page's end may have cut the last one, and the first one
  /// of a page on which the table does not begin.
  bool rows_fit(const std::vector<std::size_t>& boxes, bool anew) const {
    const std::size_t first = anew ? 0 : 1;
    const bool known = boxes.size() > first + 1;
    const bool whole = kind_ == OpenPage::Rows::whole;
    const std::size_t in_row = known && !whole ? boxes[first] : kRowOfBoxes;
    for (std::size_t i = first; i + 1 < boxes.size(); ++i) {
      if (boxes[i] != in_row) return false;
    }
    if (anew && !known) return boxes.back() == in_row;
    if (whole && boxes.back() != in_row) return false;
    return boxes.front() <= in_row && boxes.back() <= in_row;
  }

  /// Where white lies over both columns above a row's words, below `from`. A box is higher than its
  /// words, and was taken out: beside it there may be more white than above.
  std::optional<int> line_above(int row, int from) const {
    const auto is_white = [&](int y) { return ink_.count({0, y, ink_.width(), 1}) == 0; };
    int bottom = row;
    while (bottom > from && !is_white(bottom)) --bottom;
    if (bottom == row) {
      while (bottom < row + text_height_ / 2 && is_white(bottom + 1)) ++bottom;
    }
    int top = bottom;
    while (top > from && bottom - top < kEdge && is_white(top)) --top;
    if (bottom <= from || bottom - top < 3) return std::nullopt;
    return (top + bottom) / 2;
  }

  /// Where the words begin that go on from the page before. The rest of a label may stand beside
  /// them.
  int top_of_rest() const {
    std::vector<Band> lines =
        bands_in(ink_, {parting_, 0, ink_.width() - parting_, boxes_.front().bottom()});
    int top = boxes_.front().y;
    for (; !lines.empty(); lines.pop_back()) {
      if (top - lines.back().to > least_gap(text_height_)) break;
      const Band& line = lines.back();
      if (ink_.count({white_.from, line.from, white_.to - white_.from, line.height()}) > 0) break;
      top = std::min(top, lines.back().from);
    }
    return top;
  }

  Ruling lines_between() const {
    std::vector<int> rows;
    if (goes_on_) rows.push_back(top_of_rest());
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      rows.push_back(std::min(labels_[i].first.from, boxes_[first_[i]].y));
    }
    std::vector<int> ys;
    int above = std::max(0, rows.front() - 3 * text_height_);
    for (const int row : rows) {
      const std::optional<int> y = line_above(row, above);
      if (!y) return {};
      ys.push_back(*y);
      above = row;
    }
    ys.push_back(end_);
    return ruling_of(ys);
  }

  Ruling ruling_of(const std::vector<int>& ys) const {
    int left = parting_;
    while (left > 0 && ink_.count({0, ys.front(), left, ys.back() - ys.front()}) > 0) left -= 8;
    left = labels_.empty() ? kEdge : std::max(left - kEdge, 1);
    const int right = ink_.width() - kEdge;
    Ruling ruling;
    for (const int y : ys) {
      ruling.lying.push_back({{left, y - 1, right - left, 3}, static_cast<double>(y), 0});
    }
    for (const int x : {left, parting_, right}) {
      const int height = ys.back() - ys.front();
      ruling.standing.push_back({{x - 1, ys.front(), 3, height}, static_cast<double>(x), 0});
    }
    return ruling;
  }

  const Ink& ink_;
  std::vector<Area> boxes_;  ///< from the top
  OpenPage::Rows kind_;
  Area around_;      ///< all of them
  Band white_;       ///< between the columns
  int parting_ = 0;  ///< x between the columns
  int text_height_ = 0;
  int end_ = kNowhere;
  bool goes_on_ = false;  ///< the first row is one of the page before
  std::vector<Label> labels_;
  std::vector<std::size_t> first_;  ///< box of each label's row
};

/// What the words speak of: where squares or brackets begin the options, a circle in their column
/// begins a line of words, "options ○):". The circles of the options stand further in, or in a
/// column apart from the words.
class SpokenOf {
 public:
  SpokenOf(const Ink& ink, const std::vector<Area>& boxes, const std::vector<DrawnBox>& drawn)
      : ink_(ink), boxes_(boxes), drawn_(drawn) {}

  bool is(std::size_t i) const {
    if (!drawn_[i].round || drawn_[i].bracketed) return false;
    const Area& a = boxes_[i];
    if (ink_.count({a.right() + 2, a.y, a.width, a.height}) == 0) return false;
    return count(a.x, a.width, [](const DrawnBox& box) { return box.bracketed; }) >= 2 ||
           (count(a.x, a.width, &is_square) >= 2 && is_option_further_in(a));
  }

 private:
  static bool is_circle(const DrawnBox& box) { return box.round && !box.bracketed; }
  static bool is_square(const DrawnBox& box) { return !box.round && !box.bracketed; }

  template <typename Test>
  std::ptrdiff_t count(int x, int width, Test test) const {
    std::ptrdiff_t all = 0;
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      all += std::abs(boxes_[i].x - x) <= width / 2 && test(drawn_[i]) ? 1 : 0;
    }
    return all;
  }

  /// Several of one shape in a column of their own.
  bool is_option_further_in(const Area& circle) const {
    return std::any_of(boxes_.begin(), boxes_.end(), [&](const Area& other) {
      if (other.x <= circle.x + circle.width / 2) return false;
      const auto circles = count(other.x, other.width, &is_circle);
      const auto squares = count(other.x, other.width, &is_square);
      return (circles >= 2 && squares == 0) || (squares >= 2 && circles == 0);
    });
  }

  const Ink& ink_;
  const std::vector<Area>& boxes_;
  const std::vector<DrawnBox>& drawn_;
};

std::vector<Area> without_spoken_of(const Ink& ink, const std::vector<Area>& boxes,
                                    const std::vector<DrawnBox>& drawn) {
  const SpokenOf spoken_of(ink, boxes, drawn);
  std::vector<Area> out;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (!spoken_of.is(i)) out.push_back(boxes[i]);
  }
  return out;
}

void mirror(Ruling& ruling, int width) {
  for (auto* lines : {&ruling.lying, &ruling.standing}) {
    for (RuleLine& line : *lines) line.area.x = width - line.area.right();
  }
  for (RuleLine& line : ruling.standing) line.at = width - 1 - line.at;
}

}  // namespace

Ruling open_table(const OpenPage& page) {
  PixPtr bits = without_dirt(page.ink);
  if (!bits) return {};
  const int width = pixGetWidth(bits.get());
  const bool leftwards = page.reads == OpenPage::Reads::leftwards;
  if (leftwards) pixFlipLR(bits.get(), bits.get());
  std::vector<Area> boxes;
  boxes.reserve(page.boxes.size());
  for (const DrawnBox& box : page.boxes) {
    boxes.push_back(box.area);
    if (leftwards) boxes.back().x = width - box.area.right();
  }
  const Ink ink(bits.get());
  std::vector<Area> column = column_of(ink, without_spoken_of(ink, boxes, page.boxes), page.begins);
  Ruling ruling = OpenTable(ink, std::move(column), page.rows).find(page.begins);
  if (leftwards) mirror(ruling, width);
  return ruling;
}

}  // namespace tallyd
