// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/page_tables.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace tallyd {
namespace {

/// As many columns, as wide; a photograph of another page may be a little larger.
bool alike(const Grid& a, const Grid& b) {
  if (a.xs.size() != b.xs.size()) return false;
  const int slack = std::max(8, a.area.width / 30);
  for (std::size_t i = 0; i < a.xs.size(); ++i) {
    if (std::abs((a.xs[i] - a.xs[0]) - (b.xs[i] - b.xs[0])) > slack) return false;
  }
  return true;
}

/// From the nearer of the two lines that it stands between; none: it stands in no column.
std::optional<int> moved(int x, const Grid& from, const Grid& to) {
  const auto right = std::upper_bound(from.xs.begin(), from.xs.end(), x);
  if (right == from.xs.begin() || right == from.xs.end()) return std::nullopt;
  const auto line = x - *(right - 1) <= *right - x ? right - 1 : right;
  return to.xs[static_cast<std::size_t>(line - from.xs.begin())] + x - *line;
}

}  // namespace

PageTables::PageTables(const std::vector<const PagePicture*>& pages) {
  tables_.reserve(pages.size());
  for (const PagePicture* page : pages) tables_.push_back(find_grids(page->ruling));
}

std::vector<int> PageTables::places_of(const std::vector<BoxColumn>& columns, std::size_t page,
                                       int near) const {
  std::vector<int> places;
  const auto add = [&](int x) {
    const bool known = std::any_of(places.begin(), places.end(),
                                   [&](int other) { return std::abs(other - x) <= near; });
    if (!known) places.push_back(x);
  };
  for (const BoxColumn& column : columns) {
    if (column.page == page) add(column.x);
  }
  for (const BoxColumn& column : columns) {
    if (column.page == page) continue;
    for (const Grid& from : tables_[column.page]) {
      for (const Grid& to : tables_[page]) {
        const std::optional<int> x = alike(from, to) ? moved(column.x, from, to) : std::nullopt;
        if (x) add(*x);
      }
    }
  }
  for (const BoxColumn& column : columns) add(column.x);
  return places;
}

}  // namespace tallyd
