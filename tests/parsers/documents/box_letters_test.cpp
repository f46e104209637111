// SPDX-License-Identifier: GPL-3.0-or-later
// Letters that cover the outline of a box, and boxes that letters stand beside.
#include "parsers/documents/box_letters.h"

#include <catch2/catch.hpp>

#include "tests/parsers/documents/drawing.h"

namespace tallyd::test {
namespace {

Drawing round_options() {
  Drawing form;
  for (const int y : {100, 200, 300}) form.round_option(y);
  return form;
}

/// Something like a letter, as large as the circle of an option and in its column.
Drawing& letter(Drawing& form) { return form.circle(160, 400).line(164, 417, 190, 417); }

}  // namespace

TEST_CASE("a letter of a box's size and in its column is none where others stand close to it") {
  Drawing form = round_options();
  letter(form).line(155, 402, 155, 434, 2).line(200, 402, 200, 434, 2);
  CHECK(form.states() == "000");
}

TEST_CASE("a letter in the middle of a line of words is no box, though it touches its neighbour") {
  Drawing form = round_options();
  letter(form).line(140, 417, 160, 417);
  for (const int x : {60, 80, 100, 120, 140, 210, 230, 250, 270, 290}) form.line(x, 404, x, 430);
  CHECK(form.states() == "000");
}

TEST_CASE("the first letter of a line stands closer to the next one than a box to its words") {
  Drawing form;
  for (const int y : {100, 200, 300}) form.option(y);
  form.square(100, 400).line(104, 417, 130, 417);
  for (const int x : {144, 166, 188, 210}) form.line(x, 404, x, 430);
  CHECK(form.states() == "000");
}

TEST_CASE("a crossed box before words, or behind a list's number, is one") {
  Drawing form = round_options();
  form.round_option(400).cross(160, 400);
  CHECK(form.states() == "0001");
  CHECK(form.line(120, 404, 120, 430).line(128, 428, 130, 428).states() == "0001");
}

TEST_CASE("what covers an outline at the sheet's edge is no box") {
  Drawing form = round_options();
  form.line(160, 0, 200, 0, 60);
  CHECK(form.states() == "000");
}

}  // namespace tallyd::test
