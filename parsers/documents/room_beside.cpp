// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/room_beside.h"

namespace tallyd {
namespace {

/// Does a line stand here, far beyond the box upwards and downwards? It may lean a little.
bool line_stands(const Ink& whole, int x, const Area& a) {
  int rows = 0;
  for (int y = a.y - a.height; y < a.bottom() + a.height; ++y) {
    rows += whole.at(x - 1, y) || whole.at(x, y) || whole.at(x + 1, y) ? 1 : 0;
  }
  return rows * 10 >= 3 * a.height * 9;
}

}  // namespace

int room_beside(const Ink& whole, const Area& box, int reach, Side side) {
  constexpr int kSide = 3;  ///< the box's own side is none
  for (int away = kSide; away < reach; ++away) {
    const int x = side == Side::left ? box.x - 1 - away : box.right() + away;
    if (line_stands(whole, x, box)) return away - kSide;
  }
  return reach;
}

}  // namespace tallyd
