// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/pale_boxes.h"

#include <algorithm>
#include <cstdlib>

#include "parsers/documents/pix_pages.h"

namespace tallyd {
namespace {

constexpr std::ptrdiff_t kSeveral = 3;
constexpr std::ptrdiff_t kPair = 2;

/// Squares of print's thickness: then no others are looked for.
bool has_squares(const std::vector<std::vector<DrawnBox>>& empty,
                 const std::vector<BoxKind>& kinds) {
  std::vector<DrawnBox> all;
  for (const std::vector<DrawnBox>& page : empty) all.insert(all.end(), page.begin(), page.end());
  return std::any_of(kinds.begin(), kinds.end(), [&](const BoxKind& kind) {
    if (kind.round || is_hairline(kind)) return false;
    return std::count_if(all.begin(), all.end(), [&](const DrawnBox& box) {
             return box.round == kind.round && box.bracketed == kind.bracketed &&
                    std::abs(box.area.width - kind.width) <= 2;
           }) >= kSeveral;
  });
}

bool in_one_column(const DrawnBox& a, const DrawnBox& b) {
  return alike(a, b) && std::abs(a.area.x - b.area.x) <= a.area.width / 4;
}

/// Squares of the paler ink that have others of their kind above or below them.
void add_columns_of(const PagePicture& page, std::size_t number, std::vector<PaleColumn>& columns) {
  PixPtr bits(pixCopy(nullptr, page.faint.get()));
  if (!bits) return;
  erase_ruling(bits.get(), page.ruling);
  const std::vector<DrawnBox> boxes = find_empty_boxes(bits.get(), page.faint.get()).boxes;
  for (const DrawnBox& box : boxes) {
    if (box.round || box.bracketed) continue;
    const auto same = std::count_if(boxes.begin(), boxes.end(), [&](const DrawnBox& other) {
      return in_one_column(box, other);
    });
    const auto known = [&](const PaleColumn& column) {
      return column.column.page == number &&
             std::abs(box.area.x - column.column.x) <= column.width / 4;
    };
    if (same < kPair || std::any_of(columns.begin(), columns.end(), known)) continue;
    columns.push_back({{number, box.area.x}, box.area.width, false});
  }
}

}  // namespace

std::vector<PaleColumn> find_pale_columns(const std::vector<const PagePicture*>& pages,
                                          const std::vector<std::vector<DrawnBox>>& empty,
                                          const std::vector<BoxKind>& kinds) {
  std::vector<PaleColumn> columns;
  for (const BoxKind& kind : kinds) {
    if (kind.round || !(is_hairline(kind) || is_thin(kind))) continue;
    for (const BoxColumn& column : kind.columns)
      columns.push_back({column, kind.width, !is_hairline(kind)});
  }
  if (has_squares(empty, kinds)) return columns;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (!pages[i]->rendered) add_columns_of(*pages[i], i, columns);
  }
  return columns;
}

std::vector<PalePlace> places_of(const std::vector<PaleColumn>& columns, const PageTables& tables,
                                 std::size_t page) {
  std::vector<PalePlace> places;
  const bool solid = std::any_of(columns.begin(), columns.end(), [&](const PaleColumn& column) {
    return column.solid && column.column.page == page;
  });
  for (const PaleColumn& column : columns) {
    if (column.solid && solid) continue;
    for (const int x : tables.places_of({column.column}, page, column.width / 4)) {
      const bool known = std::any_of(places.begin(), places.end(), [&](const PalePlace& place) {
        return std::abs(place.x - x) <= place.width / 4 && place.width == column.width;
      });
      if (!known) places.push_back({x, column.width});
    }
  }
  return places;
}

void strengthen(Pix* ink, Pix* faint, const std::vector<PalePlace>& places) {
  for (const PalePlace& column : places) {
    // A cross of the same lines reaches no further than the outline; letters stand close.
    const int beyond = column.width / 4;
    const Area strip{column.x - beyond, 0, column.width + 2 * beyond, pixGetHeight(ink)};
    const PixPtr part = clip(faint, strip);
    if (!part) continue;
    for (const Area& piece : pieces_of(part.get())) {
      if (std::min(piece.width, piece.height) * 10 < column.width * 8) continue;
      const int x = std::max(0, strip.x) + piece.x;
      pixRasterop(ink, x, piece.y, piece.width, piece.height, PIX_SRC | PIX_DST, faint, x, piece.y);
    }
  }
}

}  // namespace tallyd
