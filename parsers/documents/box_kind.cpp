// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/box_kind.h"

#include <algorithm>
#include <cstddef>

#include "parsers/documents/median.h"

namespace tallyd {
namespace {

struct Seen {
  const DrawnBox* box;
  const Ink* ink;
  std::size_t page;
};

/// The ink that at least three of four have.
std::vector<std::uint8_t> core_of(const BoxKind& kind, const std::vector<Seen>& same) {
  const int across = kind.width + 2 * BoxKind::kRim;
  const int down = kind.height + 2 * BoxKind::kRim;
  std::vector<std::uint8_t> core;
  core.reserve(static_cast<std::size_t>(across) * static_cast<std::size_t>(down));
  for (int y = -BoxKind::kRim; y < down - BoxKind::kRim; ++y) {
    for (int x = -BoxKind::kRim; x < across - BoxKind::kRim; ++x) {
      const auto inked = std::count_if(same.begin(), same.end(), [&](const Seen& seen) {
        const Area& a = seen.box->area;
        return x >= 0 && y >= 0 && x < a.width && y < a.height && seen.ink->at(a.x + x, a.y + y);
      });
      core.push_back(inked * 4 >= static_cast<std::ptrdiff_t>(same.size()) * 3 ? 1 : 0);
    }
  }
  return core;
}

/// What all of them together have of ink, and a pixel more all around.
std::vector<std::uint8_t> glyph_of(const BoxKind& kind, const std::vector<Seen>& same) {
  const int across = kind.width + 2 * BoxKind::kRim;
  const int down = kind.height + 2 * BoxKind::kRim;
  std::vector<std::uint8_t> glyph(static_cast<std::size_t>(across) *
                                  static_cast<std::size_t>(down));
  const auto mark = [&](int x, int y) {
    if (x < 0 || y < 0 || x >= across || y >= down) return;
    glyph[static_cast<std::size_t>(y) * static_cast<std::size_t>(across) +
          static_cast<std::size_t>(x)] = 1;
  };
  for (const Seen& seen : same) {
    const Area& a = seen.box->area;
    for (int y = 0; y < a.height; ++y) {
      for (int x = 0; x < a.width; ++x) {
        if (!seen.ink->at(a.x + x, a.y + y)) continue;
        for (int d = -1; d <= 1; ++d) {
          mark(x + BoxKind::kRim + d, y + BoxKind::kRim);
          mark(x + BoxKind::kRim, y + BoxKind::kRim + d);
        }
      }
    }
  }
  return glyph;
}

/// How thick the left side is, in the middle.
int line_of(const BoxKind& kind) {
  const std::ptrdiff_t across = kind.width + 2 * BoxKind::kRim;
  const std::ptrdiff_t middle = kind.height / 2 + BoxKind::kRim;
  const auto row = kind.core.begin() + middle * across;
  const auto end = row + across;
  const auto begin = std::find(row, end, 1);
  return static_cast<int>(std::find(begin, end, 0) - begin);
}

/// The white to the right of a box, as far as words may be.
int gap_behind(const Seen& seen) {
  const Area& a = seen.box->area;
  int gap = 0;
  while (gap < a.width * 2 && seen.ink->count({a.right() + gap, a.y, 1, a.height}) == 0) ++gap;
  return gap;
}

BoxKind kind_of(const std::vector<Seen>& same) {
  std::vector<int> widths;
  std::vector<int> heights;
  std::vector<BoxColumn> columns;
  for (const Seen& seen : same) {
    widths.push_back(seen.box->area.width);
    heights.push_back(seen.box->area.height);
    columns.push_back({seen.page, seen.box->area.x});
  }
  BoxKind kind;
  kind.round = same.front().box->round;
  kind.bracketed = same.front().box->bracketed;
  kind.width = median(widths);
  kind.height = median(heights);
  std::sort(columns.begin(), columns.end(), [](const BoxColumn& a, const BoxColumn& b) {
    return a.page != b.page ? a.page < b.page : a.x < b.x;
  });
  for (const BoxColumn& column : columns) {
    const bool another = kind.columns.empty() || kind.columns.back().page != column.page ||
                         column.x - kind.columns.back().x > kind.width / 2;
    if (another) kind.columns.push_back(column);
  }
  kind.glyph = glyph_of(kind, same);
  kind.core = core_of(kind, same);
  kind.line = line_of(kind);
  kind.gap =
      gap_behind(*std::min_element(same.begin(), same.end(), [](const Seen& a, const Seen& b) {
        return gap_behind(a) < gap_behind(b);
      }));
  return kind;
}

}  // namespace

bool BoxKind::printed(int x, int y) const {
  x += kRim;
  y += kRim;
  const int across = width + 2 * kRim;
  if (x < 0 || y < 0 || x >= across || y >= height + 2 * kRim) return false;
  return glyph[static_cast<std::size_t>(y) * static_cast<std::size_t>(across) +
               static_cast<std::size_t>(x)] != 0;
}

std::vector<BoxKind> kinds_of(const std::vector<std::vector<DrawnBox>>& boxes,
                              const std::vector<const Ink*>& inks) {
  std::vector<Seen> all;
  for (std::size_t page = 0; page < boxes.size(); ++page) {
    for (const DrawnBox& box : boxes[page]) all.push_back({&box, inks[page], page});
  }
  std::vector<BoxKind> kinds;
  std::vector<bool> used(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (used[i]) continue;
    std::vector<Seen> same;
    for (std::size_t j = i; j < all.size(); ++j) {
      if (used[j] || !alike(*all[i].box, *all[j].box)) continue;
      used[j] = true;
      same.push_back(all[j]);
    }
    kinds.push_back(kind_of(same));
  }
  return kinds;
}

}  // namespace tallyd
