// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/box_sight.h"

#include <algorithm>
#include <map>
#include <utility>

#include "parsers/utf8.h"

namespace tallyd {
namespace {

using State = Checkbox::State;

constexpr double kNothing = 0.02;  ///< of a box's room: no mark is as small
constexpr double kMark = 0.06;     ///< more than in an empty field: something is drawn there

/// Within the outline.
double share_within(const Area& box, const Ink& ink) {
  const int x = box.width * 22 / 100;
  const int y = box.height * 22 / 100;
  return ink.share({box.x + x, box.y + y, box.width - 2 * x, box.height - 2 * y});
}

bool is_field(const DrawnBox& box) { return box.origin == Checkbox::Origin::acroform; }

/// What the emptiest of some fields that are off shows.
struct Emptiest {
  double share = 1;
  std::size_t fields = 0;

  void add(double of) {
    share = std::min(share, of);
    ++fields;
  }
};

/// The emptiest of all fields that are off, and of those that are drawn alike: some have a ring
/// within.
struct EmptyFields {
  EmptyFields(const std::vector<DrawnBox>& known, const Ink& ink) {
    for (const DrawnBox& box : known) {
      if (!is_field(box) || box.state != State::empty) continue;
      const double share = share_within(box.area, ink);
      all.add(share);
      by_look[{box.look, box.round}].add(share);
    }
  }
  /// Of several that are drawn as this one is; null: there are none.
  const Emptiest* like(const DrawnBox& box) const {
    const auto found = by_look.find({box.look, box.round});
    return found == by_look.end() || found->second.fields < 2 ? nullptr : &found->second;
  }

  Emptiest all;
  std::map<std::pair<std::size_t, bool>, Emptiest> by_look;
};

/// Ink in all columns of a strip, and only in its middle: a line that lies.
bool has_line(const Area& strip, const Ink& ink) {
  if (strip.width < 2) return false;
  int seen = 0;
  for (int x = strip.x; x < strip.right(); ++x) {
    const int here = ink.count({x, strip.y, 1, strip.height});
    seen += here > 0 && here * 5 < strip.height * 3 ? 1 : 0;
  }
  return seen * 10 >= strip.width * 9;
}

/// The ink above and below a point of a line, that point's included.
int thickness_at(const Ink& ink, int x, int y) {
  int above = y;
  int below = y;
  while (y - above < 20 && ink.at(x, above - 1)) --above;
  while (below - y < 20 && ink.at(x, below + 1)) ++below;
  return below - above + 1;
}

/// A straight line across the middle of the box and beyond it on both sides, thin at both ends: the
/// arms of a tick may touch it anywhere.
bool is_crossed_by_line(const Area& box, const Ink& ink) {
  constexpr int kSlant = 3;  // pixels, over its whole length
  const int beyond = box.width * 4 / 10;
  const int end = box.width * 15 / 100;
  const int thin = std::max(5, box.height / 5);
  const int from = box.x - beyond;
  const int length = box.width + 2 * beyond;
  for (int y = box.y + box.height / 4; y < box.bottom() - box.height / 4; ++y) {
    for (int slant = -kSlant; slant <= kSlant; ++slant) {
      int inked = 0;
      int thin_ends = 0;
      for (int i = 0; i < length; ++i) {
        const int at = y + slant * i / length;
        int here = at;  // a line bends by a pixel
        for (const int other : {at + 1, at - 1}) here = ink.at(from + i, here) ? here : other;
        if (!ink.at(from + i, here)) continue;
        ++inked;
        const bool is_end = i < end || i >= length - end;
        thin_ends += is_end && thickness_at(ink, from + i, here) <= thin ? 1 : 0;
      }
      if (inked * 100 >= length * 97 && thin_ends * 10 >= 2 * end * 8) return true;
    }
  }
  return false;
}

}  // namespace

void compare_with_sight(std::vector<DrawnBox>& known, const Ink& ink) {
  const EmptyFields fields(known, ink);
  for (DrawnBox& box : known) {
    const Emptiest* const alike = fields.like(box);
    const double least = fields.all.share < 1 ? fields.all.share : 0;
    const double empty = alike != nullptr ? alike->share : least;
    const double share = share_within(box.area, ink);
    const bool off = box.state == State::empty && is_field(box);
    const bool invisible = box.state == State::checked && share < empty + kNothing;
    const bool drawn_over = off && share > empty + kMark;
    box.in_doubt = drawn_over && box.on_print;
    if (invisible || (drawn_over && !box.on_print)) box.state = State::unclear;
    box.blank = box.state == State::empty && off && alike != nullptr && share < empty + kNothing;
  }
}

bool is_unseen(const OcrWord& word, const Ink& pale) {
  constexpr double kAny = 0.005;
  // Brackets that touch a letter are not the letter.
  const int side = characters_in(word.text) == 1 ? word.width / 5 : 0;
  return pale.share({word.x + side, word.y, word.width - 2 * side, word.height}) < kAny;
}

bool is_struck_out(const Area& box, const Ink& ink) {
  const int y = box.y + box.height / 4;
  const int height = box.height / 2;
  const int gap = std::max(2, box.width / 10);
  const int beyond = box.width * 3 / 10;
  // A large tick's arms stand beside the box, too, but nothing runs through its middle.
  int within = 0;
  for (int x = box.x; x < box.right(); ++x) within += ink.count({x, y, 1, height}) > 0 ? 1 : 0;
  if (is_crossed_by_line(box, ink)) return true;
  return within * 10 >= box.width * 9 && has_line({box.x - gap - beyond, y, beyond, height}, ink) &&
         has_line({box.right() + gap, y, beyond, height}, ink);
}

}  // namespace tallyd
