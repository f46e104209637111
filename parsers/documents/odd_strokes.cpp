// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/odd_strokes.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "parsers/documents/box_sight.h"
#include "parsers/documents/connected_ink.h"

namespace tallyd {
namespace {

using State = Checkbox::State;

/// Longer than anybody's cross or tick.
bool is_long(const Area& extent, const Area& box) {
  return extent.height * 10 > box.height * 34 || extent.width * 10 > box.width * 50;
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

void doubt_odd_strokes(std::vector<DrawnBox>& boxes, const Ink& ink) {
  std::vector<DrawnBox*> odd;
  for (DrawnBox& box : boxes) {
    if (box.state != State::checked || box.typed) continue;
    const ConnectedInk stroke(ink, box.area, box.area.grown(8 * box.area.width));
    bool doubtful = is_long(stroke.extent(), box.area) || is_struck_out(box.area, ink) ||
                    (box.bracketed && has_hole(box, ink));
    for (const DrawnBox& other : boxes) {
      if (&other == &box || other.state == State::empty) continue;
      doubtful = doubtful || (!touch(box.area, other.area) && stroke.touches(other.area));
    }
    if (doubtful) odd.push_back(&box);
  }
  for (DrawnBox* box : odd) box->state = State::unclear;
}

}  // namespace tallyd
