// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <utility>

#include "parsers/documents/box_holes.h"
#include "parsers/documents/bracket_box.h"
#include "parsers/documents/drawn_box.h"
#include "parsers/documents/room_beside.h"
#include "parsers/documents/typed_before.h"

namespace tallyd {
namespace {

// Pixels at 300 dpi.
constexpr int kSmallest = 17;
constexpr int kLargest = 90;
constexpr int kApart = 70;  ///< white that no line of text has between its words
constexpr double kSideCovered = 0.86;
constexpr double kRoundCovered = 0.88;
constexpr double kMostAspect = 1.16;
constexpr double kEmptyInside = 0.05;

/// Is there ink on the way from the rim inwards?
bool ink_inwards(const Ink& ink, double x, double y, double dx, double dy) {
  for (int step = 0; step < 8; ++step) {
    if (ink.at(static_cast<int>(x + dx * step), static_cast<int>(y + dy * step))) return true;
  }
  return false;
}

bool is_square(const Ink& ink, const Area& a) {
  const double depth = std::max(3.0, 0.2 * std::min(a.width, a.height)) / 8;
  std::array<int, 4> hits{};
  for (int x = a.x; x < a.right(); ++x) {
    hits[0] += ink_inwards(ink, x, a.y, 0, depth) ? 1 : 0;
    hits[1] += ink_inwards(ink, x, a.bottom() - 1, 0, -depth) ? 1 : 0;
  }
  for (int y = a.y; y < a.bottom(); ++y) {
    hits[2] += ink_inwards(ink, a.x, y, depth, 0) ? 1 : 0;
    hits[3] += ink_inwards(ink, a.right() - 1, y, -depth, 0) ? 1 : 0;
  }
  return hits[0] >= kSideCovered * a.width && hits[1] >= kSideCovered * a.width &&
         hits[2] >= kSideCovered * a.height && hits[3] >= kSideCovered * a.height;
}

bool corners_free(const Ink& ink, const Area& a) {
  const int w = std::max(2, a.width / 9);
  const int h = std::max(2, a.height / 9);
  return ink.count({a.x, a.y, w, h}) + ink.count({a.right() - w, a.y, w, h}) +
             ink.count({a.x, a.bottom() - h, w, h}) +
             ink.count({a.right() - w, a.bottom() - h, w, h}) <=
         w * h / 3;
}

bool is_circle(const Ink& ink, const Area& a) {
  if (!corners_free(ink, a)) return false;
  const double depth = std::max(3.0, 0.2 * std::min(a.width, a.height)) / 8;
  int hits = 0;
  constexpr int kAngles = 72;
  for (int i = 0; i < kAngles; ++i) {
    const double angle = 6.283185307 * i / kAngles;
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    const double x = a.x + (a.width - 1) * (1 + c) / 2;
    const double y = a.y + (a.height - 1) * (1 + s) / 2;
    hits += ink_inwards(ink, x, y, -c * depth, -s * depth) ? 1 : 0;
  }
  return hits >= kRoundCovered * kAngles;
}

Area inner(const Area& a) {
  const int dx = std::max(4, a.width * 28 / 100);
  const int dy = std::max(4, a.height * 28 / 100);
  return {a.x + dx, a.y + dy, a.width - 2 * dx, a.height - 2 * dy};
}

/// The page's ink without the table's lines, and with them.
struct Inks {
  const Ink& between;
  const Ink& whole;
};

/// White that a box has beside it and a letter has not; no letter is as large as large boxes are.
int gap_beside(const Area& a) { return std::clamp(a.width / 6, 4, 7); }

/// Is all that stands before a box the bullet of a list, small and on its level, with white before
/// it?
bool only_bullet_before(const Ink& ink, const Area& a) {
  const int reach = std::min(a.width * 2, kApart);
  const auto column_has_ink = [&](int x) { return ink.count({x, a.y, 1, a.height}) > 0; };
  int right = a.x - gap_beside(a);
  while (right > a.x - reach && !column_has_ink(right)) --right;
  int left = right;
  while (left > right - a.width && column_has_ink(left)) --left;
  const int size = right - left;
  const int middle = (left + right) / 2;
  int top = a.y;
  int bottom = a.bottom();
  while (top < bottom && ink.count({left, top, size + 1, 1}) == 0) ++top;
  while (bottom > top && ink.count({left, bottom - 1, size + 1, 1}) == 0) --bottom;
  const bool small = size * 5 <= a.width * 3 && (bottom - top) * 5 <= a.height * 3;
  const bool on_level = std::abs((top + bottom) / 2 - a.middle_y()) * 4 <= a.height;
  return size > 0 && bottom > top && small && on_level &&
         ink.count({middle - reach, a.y, left - (middle - reach), a.height}) == 0;
}

/// Fills in whether it is the first or the last on its line.
void find_neighbours(const Inks& inks, DrawnBox& box) {
  const Area& a = box.area;
  const Ink& ink = inks.between;
  const int reach = std::min(a.width * 2, kApart);
  const int before = room_beside(inks.whole, a, reach, Side::left);
  const int behind = room_beside(inks.whole, a, reach, Side::right);
  const int gap = gap_beside(a);
  const bool left = ink.count({a.x - before, a.y, before - 1, a.height}) < 12;
  const bool right = ink.count({a.right() + 1, a.y, behind, a.height}) < 12;
  const bool left_gap = ink.count({a.x - gap, a.y, gap - 1, a.height}) < 4;
  const bool right_gap = ink.count({a.right() + 1, a.y, gap, a.height}) < 4;
  box.first = (left || (left_gap && only_bullet_before(ink, a))) && right_gap;
  box.last = right && left_gap;
}

bool in_one_column(const DrawnBox& a, const DrawnBox& b) {
  return alike(a, b) && std::abs(a.area.x - b.area.x) <= std::max(3, a.area.width / 5);
}

/// A shape that also stands within words, many times, is a letter. A small circle may only be as
/// large as one: then others stand in its column, and its line is thinner or thicker.
std::vector<DrawnBox> without_letters(const Ink& ink, const std::vector<DrawnBox>& apart,
                                      const std::vector<DrawnBox>& within) {
  constexpr std::ptrdiff_t kColumn = 3;
  constexpr double kOtherLine = 0.15;
  std::vector<DrawnBox> out;
  for (const DrawnBox& box : apart) {
    const auto same = [&](const DrawnBox& other) { return alike(box, other); };
    const auto most = std::count_if(apart.begin(), apart.end(), same) + 3;
    const auto in_column = std::count_if(
        apart.begin(), apart.end(), [&](const auto& other) { return in_one_column(box, other); });
    const double share = ink.share(box.area);
    const auto drawn_alike = [&](const DrawnBox& other) {
      return same(other) && std::abs(ink.share(other.area) - share) < kOtherLine * share;
    };
    const bool as_large = std::count_if(within.begin(), within.end(), same) > most;
    if (!as_large || (in_column >= kColumn &&
                      std::count_if(within.begin(), within.end(), drawn_alike) <= most)) {
      out.push_back(box);
    }
  }
  return out;
}

/// A stroke may pass a box, or a letter stand close: where it is like several others, and has white
/// on one side, it is one of them. Round ones may be letters.
void take_passed(const Ink& ink, const std::vector<DrawnBox>& within,
                 std::vector<DrawnBox>& boxes) {
  constexpr std::ptrdiff_t kSeveral = 3;
  const std::vector<DrawnBox> sure = boxes;
  for (const DrawnBox& box : within) {
    const auto same = std::count_if(sure.begin(), sure.end(), [&](const DrawnBox& other) {
      return alike(box, other) && std::abs(box.area.width - other.area.width) <= 2;
    });
    if (box.round || box.bracketed || same < kSeveral) continue;
    const Area& a = box.area;
    const int gap = a.width / 3;
    const bool white = ink.count({a.x - gap, a.y, gap - 1, a.height}) == 0 &&
                       ink.count({a.right() + 1, a.y, gap, a.height}) == 0;
    if (white) boxes.push_back(box);
  }
}

/// The outlines that stand by themselves.
void add_apart(Pix* bits, const Inks& inks, std::vector<DrawnBox>& found) {
  const Ink& ink = inks.between;
  for (const Area& a : pieces_of(bits)) {
    if (a.width < kSmallest || a.height < kSmallest || a.width > kLargest || a.height > kLargest) {
      continue;
    }
    if (a.width > a.height * kMostAspect || a.height > a.width * kMostAspect) continue;
    if (ink.share(inner(a)) > kEmptyInside) continue;
    DrawnBox box;
    box.area = a;
    box.round = is_circle(ink, a);
    if (!box.round && !is_square(ink, a)) continue;
    find_neighbours(inks, box);
    found.push_back(box);
  }
}

bool is_among(const std::vector<DrawnBox>& boxes, const Area& area) {
  return std::any_of(boxes.begin(), boxes.end(),
                     [&](const DrawnBox& box) { return touch(box.area, area); });
}

/// Those that something touches: a line of the table, a letter, the next box.
/// bits, sides: where its sides are looked for.
void add_touched(Pix* bits, const Ink& sides, const Inks& inks, std::vector<DrawnBox>& found) {
  for (const Area& a : around_square_holes(bits, sides)) {
    if (a.width < kSmallest || a.height < kSmallest || is_among(found, a)) continue;
    if (sides.share(inner(a)) > kEmptyInside || !is_square(sides, a)) continue;
    DrawnBox box;
    box.area = a;
    find_neighbours(inks, box);
    found.push_back(box);
  }
}

void add_brackets(Pix* bits, const Inks& inks, std::vector<DrawnBox>& found) {
  for (const BracketPair& pair : find_bracket_pairs(bits, inks.between)) {
    if (pair.within != Bracketed::nothing || is_among(found, pair.area)) continue;
    DrawnBox box;
    box.area = pair.area;
    box.round = pair.round;
    box.bracketed = true;
    find_neighbours(inks, box);
    found.push_back(box);
  }
}

/// The cross or tick before a box that its words follow; width 0: there is none.
Area sign_before(Pix* bits, const Ink& ink, const Area& a, Side side) {
  const int gap = gap_beside(a);
  const bool left = side == Side::left;
  const Area white{left ? a.right() + 1 : a.x - gap, a.y, gap - 1, a.height};
  const Area words{left ? a.right() : a.x - 3 * a.width, a.y, 3 * a.width, a.height};
  if (ink.count(white) >= 4 || ink.count(words) < a.width) return {};
  return typed_before(bits, ink, a, side);
}

/// What is round and has a box within is a loop that was drawn around it.
std::vector<DrawnBox> without_loops(const std::vector<DrawnBox>& boxes) {
  std::vector<DrawnBox> out;
  for (const DrawnBox& box : boxes) {
    const bool is_loop =
        box.round && std::any_of(boxes.begin(), boxes.end(), [&](const auto& other) {
          const Area& a = other.area;
          return a.width * 4 < box.area.width * 3 && box.area.holds(a.x, a.y) &&
                 box.area.holds(a.right(), a.bottom());
        });
    if (!is_loop) out.push_back(box);
  }
  return out;
}

}  // namespace

EmptyBoxes find_empty_boxes(Pix* bits, Pix* whole) {
  const Ink between_lines(bits);
  const Ink all(whole);
  const Inks inks{between_lines, all};
  std::vector<DrawnBox> found;
  add_apart(bits, inks, found);
  add_touched(bits, between_lines, inks, found);
  add_touched(whole, all, inks, found);
  add_brackets(bits, inks, found);
  found = without_loops(found);
  std::vector<DrawnBox> apart;
  std::vector<DrawnBox> within;
  for (const DrawnBox& box : found) (box.first || box.last ? apart : within).push_back(box);
  std::vector<DrawnBox> boxes = without_letters(between_lines, apart, within);
  take_passed(between_lines, within, boxes);
  return {std::move(boxes), std::move(within)};
}

void add_typed_before(Pix* bits, const Ink& ink, const std::vector<std::vector<DrawnBox>>& empty,
                      const std::vector<DrawnBox>& within, std::vector<DrawnBox>& boxes) {
  const auto is_like_one = [&](const DrawnBox& box) {
    return std::any_of(empty.begin(), empty.end(), [&](const std::vector<DrawnBox>& page) {
      return std::any_of(page.begin(), page.end(),
                         [&](const DrawnBox& other) { return alike(box, other); });
    });
  };
  // In a cell of its own a box that has a sign before it is the last on its line.
  std::vector<DrawnBox> candidates = within;
  std::copy_if(boxes.begin(), boxes.end(), std::back_inserter(candidates),
               [](const DrawnBox& box) { return box.last && !box.first; });
  for (DrawnBox box : candidates) {
    if (!is_like_one(box)) continue;
    for (const Side side : {Side::left, Side::right}) {
      box.sign = sign_before(bits, ink, box.area, side);
      if (box.sign.width == 0) continue;
      box.first = side == Side::left;
      box.last = !box.first;
      box.typed = true;
      box.state = Checkbox::State::checked;
      std::erase_if(boxes, [&](const DrawnBox& other) { return touch(other.area, box.area); });
      boxes.push_back(box);
      break;
    }
  }
}

void keep_one_side(std::vector<std::vector<DrawnBox>>& boxes) {
  std::vector<DrawnBox> first;
  std::vector<DrawnBox> last;
  for (const std::vector<DrawnBox>& page : boxes) {
    for (const DrawnBox& box : page) {
      if (box.first) first.push_back(box);
      if (box.last) last.push_back(box);
    }
  }
  const bool lead = first.size() >= last.size();
  const std::vector<DrawnBox>& kept = lead ? first : last;
  for (std::vector<DrawnBox>& page : boxes) {
    const auto is_stray = [&](const DrawnBox& box) {
      return !(lead ? box.first : box.last) &&
             std::none_of(kept.begin(), kept.end(),
                          [&](const DrawnBox& other) { return alike(box, other); });
    };
    page.erase(std::remove_if(page.begin(), page.end(), is_stray), page.end());
  }
}

}  // namespace tallyd
