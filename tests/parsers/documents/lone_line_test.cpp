// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/lone_line.h"

#include <catch2/catch.hpp>

#include "parsers/documents/pix_pages.h"

namespace tallyd::test {
namespace {

/// A page with two lines of text, 40 high and 60 apart, and what the tests draw.
struct TwoLines {
  PixPtr page{pixCreate(600, 300, 8)};
  Area upper{50, 100, 500, 40};
  Area lower{50, 160, 500, 40};

  TwoLines() {
    pixSetAll(page.get());
    draw({60, 100, 80, 40});
    draw({60, 160, 80, 40});
  }
  void draw(const Area& area) {
    pixRasterop(page.get(), area.x, area.y, area.width, area.height, PIX_CLR, nullptr, 0, 0);
  }
  bool shows(const LoneLine& line, const Area& area) const {
    const PixPtr bits(pixThresholdToBinary(line.picture.get(), 160));
    return Ink(bits.get())
               .count({area.x - line.area.x, area.y - line.area.y, area.width, area.height}) ==
           area.width * area.height;
  }
};

}  // namespace

TEST_CASE("a line that is cut out shows its own letters and none of the next line") {
  const TwoLines two;
  const LoneLine line = lone_line(two.page.get(), two.upper, {two.lower});
  CHECK(two.shows(line, {60, 100, 80, 40}));
  const PixPtr bits(pixThresholdToBinary(line.picture.get(), 160));
  CHECK(Ink(bits.get()).count({0, 0, 600, 300}) == 80 * 40);
}

TEST_CASE("a dot below a line's letters is its own, and one above the next line's is not") {
  TwoLines two;
  two.draw({200, 142, 6, 6});
  two.draw({300, 152, 6, 6});
  const LoneLine line = lone_line(two.page.get(), two.upper, {two.lower});
  CHECK(two.shows(line, {200, 142, 6, 6}));
  CHECK_FALSE(two.shows(line, {300, 152, 6, 6}));
}

TEST_CASE("letters of a line that recognition passed over are none of its neighbour's") {
  const TwoLines two;
  const LoneLine line = lone_line(two.page.get(), two.upper, {});
  CHECK(two.shows(line, {60, 100, 80, 40}));
  CHECK_FALSE(two.shows(line, {60, 162, 80, 8}));
}

TEST_CASE("a letter whose tail touches the next line stays in its own") {
  TwoLines two;
  two.draw({400, 104, 10, 90});
  const LoneLine line = lone_line(two.page.get(), two.upper, {two.lower});
  CHECK(two.shows(line, {400, 104, 10, 40}));
}

}  // namespace tallyd::test
