// SPDX-License-Identifier: GPL-3.0-or-later
// Forms whose boxes a program drew with its thinnest line, as a scanner shows them.
#include <catch2/catch.hpp>

#include "parsers/documents/box_cross.h"
#include "tests/parsers/documents/drawing.h"

namespace tallyd::test {
namespace {

/// Four large boxes of the thinnest line, darker than their crosses will be.
Drawing hairline_options() {
  Drawing page;
  for (const int y : {100, 200, 300, 400}) page.thin_square(100, y, 58).words(190, y + 12);
  return page;
}

/// The same, as pale as anything that is drawn on it.
Drawing pale_options(int level) {
  Drawing page;
  for (const int y : {100, 200, 300, 400}) page.words(190, y + 12);
  page.pale(level);
  for (const int y : {100, 200, 300, 400}) page.thin_square(100, y, 58);
  return page;
}

}  // namespace

TEST_CASE("a cross of hairlines checks its box, however pale a scan has it") {
  CHECK(hairline_options().pale(200).thin_cross(100, 200, 58).states() == "0100");
  CHECK(hairline_options().pale(235).thin_cross(100, 200, 58).states() == "0100");
}

TEST_CASE("a pale line in a box of hairlines is a doubt") {
  Drawing form = hairline_options();
  form.pale(235).line(104, 204, 154, 254, 1);
  CHECK(form.states() == "0?00");
}

TEST_CASE("boxes that are paler than print altogether are found with their crosses") {
  CHECK(pale_options(200).states() == "0000");
  CHECK(pale_options(200).thin_cross(100, 300, 58).states() == "0010");
}

TEST_CASE("a pale scrawl in a pale box is neither a mark nor nothing") {
  Drawing form = pale_options(200);
  for (int i = 0; i < 30; i += 3) form.line(110, 312 + i, 150, 314 + i, 2);
  CHECK(form.states() == "00?0");
}

TEST_CASE("a cross by hand in a pale box checks it") {
  Drawing form;
  form.cross(105, 305, 48);
  for (const int y : {100, 200, 300, 400}) form.words(190, y + 12);
  form.pale(200);
  for (const int y : {100, 200, 300, 400}) form.thin_square(100, y, 58);
  CHECK(form.states() == "0010");
}

TEST_CASE("a pale line through a mark, and beyond the box on both sides, takes it back perhaps") {
  Drawing form;
  for (const int y : {100, 200, 300}) form.option(y);
  form.line(100, 215, 115, 232).line(115, 232, 150, 170).pale(200);
  CHECK(form.states() == "010");
  form.line(78, 219, 158, 219, 3);
  CHECK(form.states() == "0?0");
}

TEST_CASE("diagonals are seen by what is between them, not by how dark they are") {
  const PixPtr grey(pixCreate(60, 60, 8));
  pixSetAllArbitrary(grey.get(), 250);
  const Area box{0, 0, 60, 60};
  CHECK(diagonals_in(grey.get(), box).falling == 0);
  for (int i = 0; i < 60; ++i) pixSetPixel(grey.get(), i, i, 238);
  CHECK(diagonals_in(grey.get(), box).falling == 1);
  CHECK(diagonals_in(grey.get(), box).rising < 0.2);
  pixSetAllArbitrary(grey.get(), 0);
  CHECK(diagonals_in(grey.get(), box).falling == 0);
}

}  // namespace tallyd::test
