// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/odd_strokes.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "parsers/documents/box_sight.h"
#include "parsers/documents/connected_ink.h"

namespace tallyd {
namespace {

using State = Checkbox::State;

/// What it has in a row of pixels.
struct RowInk {
  int runs = 0, inked = 0;
};

RowInk row_of(const ConnectedInk& stroke, int y) {
  const Area& extent = stroke.extent();
  RowInk row;
  for (int x = extent.x; x < extent.right(); ++x) {
    if (!stroke.holds(x, y)) continue;
    ++row.inked;
    row.runs += stroke.holds(x - 1, y) ? 0 : 1;
  }
  return row;
}

/// Whether one thin stroke is all that it has in a row of pixels.
bool is_single(const ConnectedInk& stroke, int y, int thickness) {
  const RowInk row = row_of(stroke, y);
  return row.runs == 1 && row.inked <= thickness;
}

/// Nearly everywhere between two rows it has the two arms of a cross at most: letters that it
/// touches, a loop's side or another mark are more.
bool has_two_arms(const ConnectedInk& stroke, int from, int to, int thickness) {
  int arms = 0;
  for (int y = from; y < to; ++y) {
    const RowInk row = row_of(stroke, y);
    arms += row.runs <= 2 && row.inked <= 2 * thickness ? 1 : 0;
  }
  return to > from && arms * 10 >= (to - from) * 7;
}

/// Nearly everywhere above the box: what goes through letters is more. Beside the box's upper part
/// its short arm may stand, and its far end may touch a letter of the line above.
bool is_single_above(const ConnectedInk& stroke, const Area& box) {
  const int thickness = box.width * 6 / 10;
  const int letter = stroke.extent().y + box.height * 7 / 5;
  int top = letter;
  while (top > stroke.extent().y && is_single(stroke, top - 1, thickness)) --top;
  const int bottom = box.y - box.height / 2;
  int single = 0;
  for (int y = top; y < bottom; ++y) single += is_single(stroke, y, thickness) ? 1 : 0;
  return bottom - top >= box.height / 3 && single * 10 >= (bottom - top) * 7 &&
         has_two_arms(stroke, bottom, box.y, box.width * 4 / 10);
}

/// A tick ends at its box, and leans: its tail may be longer than any cross.
bool is_long_tick(const ConnectedInk& stroke, const Area& box) {
  const Area& extent = stroke.extent();
  return extent.bottom() <= box.bottom() + box.height * 6 / 10 && extent.x >= box.x - box.width &&
         extent.height * 10 <= box.height * 54 && extent.width * 10 <= box.width * 50 &&
         extent.width * 5 >= extent.height * 2 && is_single_above(stroke, box);
}

/// A cross may be larger than its box on all sides: it is as wide as high, nearly, and the box is
/// in its middle.
bool is_large_cross(const ConnectedInk& stroke, const Area& box) {
  const Area& extent = stroke.extent();
  const int thickness = box.width * 3 / 10;
  const bool square =
      extent.width * 10 >= extent.height * 7 && extent.height * 10 >= extent.width * 7;
  const bool centred = std::abs(extent.middle_x() - box.middle_x()) * 2 <= box.width &&
                       std::abs(extent.middle_y() - box.middle_y()) * 2 <= box.height;
  return square && centred && std::max(extent.width, extent.height) * 10 <= box.width * 42 &&
         has_two_arms(stroke, extent.y, box.y, thickness) &&
         has_two_arms(stroke, box.bottom(), extent.bottom(), thickness);
}

/// Longer than anybody's cross or tick.
bool is_long(const ConnectedInk& stroke, const Area& box) {
  const Area& extent = stroke.extent();
  const bool is_long = extent.height * 10 > box.height * 34 || extent.width * 10 > box.width * 50;
  return is_long && !is_long_tick(stroke, box) && !is_large_cross(stroke, box);
}

/// How many strokes one meets on the way through a part of a box, on the average. step: down or to
/// the right.
double strokes_met(const Ink& ink, const Area& room, bool down) {
  int met = 0;
  const int ways = down ? room.width : room.height;
  const int length = down ? room.height : room.width;
  for (int way = 0; way < ways; ++way) {
    bool before = false;
    for (int i = 0; i < length; ++i) {
      const bool here = down ? ink.at(room.x + way, room.y + i) : ink.at(room.x + i, room.y + way);
      met += here && !before ? 1 : 0;
      before = here;
    }
  }
  return ways == 0 ? 0 : static_cast<double>(met) / ways;
}

/// Black, or strokes close to each other; a cross or a tick leaves most of it white.
bool is_scribble(const DrawnBox& box, const Ink& ink) {
  constexpr double kBlack = 0.66;
  constexpr double kStrokes = 2.6;
  constexpr int kSmall = 34;  // its outline and a tick leave hardly any white in it
  constexpr double kAllBlack = 0.88;
  const Area room = box.area.grown(-std::max(2, box.area.width * 28 / 100));
  const bool black =
      ink.share(room) >= kBlack && (box.area.width >= kSmall || ink.share(box.area) >= kAllBlack);
  return black || std::max(strokes_met(ink, room, true), strokes_met(ink, room, false)) >= kStrokes;
}

/// The tail of a tick above a scribble: somebody scribbled over it.
bool is_scribbled_over(const ConnectedInk& stroke, const DrawnBox& box, const Ink& ink) {
  const Area& a = box.area;
  if (stroke.extent().y > a.y - a.height / 2 || !is_scribble(box, ink)) return false;
  int single = 0;
  for (int y = stroke.extent().y; y < a.y - a.height / 4; ++y) {
    single += is_single(stroke, y, a.width * 4 / 10) ? 1 : 0;
  }
  return single * 4 >= a.height;
}

ConnectedInk stroke_of(const DrawnBox& box, const Ink& ink) {
  return {ink, box.area, box.area.grown(8 * box.area.width)};
}

/// White that ink encloses, between brackets, as much of it as in a letter: a scribble has less.
bool has_hole(const DrawnBox& box, const Ink& ink) {
  const int x = box.area.width * 28 / 100;
  const Area room{box.area.x + x, box.area.y, box.area.width - 2 * x, box.area.height};
  if (room.width < 4) return false;
  std::vector<std::uint8_t> outside(static_cast<std::size_t>(room.width) *
                                    static_cast<std::size_t>(room.height));
  std::vector<std::pair<int, int>> open;
  const auto visit = [&](int px, int py) {
    if (!room.holds(px, py) || ink.at(px, py)) return;
    std::uint8_t& seen =
        outside[static_cast<std::size_t>(py - room.y) * static_cast<std::size_t>(room.width) +
                static_cast<std::size_t>(px - room.x)];
    if (seen != 0) return;
    seen = 1;
    open.emplace_back(px, py);
  };
  for (int px = room.x; px < room.right(); ++px) visit(px, room.y), visit(px, room.bottom() - 1);
  for (int py = room.y; py < room.bottom(); ++py) visit(room.x, py), visit(room.right() - 1, py);
  int reached = 0;
  while (!open.empty()) {
    const auto [px, py] = open.back();
    open.pop_back();
    ++reached;
    visit(px + 1, py), visit(px - 1, py), visit(px, py + 1), visit(px, py - 1);
  }
  Area extent;
  for (int py = room.y; py < room.bottom(); ++py) {
    for (int px = room.x; px < room.right(); ++px) {
      if (ink.at(px, py)) extent = around(extent, {px, py, 1, 1});
    }
  }
  const int enclosed = room.width * room.height - ink.count(room) - reached;
  return enclosed * 4 > extent.width * extent.height && enclosed > 20;
}

}  // namespace

void doubt_odd_strokes(std::vector<DrawnBox>& boxes, const Ink& ink, const Ink& faint) {
  std::vector<DrawnBox*> odd;
  for (DrawnBox& box : boxes) {
    if (box.state != State::checked || box.typed) continue;
    const ConnectedInk stroke = stroke_of(box, ink);
    bool doubtful = is_long(stroke, box.area) || is_struck_out(box.area, ink) ||
                    is_struck_out(box.area, faint) || (box.bracketed && has_hole(box, ink)) ||
                    is_scribbled_over(stroke, box, ink);
    for (const DrawnBox& other : boxes) {
      if (&other == &box || other.state == State::empty) continue;
      doubtful = doubtful || (!touch(box.area, other.area) && stroke.touches(other.area));
    }
    if (doubtful) odd.push_back(&box);
  }
  for (DrawnBox* box : odd) box->state = State::unclear;
}

PixPtr strokes_of(const std::vector<DrawnBox>& boxes, const Ink& ink, Pix* marks) {
  PixPtr strokes;
  for (const DrawnBox& box : boxes) {
    if (box.state != State::checked || box.typed) continue;
    const ConnectedInk stroke = stroke_of(box, ink);
    const Area& extent = stroke.extent();
    if (extent.height * 10 < extent.width * 6) continue;
    if (!strokes) strokes.reset(pixCreate(ink.width(), ink.height(), 1));
    if (!strokes) return nullptr;
    for (int y = extent.y; y < extent.bottom(); ++y) {
      const bool tail = y < box.area.y && is_single(stroke, y, box.area.width * 4 / 10);
      for (int x = extent.x; x < extent.right(); ++x) {
        if (!stroke.holds(x, y)) continue;
        pixSetPixel(strokes.get(), x, y, 1);
        if (tail) pixSetPixel(marks, x, y, 1);
      }
    }
  }
  return strokes;
}

}  // namespace tallyd
