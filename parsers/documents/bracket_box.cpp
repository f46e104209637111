// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/bracket_box.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <vector>

#include "parsers/documents/printed_cross.h"

namespace tallyd {
namespace {

// Pixels at 300 dpi.
constexpr int kLeastHeight = 22;
constexpr int kMostHeight = 90;
constexpr double kLeastApart = 0.2;  ///< of the height, between the two
constexpr double kMostApart = 2.4;
constexpr double kSpeck = 0.015;  ///< of what is between them

enum class Half { opening, closing };
enum class Form { square, round };

struct Bracket {
  Area area;
  Half half = Half::opening;
  Form form = Form::square;
};

/// Where a row's ink begins and ends, from the side that the bracket's back is on.
struct Span {
  int from = -1, to = -1;
};

Span span_of(const Ink& ink, const Area& a, int y, Half half) {
  Span span;
  for (int i = 0; i < a.width; ++i) {
    const int x = half == Half::opening ? a.x + i : a.right() - 1 - i;
    if (!ink.at(x, y)) continue;
    if (span.from < 0) span.from = i;
    span.to = i;
  }
  return span;
}

/// Its back is straight, its ends reach out from it: [.
bool is_square(const std::vector<Span>& rows, int width) {
  const int height = static_cast<int>(rows.size());
  const int end = std::max(2, height / 7);
  int reaching_up = 0;
  int reaching_down = 0;
  for (int i = 0; i < height; ++i) {
    const Span& row = rows[static_cast<std::size_t>(i)];
    const bool at_corner = i < 2 || i >= height - 2;  // may be rounded
    if (!at_corner && row.from > std::max(2, width / 4)) return false;
    const bool reaches = row.to >= width * 3 / 4;
    if (i < end && reaches) ++reaching_up;
    if (i >= height - end && reaches) ++reaching_down;
    if (i > end && i < height - 1 - end && row.to > width * 2 / 3) return false;
  }
  return reaching_up >= 1 && reaching_down >= 1;
}

/// Its middle is at its back, its ends lean away from it evenly: (.
bool is_round(const std::vector<Span>& rows, int width) {
  const int height = static_cast<int>(rows.size());
  const auto at = [&](int percent) {
    return rows[static_cast<std::size_t>((height - 1) * percent / 100)];
  };
  const int middle = at(50).from;
  const bool leans =
      at(2).from >= middle + width * 35 / 100 && at(98).from >= middle + width * 35 / 100;
  const bool even = at(20).from <= at(2).from && at(80).from <= at(98).from &&
                    at(35).from <= at(20).from + 1 && at(65).from <= at(80).from + 1;
  const bool thin = std::all_of(rows.begin(), rows.end(), [&](const Span& row) {
    return row.to - row.from + 1 <= std::max(6, width * 7 / 10);
  });
  return middle <= 1 && leans && even && thin;
}

std::optional<Bracket> bracket_of(const Ink& ink, const Area& a) {
  if (a.height < kLeastHeight || a.height > kMostHeight) return std::nullopt;
  if (a.width < 5 || a.width * 2 > a.height) return std::nullopt;
  for (const Half half : {Half::opening, Half::closing}) {
    std::vector<Span> rows;
    for (int y = a.y; y < a.bottom(); ++y) rows.push_back(span_of(ink, a, y, half));
    const bool whole =
        std::all_of(rows.begin(), rows.end(), [](const Span& row) { return row.from >= 0; });
    if (!whole) return std::nullopt;
    if (is_square(rows, a.width)) return Bracket{a, half, Form::square};
    if (is_round(rows, a.width)) return Bracket{a, half, Form::round};
  }
  return std::nullopt;
}

bool is_pair(const Bracket& open, const Bracket& close) {
  if (open.half != Half::opening || close.half != Half::closing || open.form != close.form) {
    return false;
  }
  const int height = open.area.height;
  if (std::abs(open.area.y - close.area.y) > height / 7 ||
      std::abs(height - close.area.height) > height / 7) {
    return false;
  }
  const int apart = close.area.x - open.area.right();
  return apart >= height * kLeastApart && apart <= height * kMostApart;
}

/// The ink's own rectangle; width 0: there is none.
Area trimmed(const Ink& ink, Area a) {
  while (a.height > 0 && ink.count({a.x, a.y, a.width, 1}) == 0) ++a.y, --a.height;
  while (a.height > 0 && ink.count({a.x, a.bottom() - 1, a.width, 1}) == 0) --a.height;
  while (a.width > 0 && ink.count({a.x, a.y, 1, a.height}) == 0) ++a.x, --a.width;
  while (a.width > 0 && ink.count({a.right() - 1, a.y, 1, a.height}) == 0) --a.width;
  return a;
}

/// Ink in the middle and in the corners, and white between them on all four sides: an x. No letter
/// that says anything else has that.
bool is_cross(const Ink& ink, const Area& a) {
  const auto part = [&](double x, double y, double width, double height) {
    return ink.share({a.x + static_cast<int>(a.width * x), a.y + static_cast<int>(a.height * y),
                      std::max(2, static_cast<int>(a.width * width)),
                      std::max(2, static_cast<int>(a.height * height))});
  };
  constexpr double kInk = 0.5;
  constexpr double kWhite = 0.15;
  const bool corners = part(0, 0, 0.25, 0.2) > 0.3 && part(0.75, 0, 0.25, 0.2) > 0.3 &&
                       part(0, 0.8, 0.25, 0.2) > 0.3 && part(0.75, 0.8, 0.25, 0.2) > 0.3;
  return corners && part(0.4, 0.4, 0.2, 0.2) > kInk && part(0.42, 0, 0.16, 0.2) < kWhite &&
         part(0.42, 0.8, 0.16, 0.2) < kWhite && part(0, 0.42, 0.16, 0.16) < kWhite &&
         part(0.84, 0.42, 0.16, 0.16) < kWhite;
}

Bracketed within(const Ink& ink, const Area& room) {
  if (ink.share(room) <= kSpeck) return Bracketed::nothing;
  const Area a = trimmed(ink, room);
  const bool large = a.width * 10 > room.height * 3 && a.height * 10 > room.height * 3;
  const bool square = a.width * 2 > a.height && a.height * 2 > a.width;
  if (!large || !square) return Bracketed::other;
  constexpr double kSpot = 0.72;  // a disc has 0.785
  const bool marked = is_cross(ink, a) || is_printed_cross(ink, a) || ink.share(a) > kSpot;
  return marked ? Bracketed::cross : Bracketed::other;
}

}  // namespace

std::vector<BracketPair> find_bracket_pairs(Pix* bits, const Ink& ink) {
  std::vector<Bracket> brackets;
  for (const Area& a : pieces_of(bits)) {
    if (const auto bracket = bracket_of(ink, a)) brackets.push_back(*bracket);
  }
  std::vector<BracketPair> pairs;
  for (const Bracket& open : brackets) {
    const Bracket* close = nullptr;
    for (const Bracket& other : brackets) {
      if (is_pair(open, other) && (close == nullptr || other.area.x < close->area.x))
        close = &other;
    }
    if (close == nullptr) continue;
    const int top = std::min(open.area.y, close->area.y);
    const int bottom = std::max(open.area.bottom(), close->area.bottom());
    const int from = open.area.right();
    pairs.push_back({{open.area.x, top, close->area.right() - open.area.x, bottom - top},
                     open.form == Form::round,
                     within(ink, {from, top, close->area.x - from, bottom - top})});
  }
  return pairs;
}

}  // namespace tallyd
