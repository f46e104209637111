// SPDX-License-Identifier: GPL-3.0-or-later
// What a program prints as chosen, as fonts have it.
#include "parsers/documents/chosen_sign.h"

#include <catch2/catch.hpp>

#include "tests/parsers/documents/drawing.h"

namespace tallyd::test {
namespace {

/// Three options with small boxes, and one below that has a sign instead.
Drawing small_options() {
  Drawing form;
  for (const int y : {100, 200, 400}) form.square(100, y, 24).words(170, y);
  form.words(170, 300);
  return form;
}

}  // namespace

TEST_CASE("a sign larger than the empty boxes is checked where it begins as they do") {
  CHECK(small_options().square(100, 292, 40).cross(106, 298, 28).states() == "0010");
  CHECK(small_options().square(122, 292, 40).cross(128, 298, 28).states() == "000");
}

TEST_CASE("a ticked square of another size than the empty ones is checked") {
  const auto with = [](int thick) {
    Drawing form = small_options();
    form.square(98, 292, 40);
    form.line(106, 309, 106, 313, 3)
        .line(108, 312, 114, 322, thick)
        .line(114, 322, 130, 302, thick);
    return form;
  };
  CHECK(with(3).states() == "0010");
  CHECK(with(4).line(90, 312, 146, 312).states() == "000");
}

TEST_CASE("a black square within the outline of another is chosen") {
  const auto with = [](int x, int side) {
    Drawing form = small_options();
    form.square(98, 292, 40);
    for (int y = 312 - side / 2; y <= 312 + side / 2; ++y) form.line(x, y, x + side, y, 1);
    return form.states();
  };
  CHECK(with(106, 24) == "0010");
  CHECK(with(114, 8) == "000");
}

TEST_CASE("a square with anything else in it decides nothing by its look") {
  CHECK(small_options().square(98, 292, 40).line(110, 314, 126, 314).states() == "000");
  CHECK(small_options().square(98, 292, 40).square(110, 304, 16).states() == "000");
}

TEST_CASE("a tick whose arms meet in a flat end at its left is one") {
  Drawing form;
  form.option(100).option(200).words(170, 300).option(400);
  form.line(101, 326, 103, 335, 4).line(103, 335, 110, 335, 4).line(110, 335, 132, 300, 4);
  CHECK(form.states() == "0010");
}

}  // namespace tallyd::test
