// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <leptonica/allheaders.h>

namespace tallyd {

/// Leptonica's pictures and lists, owned.
struct LeptFree {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
  void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
  void operator()(Pixa* pictures) const { pixaDestroy(&pictures); }
  void operator()(Pta* points) const { ptaDestroy(&points); }
};
using PixPtr = std::unique_ptr<Pix, LeptFree>;
using BoxaPtr = std::unique_ptr<Boxa, LeptFree>;
using PixaPtr = std::unique_ptr<Pixa, LeptFree>;
using PtaPtr = std::unique_ptr<Pta, LeptFree>;

/// A rectangle of pixels.
struct Area {
  int x = 0, y = 0, width = 0, height = 0;
  int right() const { return x + width; }
  int bottom() const { return y + height; }
  int middle_x() const { return x + width / 2; }
  int middle_y() const { return y + height / 2; }
  bool holds(int px, int py) const { return px >= x && px < right() && py >= y && py < bottom(); }
  Area grown(int by) const { return {x - by, y - by, width + 2 * by, height + 2 * by}; }
  bool operator==(const Area&) const = default;
};

/// What both cover; width or height 0 or less: nothing.
inline Area overlap(const Area& a, const Area& b) {
  const int x = a.x > b.x ? a.x : b.x;
  const int y = a.y > b.y ? a.y : b.y;
  const int right = a.right() < b.right() ? a.right() : b.right();
  const int bottom = a.bottom() < b.bottom() ? a.bottom() : b.bottom();
  return {x, y, right - x, bottom - y};
}
/// The smallest that holds both; where one is empty, the other.
inline Area around(const Area& a, const Area& b) {
  if (a.width <= 0 || b.width <= 0) return a.width <= 0 ? b : a;
  const int x = a.x < b.x ? a.x : b.x;
  const int y = a.y < b.y ? a.y : b.y;
  const int right = a.right() > b.right() ? a.right() : b.right();
  const int bottom = a.bottom() > b.bottom() ? a.bottom() : b.bottom();
  return {x, y, right - x, bottom - y};
}

/// All of it, if the outer one is not empty.
inline bool lies_within(const Area& inner, const Area& outer) {
  return around(outer, inner) == outer;
}
inline bool touch(const Area& a, const Area& b) {
  const Area both = overlap(a, b);
  return both.width > 0 && both.height > 0;
}

}  // namespace tallyd
