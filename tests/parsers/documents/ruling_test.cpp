// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/ruling.h"

#include <cmath>

#include <catch2/catch.hpp>

#include "parsers/documents/grid.h"

namespace tallyd::test {
namespace {

class Strokes {
 public:
  Strokes() : ink_(pixCreate(1200, 600, 1)) {}
  Strokes& line(int x1, int y1, int x2, int y2) {
    pixRenderLine(ink_.get(), x1, y1, x2, y2, 5, L_SET_PIXELS);
    return *this;
  }
  /// An Arabic word: letters that stand on one stroke.
  Strokes& word(int x, int y, int width) {
    line(x, y, x + width, y);
    for (int i = 0; i < width; i += 24)
      line(x + i, y, x + i, y - 24).line(x + i, y, x + i + 12, y - 12);
    return *this;
  }
  /// The ring of a stamp.
  Strokes& ring(int x, int y, int radius) {
    PTA* points = generatePtaFilledCircle(radius);
    for (int i = 0; i < ptaGetCount(points); ++i) {
      int dx = 0;
      int dy = 0;
      ptaGetIPt(points, i, &dx, &dy);
      const int from_middle = (dx - radius) * (dx - radius) + (dy - radius) * (dy - radius);
      if (from_middle > (radius - 6) * (radius - 6))
        pixSetPixel(ink_.get(), x + dx - radius, y + dy - radius, 1);
    }
    ptaDestroy(&points);
    return *this;
  }
  /// Dots of a border, across or down.
  Strokes& dots(int x, int y, int count, bool across) {
    for (int i = 0; i < count; ++i) {
      pixRasterop(ink_.get(), across ? x + 7 * i : x, across ? y : y + 7 * i, 3, 3, PIX_SET,
                  nullptr, 0, 0);
    }
    return *this;
  }
  Ruling dotted() const { return find_dotted_ruling(ink_.get()); }
  Ruling ruling() const { return find_ruling(ink_.get()); }

 private:
  PixPtr ink_;
};

}  // namespace

TEST_CASE("two lines close together, as around cells with a space between them, are a line") {
  Strokes both;
  both.line(100, 300, 1100, 300).line(100, 309, 1100, 309);
  both.line(100, 300, 100, 309).line(1100, 300, 1100, 309);
  CHECK(both.ruling().lying.size() == 1);
  // Struck-out letters have their line in their middle.
  Strokes struck;
  for (int x = 100; x < 1100; x += 9) struck.line(x, 290, x, 322);
  CHECK(struck.line(100, 306, 1100, 306).ruling().lying.empty());
}

TEST_CASE("the stroke that letters of a word stand on is no line of a table") {
  CHECK(Strokes().word(300, 300, 260).ruling().lying.empty());
  Strokes line;
  line.word(100, 300, 110).word(250, 300, 200).word(490, 300, 140).word(670, 300, 260);
  CHECK(line.ruling().lying.empty());
}

TEST_CASE("a short line on which nothing is written is one, and so is one between two that stand") {
  CHECK(Strokes().line(300, 300, 560, 300).ruling().lying.size() == 1);
  Strokes cell;
  cell.line(300, 100, 300, 500).line(560, 100, 560, 500).word(300, 300, 260);
  CHECK(cell.ruling().lying.size() == 1);
}

TEST_CASE("a box that is blackened into a table's line does not bend the line") {
  Strokes table;
  table.line(50, 300, 1150, 300);
  for (int y = 302; y < 350; y += 4) table.line(100, y, 170, y);
  const Ruling ruling = table.ruling();
  REQUIRE(ruling.lying.size() == 1);
  CHECK(std::abs(ruling.lying[0].slope) < 0.001);
  CHECK(std::abs(ruling.lying[0].at - 300) < 1);
}

TEST_CASE("what a pen draws through the tops of a cell's words is no line of its table") {
  const auto lines = [](int tops, int left) {
    Strokes table;
    for (const int y : {50, 500}) table.line(50, y, 1150, y);
    for (const int x : {50, 1150}) table.line(x, 50, x, 500);
    for (int x = 200; x < 900; x += 18) table.line(x, tops, x, tops + 24);
    return table.line(left, 300, 900, 300).ruling().lying.size();
  };
  CHECK(lines(300, 200) == 2);
  CHECK(lines(330, 200) == 3);
  CHECK(lines(300, 50) == 2);
  CHECK(lines(330, 50) == 3);
}

TEST_CASE("the ring of a stamp is no line of a table that it lies upon") {
  Strokes cell;
  cell.line(100, 50, 100, 250).line(1000, 50, 1000, 250).line(100, 50, 1000, 50);
  cell.line(100, 250, 1000, 250);
  for (const int radius : {110, 150, 200}) {
    CHECK(Strokes().ring(600, 300, radius).ruling().standing.empty());
  }
  CHECK(cell.ring(600, 260, 150).ruling().standing.size() == 2);
}

TEST_CASE(
    "a stroke below a table is no line of it, a row that the page's end leaves open is its row") {
  Strokes table;
  table.line(100, 100, 1000, 100).line(100, 300, 1000, 300);
  for (const int x : {100, 500, 1000}) table.line(x, 100, x, 300);
  table.line(400, 304, 404, 480);
  REQUIRE(find_grids(table.ruling()).size() == 1);
  CHECK(find_grids(table.ruling())[0].rows() == 1);
  CHECK(find_grids(table.ruling())[0].columns() == 2);
  for (const int x : {100, 500, 1000}) table.line(x, 300, x, 480);
  CHECK(find_grids(table.ruling())[0].rows() == 2);
}

TEST_CASE("a line that a fax shows in pieces, some a little lower, is one") {
  Strokes fax;
  for (int i = 0; i < 5; ++i)
    fax.line(100 + i * 200, 300 + i % 2 * 3, 210 + i * 200, 300 + i % 2 * 3);
  const Ruling ruling = fax.ruling();
  REQUIRE(ruling.lying.size() == 1);
  CHECK(ruling.lying[0].area.width > 880);
}

TEST_CASE("lines on both sides of a cell that spans rows stay two") {
  Strokes table;
  table.line(400, 100, 400, 500).line(700, 100, 700, 500);
  table.line(50, 300, 400, 300).line(700, 300, 1050, 300);
  CHECK(table.ruling().lying.size() == 2);
}

TEST_CASE("lines at different heights are not one") {
  CHECK(Strokes().line(100, 300, 400, 300).line(450, 320, 800, 320).ruling().lying.size() == 2);
}

TEST_CASE("dots in a row are a line of a table, and letters are none") {
  Strokes cell;
  cell.dots(100, 100, 100, true).dots(100, 400, 100, true);
  cell.dots(100, 100, 43, false).dots(797, 100, 43, false).word(200, 250, 260);
  CHECK(cell.ruling().lying.empty());
  CHECK(cell.dotted().lying.size() == 2);
  CHECK(cell.dotted().standing.size() == 2);
}

}  // namespace tallyd::test
