// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/tick.h"

#include <algorithm>
#include <vector>

namespace tallyd {
namespace {

constexpr double kMostInk = 0.5;
// Shares of the width or of the height.
constexpr double kNarrowest = 0.6;  ///< of the height
constexpr double kWidest = 1.7;
constexpr double kVertexFrom = 0.12, kVertexTo = 0.55;
constexpr double kShortArm = 0.25;  ///< its end is that far below the longer one's
constexpr double kLowest = 0.92;    ///< but not as low as where they meet

/// The ink of one column, from the piece's top; top > bottom: there is none.
struct Column {
  int top = 0, bottom = -1;
  int runs = 0;
};

Column column_of(const Ink& ink, const Area& a, int x) {
  Column column{a.height, -1, 0};
  bool inked = false;
  for (int y = 0; y < a.height; ++y) {
    const bool here = ink.at(a.x + x, a.y + y);
    if (here && !inked) ++column.runs;
    inked = here;
    if (!here) continue;
    column.top = std::min(column.top, y);
    column.bottom = y;
  }
  return column;
}

/// Where the arms meet: the middle of the lowest columns side by side.
std::size_t vertex_of(const std::vector<Column>& columns) {
  const auto lowest =
      std::max_element(columns.begin(), columns.end(),
                       [](const Column& a, const Column& b) { return a.bottom < b.bottom; });
  auto end = lowest;
  while (end != columns.end() && end->bottom == lowest->bottom) ++end;
  return static_cast<std::size_t>(lowest - columns.begin() + (end - lowest - 1) / 2);
}

/// Where the arms part: a little further than where they meet below, for they are thick.
std::size_t parting(const std::vector<Column>& columns, std::size_t vertex) {
  const std::size_t end = std::min(columns.size(), vertex + columns.size() / 4);
  std::size_t lowest = vertex;
  for (std::size_t x = vertex; x < end; ++x) {
    if (columns[x].top >= columns[lowest].top) lowest = x;
  }
  return lowest;
}

/// Falls to where the arms meet, and rises from there to the top.
bool falls_and_rises(const std::vector<Column>& columns, std::size_t vertex, int slack) {
  int lowest = columns.front().bottom;
  for (std::size_t x = 0; x <= vertex; ++x) {
    if (columns[x].bottom < lowest - slack) return false;
    lowest = std::max(lowest, columns[x].bottom);
  }
  const std::size_t part = parting(columns, vertex);
  int highest = columns[part].top;
  for (std::size_t x = part; x < columns.size(); ++x) {
    if (columns[x].top > highest + slack) return false;
    highest = std::min(highest, columns[x].top);
  }
  return highest <= slack && columns.back().top <= 2 * slack;
}

/// Half way up, the long arm has left the vertex: the stem of an f stands above it.
bool leans(const Ink& ink, const Area& a, int vertex) {
  const int y = a.middle_y();
  int right = a.width - 1;
  while (right >= 0 && !ink.at(a.x + right, y)) --right;
  int left = right;
  while (left > 0 && ink.at(a.x + left - 1, y)) --left;
  return left >= vertex || right >= vertex + (a.width - vertex) / 2;
}

}  // namespace

bool is_tick(const Ink& ink, const Area& piece) {
  const int width = piece.width;
  const int height = piece.height;
  if (width < kNarrowest * height || width > kWidest * height) return false;
  if (ink.share(piece) > kMostInk) return false;
  std::vector<Column> columns;
  columns.reserve(static_cast<std::size_t>(width));
  for (int x = 0; x < width; ++x) columns.push_back(column_of(ink, piece, x));
  const auto broken =
      std::count_if(columns.begin(), columns.end(), [](const Column& c) { return c.runs != 1; });
  if (broken * 10 > width || columns.front().runs == 0 || columns.back().runs == 0) return false;
  const std::size_t vertex = vertex_of(columns);
  const auto at = static_cast<double>(vertex);
  if (at < kVertexFrom * width || at > kVertexTo * width) return false;
  // The short arm leaves the corner above it free, the long one the corner below.
  const int end = columns.front().top;
  if (end < kShortArm * height || end > kLowest * height) return false;
  const Area above{piece.x, piece.y, width * 3 / 10, height * 2 / 10};
  const Area below{piece.x + width * 75 / 100, piece.y + height * 6 / 10, width - width * 75 / 100,
                   height - height * 6 / 10};
  if (ink.count(above) > 0 || ink.count(below) > 0) return false;
  return leans(ink, piece, static_cast<int>(vertex)) &&
         falls_and_rises(columns, vertex, std::max(3, height / 12));
}

}  // namespace tallyd
