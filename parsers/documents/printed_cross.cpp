// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/printed_cross.h"

#include <algorithm>

namespace tallyd {
namespace {

// Pixels at 300 dpi.
constexpr int kSmallest = 14;
constexpr int kLargest = 70;
// Shares of the width or of the height.
constexpr double kEnds = 0.2;  ///< of the height, where both strokes are apart
constexpr double kMostInk = 0.62;

/// What a row of it has.
struct Strokes {
  int count = 0;
  int from = 0, to = 0;  ///< from the first to the last ink
};

Strokes strokes_in(const Ink& ink, const Area& a, int y) {
  Strokes strokes;
  int last = -1;
  for (int x = 0; x < a.width; ++x) {
    if (!ink.at(a.x + x, y)) continue;
    if (last < 0) strokes.from = x;
    if (last < 0 || x > last + 1) ++strokes.count;
    last = x;
  }
  strokes.to = last;
  return strokes;
}

/// Nearly all rows at an end have two strokes, which reach to both sides.
bool has_two_arms(const Ink& ink, const Area& a, int from, int to) {
  int apart = 0;
  for (int y = from; y < to; ++y) {
    const Strokes strokes = strokes_in(ink, a, y);
    apart += strokes.count == 2 && strokes.from * 10 <= a.width * 3 &&
                     strokes.to * 10 >= a.width * 7 - 10
                 ? 1
                 : 0;
  }
  return to > from && apart * 10 >= (to - from) * 7;
}

}  // namespace

bool is_printed_cross(const Ink& ink, const Area& a) {
  const auto [shorter, longer] = std::minmax(a.width, a.height);
  if (shorter < kSmallest || longer > kLargest || longer * 10 > shorter * 16) return false;
  if (ink.share(a) > kMostInk) return false;
  const int end = std::max(3, static_cast<int>(a.height * kEnds));
  const int edge = 1;  // its serifs' may be rough
  if (!has_two_arms(ink, a, a.y + edge, a.y + end)) return false;
  if (!has_two_arms(ink, a, a.bottom() - end, a.bottom() - edge)) return false;
  // White on both sides of the middle, where the strokes are one.
  const int notch = std::max(2, a.width * 16 / 100);
  const int height = std::max(3, a.height * 14 / 100);
  const int top = a.middle_y() - height / 2;
  constexpr double kWhite = 0.1;
  if (ink.share({a.x, top, notch, height}) > kWhite ||
      ink.share({a.right() - notch, top, notch, height}) > kWhite) {
    return false;
  }
  for (int y = a.middle_y() - a.height / 8; y <= a.middle_y() + a.height / 8; ++y) {
    if (strokes_in(ink, a, y).count == 1) return true;
  }
  return false;
}

}  // namespace tallyd
