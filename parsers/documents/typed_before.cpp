// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/typed_before.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "parsers/documents/printed_cross.h"
#include "parsers/documents/tick.h"

namespace tallyd {
namespace {

// Pixels at 300 dpi.
constexpr int kMostApart = 45;  ///< of the sign and the box: a blank or two
constexpr int kLargest = 60;    ///< of the sign
constexpr int kWhite = 30;      ///< before it: no blank between words is as wide
constexpr int kSpeck = 6;

/// As close on both sides as letters of one word are, "ко": a sign or the words have a blank.
bool is_within_word(const Ink& ink, const Area& box, const Area& sign, Side side) {
  const int close = std::max(5, box.height / 5);
  const int blank = std::max(8, box.height / 3);
  const int apart = side == Side::left ? box.x - sign.right() : sign.x - box.right();
  const int other = side == Side::left ? box.right() : box.x - blank;
  return apart < close && ink.count({other, box.y, blank, box.height}) > 0;
}

}  // namespace

Area typed_before(Pix* bits, const Ink& ink, const Area& box, Side side) {
  const int reach = kMostApart + kLargest + kWhite;
  const int lean = box.height / 5;  // a letter of another size stands on the same line
  const int height = box.height + 2 * lean;
  const Area beside{side == Side::left ? box.x - reach - 2 : box.right() + 2, box.y - lean, reach,
                    height};
  if (ink.count(beside) < kSpeck * kSpeck) return {};
  const PixPtr part = clip(bits, beside);
  if (!part) return {};
  std::vector<Area> pieces;
  for (Area piece : pieces_of(part.get())) {
    piece.x += std::max(0, beside.x);
    piece.y += std::max(0, beside.y);
    if (std::max(piece.width, piece.height) >= kSpeck) pieces.push_back(piece);
  }
  const auto near_end = [&](const Area& a) {
    return side == Side::left ? box.x - a.right() : a.x - box.right();
  };
  const auto far_end = [&](const Area& a) { return near_end(a) + a.width; };
  const auto nearest =
      std::min_element(pieces.begin(), pieces.end(),
                       [&](const Area& a, const Area& b) { return near_end(a) < near_end(b); });
  if (nearest == pieces.end()) return {};
  const Area sign = *nearest;
  const bool alone = std::all_of(pieces.begin(), pieces.end(), [&](const Area& other) {
    return other == sign || near_end(other) - far_end(sign) >= kWhite;
  });
  if (!alone || near_end(sign) > kMostApart || sign.width > kLargest) return {};
  const bool level = std::abs(sign.middle_y() - box.middle_y()) * 3 <= box.height;
  const bool large = sign.height * 10 >= std::min(box.height, 34) * 4;
  const bool is_mark = is_printed_cross(ink, sign) || is_tick(ink, sign);
  return is_mark && level && large && !is_within_word(ink, box, sign, side) ? sign : Area{};
}

}  // namespace tallyd
