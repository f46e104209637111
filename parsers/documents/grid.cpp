// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/grid.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>

namespace tallyd {
namespace {

constexpr int kNear = 16;          ///< pixels at 300 dpi: lines that close are one
constexpr double kCovered = 0.55;  ///< of a cell's side, for a line to part it from its neighbour
constexpr std::size_t kMostLines = 400;
constexpr std::size_t kMostBands = 120;

/// Sets that grow together.
class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t of(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    parent_[std::max(of(a), of(b))] = std::min(of(a), of(b));
  }

 private:
  std::vector<std::size_t> parent_;
};

/// Positions that are close become one, in their middle.
std::vector<int> clustered(std::vector<int> positions) {
  std::sort(positions.begin(), positions.end());
  std::vector<int> out;
  for (std::size_t i = 0; i < positions.size();) {
    std::size_t end = i + 1;
    while (end < positions.size() && positions[end] - positions[end - 1] <= kNear) ++end;
    out.push_back((positions[i] + positions[end - 1]) / 2);
    i = end;
  }
  return out;
}

/// Tables as sets of lines that touch.
std::vector<Ruling> connected(const Ruling& ruling) {
  std::vector<const RuleLine*> lines;
  lines.reserve(ruling.lying.size() + ruling.standing.size());
  for (const RuleLine& line : ruling.lying) lines.push_back(&line);
  for (const RuleLine& line : ruling.standing) lines.push_back(&line);
  if (lines.size() > kMostLines) return {};
  Groups groups(lines.size());
  const std::size_t lying = ruling.lying.size();
  for (std::size_t i = 0; i < lying; ++i) {
    for (std::size_t j = lying; j < lines.size(); ++j) {
      if (touch(lines[i]->area.grown(kNear), lines[j]->area.grown(kNear / 2))) groups.join(i, j);
    }
  }
  std::map<std::size_t, Ruling> by_group;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Ruling& group = by_group[groups.of(i)];
    (i < lying ? group.lying : group.standing).push_back(*lines[i]);
  }
  std::vector<Ruling> out;
  out.reserve(by_group.size());
  for (auto& [first, group] : by_group) out.push_back(std::move(group));
  return out;
}

/// Takes out strokes of a signature or a stamp that only touch a table's first or last line from
/// outside. Where a page's end leaves a row open, the lines beside it go on from the rows within.
void drop_strays(Ruling& lines) {
  if (lines.lying.size() < 2) return;
  const auto [top, bottom] =
      std::minmax_element(lines.lying.begin(), lines.lying.end(),
                          [](const RuleLine& a, const RuleLine& b) { return a.at < b.at; });
  const double from = top->at + kNear;
  const double to = bottom->at - kNear;
  std::vector<double> within;
  for (const RuleLine& line : lines.standing) {
    if (line.area.y < to && line.area.bottom() > from) within.push_back(line.at);
  }
  std::erase_if(lines.standing, [&](const RuleLine& line) {
    return std::none_of(within.begin(), within.end(),
                        [&](double at) { return std::abs(at - line.at) <= kNear; });
  });
}

/// One row between two ends of a page: its lines stand on a single one, from end to end of it, and
/// end at one height.
bool is_open_row(const Ruling& lines) {
  constexpr std::size_t kLeast = 3;  // strokes of a signature do not stand so
  if (lines.lying.size() != 1 || lines.standing.size() < kLeast) return false;
  const Area& lying = lines.lying.front().area;
  const Area& first = lines.standing.front().area;
  int left = first.x;
  int right = first.right();
  for (const RuleLine& line : lines.standing) {
    const Area& a = line.area;
    const bool level =
        std::abs(a.y - first.y) <= kNear && std::abs(a.bottom() - first.bottom()) <= kNear;
    if (!level || a.height < 3 * kNear) return false;
    left = std::min(left, a.x);
    right = std::max(right, a.right());
  }
  return std::abs(left - lying.x) <= kNear && std::abs(right - lying.right()) <= kNear;
}

/// Of the stretch from..to at this position, how much do lines cover?
double cover(const std::vector<RuleLine>& lines, bool lying, int at, int from, int to) {
  std::vector<bool> covered(static_cast<std::size_t>(std::max(1, (to - from) / 4 + 1)));
  for (const RuleLine& line : lines) {
    if (std::abs(line.at - at) > kNear) continue;
    const int start = lying ? line.area.x : line.area.y;
    const int end = lying ? line.area.right() : line.area.bottom();
    for (int p = std::max(start, from); p < std::min(end, to); p += 4) {
      covered[static_cast<std::size_t>((p - from) / 4)] = true;
    }
  }
  return static_cast<double>(std::count(covered.begin(), covered.end(), true)) /
         static_cast<double>(covered.size());
}

/// Bands that no line parts are one cell.
void join_cells(Grid& grid, const Ruling& lines) {
  const std::size_t columns = static_cast<std::size_t>(grid.columns());
  const std::size_t rows = static_cast<std::size_t>(grid.rows());
  Groups groups(rows * columns);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      const bool open_right = c + 1 < columns && cover(lines.standing, false, grid.xs[c + 1],
                                                       grid.ys[r], grid.ys[r + 1]) < kCovered;
      const bool open_below = r + 1 < rows && cover(lines.lying, true, grid.ys[r + 1], grid.xs[c],
                                                    grid.xs[c + 1]) < kCovered;
      if (open_right) groups.join(r * columns + c, r * columns + c + 1);
      if (open_below) groups.join(r * columns + c, (r + 1) * columns + c);
    }
  }
  std::map<std::size_t, GridCell> cells;
  for (std::size_t i = 0; i < rows * columns; ++i) {
    const int r = static_cast<int>(i / columns);
    const int c = static_cast<int>(i % columns);
    GridCell& cell = cells.try_emplace(groups.of(i), GridCell{{}, r, c, 1, 1}).first->second;
    const int left = std::min(cell.column, c);
    cell.columns = std::max(cell.column + cell.columns, c + 1) - left;
    cell.column = left;
    cell.rows = std::max(cell.row + cell.rows, r + 1) - cell.row;
  }
  for (auto& [first, cell] : cells) {
    const auto x = grid.xs.begin() + cell.column;
    const auto y = grid.ys.begin() + cell.row;
    cell.area = {*x, *y, *(x + cell.columns) - *x, *(y + cell.rows) - *y};
    grid.cells.push_back(cell);
  }
}

Grid grid_of(const Ruling& lines) {
  Grid grid;
  std::vector<int> xs;
  std::vector<int> ys;
  for (const RuleLine& line : lines.standing) xs.push_back(static_cast<int>(line.at));
  for (const RuleLine& line : lines.lying) ys.push_back(static_cast<int>(line.at));
  int left = 1 << 30;
  int right = 0;
  for (const RuleLine& line : lines.lying) {
    left = std::min(left, line.area.x);
    right = std::max(right, line.area.right());
  }
  // A table without lines at its sides.
  if (left < *std::min_element(xs.begin(), xs.end()) - 3 * kNear) xs.push_back(left);
  if (right > *std::max_element(xs.begin(), xs.end()) + 3 * kNear) xs.push_back(right);
  int top = 1 << 30;
  int bottom = 0;
  for (const RuleLine& line : lines.standing) {
    top = std::min(top, line.area.y);
    bottom = std::max(bottom, line.area.bottom());
  }
  if (top < *std::min_element(ys.begin(), ys.end()) - 3 * kNear) ys.push_back(top);
  if (bottom > *std::max_element(ys.begin(), ys.end()) + 3 * kNear) ys.push_back(bottom);
  grid.xs = clustered(std::move(xs));
  grid.ys = clustered(std::move(ys));
  if (grid.xs.size() < 2 || grid.ys.size() < 2 || grid.xs.size() > kMostBands ||
      grid.ys.size() > kMostBands) {
    return grid;
  }
  grid.area = {grid.xs.front(), grid.ys.front(), grid.xs.back() - grid.xs.front(),
               grid.ys.back() - grid.ys.front()};
  join_cells(grid, lines);
  return grid;
}

}  // namespace

std::vector<Grid> find_grids(const Ruling& ruling) {
  std::vector<Grid> grids;
  for (Ruling& lines : connected(ruling)) {
    drop_strays(lines);
    if (lines.standing.empty() || (lines.lying.size() < 2 && !is_open_row(lines))) continue;
    Grid grid = grid_of(lines);
    if (!grid.cells.empty()) grids.push_back(std::move(grid));
  }
  std::sort(grids.begin(), grids.end(),
            [](const Grid& a, const Grid& b) { return a.area.y < b.area.y; });
  // One within another belongs to the outer one's cell: its lines are drawings there.
  std::vector<Grid> out;
  for (Grid& grid : grids) {
    const bool inside = std::any_of(out.begin(), out.end(), [&](const Grid& outer) {
      return outer.area.holds(grid.area.middle_x(), grid.area.middle_y());
    });
    if (!inside) out.push_back(std::move(grid));
  }
  return out;
}

}  // namespace tallyd
