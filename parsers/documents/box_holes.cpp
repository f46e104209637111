// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/box_holes.h"

#include <algorithm>
#include <array>

namespace tallyd {
namespace {

// Pixels at 300 dpi.
constexpr int kSmallest = 13;
constexpr int kLargest = 84;
constexpr int kThickest = 9;  ///< of an outline
constexpr double kAspect = 1.2;
constexpr double kNotWhite = 0.05;  ///< of a square; a round hole's corners are more

/// How thick the ink is from here on outwards: the least of three places of the side, for something
/// may touch the others.
int thickness(const Ink& ink, const std::array<std::pair<int, int>, 3>& starts, int dx, int dy) {
  int least = kThickest + 1;
  for (const auto& [x, y] : starts) {
    int deep = 0;
    while (deep <= kThickest && ink.at(x + dx * deep, y + dy * deep)) ++deep;
    least = std::min(least, deep);
  }
  return least;
}

/// The hole with its outline; width 0: the outline is none, or too thick.
Area with_outline(const Ink& ink, const Area& hole) {
  const auto across = [&](int y) {
    return std::array<std::pair<int, int>, 3>{
        {{hole.x + hole.width / 4, y}, {hole.middle_x(), y}, {hole.x + hole.width * 3 / 4, y}}};
  };
  const auto down = [&](int x) {
    return std::array<std::pair<int, int>, 3>{
        {{x, hole.y + hole.height / 4}, {x, hole.middle_y()}, {x, hole.y + hole.height * 3 / 4}}};
  };
  const std::array<int, 4> sides{
      thickness(ink, across(hole.y - 1), 0, -1), thickness(ink, across(hole.bottom()), 0, 1),
      thickness(ink, down(hole.x - 1), -1, 0), thickness(ink, down(hole.right()), 1, 0)};
  const auto [least, most] = std::minmax_element(sides.begin(), sides.end());
  if (*least == 0 || *most > kThickest) {
    // A side that lies on something wide is as thick as the others are.
    if (*least == 0 || *least * 2 > kThickest) return {};
  }
  const int rim = std::min(*most, *least + 3);
  const auto side = [&](std::size_t i) { return std::min(sides[i], rim); };
  return {hole.x - side(2), hole.y - side(0), hole.width + side(2) + side(3),
          hole.height + side(0) + side(1)};
}

}  // namespace

std::vector<Area> around_square_holes(Pix* bits, const Ink& ink) {
  std::vector<Area> found;
  const PixPtr white(pixInvert(nullptr, bits));
  for (const Area& hole : pieces_of(white.get(), 4)) {
    const auto [shorter, longer] = std::minmax(hole.width, hole.height);
    if (shorter < kSmallest || longer > kLargest || longer > shorter * kAspect) continue;
    if (ink.share(hole) > kNotWhite) continue;
    const Area area = with_outline(ink, hole);
    if (area.width > 0) found.push_back(area);
  }
  return found;
}

}  // namespace tallyd
