// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/box_cross.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tallyd {
namespace {

// Shares of the side.
constexpr double kFrom = 0.2;     ///< nearer to the outline its own ink may be
constexpr double kBetween = 0.2;  ///< from both diagonals, at least

constexpr int kDarker = 4;  ///< levels of 255, more than nearly all that is between

/// The darkest of a point and its neighbours, 255 = black.
int darkness(Pix* grey, int x, int y) {
  int darkest = 0;
  for (int dy = -1; dy <= 1; ++dy) {
    for (int dx = -1; dx <= 1; ++dx) {
      l_uint32 value = 255;
      if (pixGetPixel(grey, x + dx, y + dy, &value) != 0) continue;
      darkest = std::max(darkest, 255 - static_cast<int>(value));
    }
  }
  return darkest;
}

/// As dark as nearly all of what is between the diagonals, or darker.
int dark_between(Pix* grey, const Area& box) {
  std::vector<int> levels;
  for (int y = box.y; y < box.bottom(); y += 2) {
    for (int x = box.x; x < box.right(); x += 2) {
      const double u = static_cast<double>(x - box.x) / box.width;
      const double v = static_cast<double>(y - box.y) / box.height;
      if (std::min({u, v, 1 - u, 1 - v}) < kFrom) continue;
      if (std::min(std::abs(u - v), std::abs(u + v - 1)) < kBetween) continue;
      levels.push_back(darkness(grey, x, y));
    }
  }
  if (levels.empty()) return 255;
  const auto nearly_all = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() * 9 / 10);
  std::nth_element(levels.begin(), nearly_all, levels.end());
  return *nearly_all;
}

/// A line from the box's upper side to its lower one, by their columns.
struct Leaning {
  int upper, lower;
};

double share_darker(Pix* grey, const Area& box, Leaning line, int than) {
  int points = 0;
  int darker = 0;
  const int last = std::max(1, box.height - 1);
  for (int i = static_cast<int>(last * kFrom); i <= last * (1 - kFrom); ++i, ++points) {
    const int x = box.x + line.upper + (line.lower - line.upper) * i / last;
    darker += darkness(grey, x, box.y + i) > than ? 1 : 0;
  }
  return points == 0 ? 0 : static_cast<double>(darker) / points;
}

/// A scan has it not quite where the corners are.
double best_share(Pix* grey, const Area& box, Leaning line, int than) {
  const int slack = std::max(1, box.width / 20);
  double best = 0;
  for (const int upper : {-slack, 0, slack}) {
    for (const int lower : {-slack, 0, slack}) {
      best =
          std::max(best, share_darker(grey, box, {line.upper + upper, line.lower + lower}, than));
    }
  }
  return best;
}

/// Parts of a diagonal, from corner to corner, that have ink.
struct Parts {
  static constexpr int kAll = 8;
  std::array<bool, kAll> inked{};
  std::ptrdiff_t count() const { return std::count(inked.begin(), inked.end(), true); }
  bool reaches_an_end() const { return inked[0] || inked[1] || inked[kAll - 2] || inked[kAll - 1]; }
};

/// What its four sides enclose: a table's line may have made one of them thicker. ink: of sides.
Area room_within(const Ink& ink, const Area& box) {
  constexpr double kSide = 0.6;
  const int third_x = box.width / 3;
  const int third_y = box.height / 3;
  const auto is_side = [&](const Area& strip) { return ink.share(strip) >= kSide; };
  int left = box.middle_x();
  int right = left;
  int top = box.middle_y();
  int bottom = top;
  while (left > box.x && !is_side({left - 1, box.middle_y() - third_y, 1, 2 * third_y})) --left;
  while (right < box.right() && !is_side({right, box.middle_y() - third_y, 1, 2 * third_y}))
    ++right;
  while (top > box.y && !is_side({box.middle_x() - third_x, top - 1, 2 * third_x, 1})) --top;
  while (bottom < box.bottom() && !is_side({box.middle_x() - third_x, bottom, 2 * third_x, 1}))
    ++bottom;
  return {left, top, right - left, bottom - top};
}

}  // namespace

bool is_cross_in_pieces(const Ink& ink, const Area& outline) {
  constexpr double kRim = 0.08;
  constexpr double kNear = 0.07;        ///< of a diagonal
  constexpr double kMostBeside = 0.08;  ///< of the ink
  constexpr std::ptrdiff_t kMost = 5;   ///< parts of the one, at least
  const Area box = room_within(ink, outline);
  Parts falling;
  Parts rising;
  int all = 0;
  int beside = 0;
  for (int y = box.y; y < box.bottom(); ++y) {
    for (int x = box.x; x < box.right(); ++x) {
      const double u = (x - box.x + 0.5) / box.width;
      const double v = (y - box.y + 0.5) / box.height;
      if (std::min({u, v, 1 - u, 1 - v}) < kRim || !ink.at(x, y)) continue;
      const auto part =
          static_cast<std::size_t>((v - kRim) / (1 - 2 * kRim) * Parts::kAll) % Parts::kAll;
      const bool falls = std::abs(u - v) <= kNear;
      const bool rises = std::abs(u + v - 1) <= kNear;
      falling.inked.at(part) = falling.inked.at(part) || falls;
      rising.inked.at(part) = rising.inked.at(part) || rises;
      ++all;
      beside += falls || rises ? 0 : 1;
    }
  }
  const Parts& more = falling.count() >= rising.count() ? falling : rising;
  return more.count() >= kMost && more.reaches_an_end() && beside <= kMostBeside * all;
}

Diagonals diagonals_in(Pix* grey, const Area& box) {
  const int than = dark_between(grey, box) + kDarker;
  const int right = box.width - 1;
  return {best_share(grey, box, {0, right}, than), best_share(grey, box, {right, 0}, than)};
}

}  // namespace tallyd
