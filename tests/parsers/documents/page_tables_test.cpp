// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of one document that a scanner or a camera has at different places.
#include "parsers/documents/page_tables.h"

#include <catch2/catch.hpp>

#include "parsers/documents/grid.h"
#include "tests/parsers/documents/drawing.h"

namespace tallyd::test {
namespace {

/// A table of two columns from this x on, which parts them 200 pixels further to the right; below
/// its head as many cells as are asked for.
Drawing table_at(int x, int cells) {
  Drawing page;
  for (int i = 0; i <= cells; ++i) page.line(x, 60 + 200 * i, x + 700, 60 + 200 * i);
  for (const int line : {x, x + 200, x + 700}) page.line(line, 60, line, 60 + 200 * cells);
  return page;
}

/// A box in a cell of that table.
Drawing& option(Drawing& page, int x, int cell) {
  return page.square(x + 230, 100 + 200 * cell).words(x + 300, 100 + 200 * cell);
}

Ruling ruling_at(const std::vector<int>& xs, int width) {
  Ruling ruling;
  for (const int y : {100, 400})
    ruling.lying.push_back({{xs.front(), y - 1, width, 3}, y + 0.5, 0});
  for (const int x : xs) ruling.standing.push_back({{x - 1, 100, 3, 300}, x + 0.5, 0});
  return ruling;
}

}  // namespace

TEST_CASE("boxes are found on a page that the scanner has elsewhere, though all there are marked") {
  std::vector<Drawing> pages;
  pages.push_back(table_at(60, 3));
  pages.push_back(table_at(150, 1));
  for (const int cell : {0, 1, 2}) option(pages[0], 60, cell);
  option(pages[1], 150, 0).cross(380, 100);
  CHECK(Drawing::states_of(pages) == "000 1");
}

TEST_CASE("a column of boxes stands on another page where its table's columns are as wide") {
  PagePicture first;
  first.ruling = ruling_at({100, 400, 900}, 800);
  PagePicture moved;
  moved.ruling = ruling_at({160, 462, 960}, 800);
  PagePicture other;
  other.ruling = ruling_at({160, 700, 960}, 800);
  const PageTables tables({&first, &moved, &other});
  CHECK(tables.places_of({{0, 420}}, 0, 10) == std::vector<int>{420});
  CHECK(tables.places_of({{0, 420}}, 1, 10) == std::vector<int>{482, 420});
  CHECK(tables.places_of({{0, 880}}, 1, 10) == std::vector<int>{940, 880});
  CHECK(tables.places_of({{0, 420}}, 2, 10) == std::vector<int>{420});
}

TEST_CASE("a page's own column comes first, and places that are nearly the same are one") {
  PagePicture first;
  first.ruling = ruling_at({100, 400, 900}, 800);
  PagePicture moved;
  moved.ruling = ruling_at({160, 460, 960}, 800);
  const PageTables tables({&first, &moved});
  CHECK(tables.places_of({{0, 420}, {1, 484}}, 1, 10) == std::vector<int>{484, 420});
}

TEST_CASE("a row between two ends of a page, of which one line lies, is a table") {
  Ruling row = ruling_at({100, 400, 900}, 800);
  row.lying.erase(row.lying.begin());
  const std::vector<Grid> grids = find_grids(row);
  REQUIRE(grids.size() == 1);
  CHECK(grids[0].rows() == 1);
  CHECK(grids[0].columns() == 2);
  Ruling strokes = row;
  strokes.standing[1].area.y += 100;
  CHECK(find_grids(strokes).empty());
  row.standing.pop_back();
  CHECK(find_grids(row).empty());
}

}  // namespace tallyd::test
