// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/box_letters.h"

#include <algorithm>

#include "parsers/documents/connected_ink.h"
#include "parsers/documents/room_beside.h"

namespace tallyd {
namespace {

/// What hangs together with the ink at this place, and reaches as far as its width on all sides.
Area extent_at(const Ink& ink, const Area& a) {
  return ConnectedInk(ink, a, a.grown(a.width)).extent();
}

bool reaches_beyond(const Area& extent, const Area& a, int by) {
  return !lies_within(extent, a.grown(by));
}

/// Letters stand close on both sides.
bool stands_in_word(const Ink& ink, const Area& a, const Area& extent) {
  const int near = std::max(3, a.width / 5);
  return !reaches_beyond(extent, a, near / 2) &&
         ink.count({a.x - near, a.y, near - 1, a.height}) > 4 &&
         ink.count({a.right() + 1, a.y, near - 1, a.height}) > 4;
}

/// The next letter stands closer than any words to their box.
bool begins_word(const Ink& ink, const BoxKind& kind, const Area& a, const Area& extent) {
  constexpr int kEdge = 2;
  const int from = std::max(a.right() + kEdge, extent.right() + 1);
  const Area close{from, a.y, a.right() + kind.gap * 3 / 4 - from, a.height};
  return !reaches_beyond(extent, a, a.width / 5) && ink.count(close) > 4;
}

/// White is before it, as there is none within a loop that is drawn around a box.
bool begins_line(const Ink& ink, const Area& a) {
  return ink.count({a.x - a.width, a.y, a.width - 1, a.height}) == 0;
}

/// Letters go on from here, up to the cell's line: at two places one behind the other, for the
/// bullet of a list is at one.
bool has_words(const Ink& ink, const Ink& whole, const Area& extent, Side side) {
  constexpr double kLetters = 0.06;
  const int step = extent.height * 6 / 5;
  if (room_beside(whole, extent, 2 * step, side) < 2 * step) return false;
  for (int i = 0; i < 2; ++i) {
    const int x =
        side == Side::left ? extent.x - (i + 1) * step - 1 : extent.right() + i * step + 1;
    if (ink.share({x, extent.y, step, extent.height}) < kLetters) return false;
  }
  return true;
}

/// An option's box has white on one side at least.
bool is_amid_words(const Ink& ink, const Ink& whole, const Area& a, const Area& extent) {
  const int left = std::min(a.x, extent.x);
  const int right = std::max(a.right(), extent.right());
  const Area level{left, a.y, right - left, a.height};
  return has_words(ink, whole, level, Side::left) && has_words(ink, whole, level, Side::right);
}

}  // namespace

bool is_letter(const Ink& ink, const Ink& whole, const BoxKind& kind, const Area& a) {
  constexpr int kSmall = 28;
  if (kind.bracketed) return false;
  const Area extent = extent_at(ink, a);
  if (stands_in_word(ink, a, extent) || is_amid_words(ink, whole, a, extent)) return true;
  // A small circle's outline is covered by an "o", too: nothing is within.
  const bool small = kind.round && a.width <= kSmall;
  const bool blank = ink.count(a.grown(-a.width / 3)) == 0;
  if (small && blank) return true;
  return (small || (!blank && begins_line(ink, a))) && begins_word(ink, kind, a, extent);
}

}  // namespace tallyd
