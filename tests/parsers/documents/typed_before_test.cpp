// SPDX-License-Identifier: GPL-3.0-or-later
// Marks that are typed before a box, or in its place.
#include "parsers/documents/typed_before.h"

#include <catch2/catch.hpp>

#include "parsers/documents/printed_cross.h"
#include "tests/parsers/documents/drawing.h"

namespace tallyd::test {
namespace {

/// The second of four options has this before its box, which stands further in.
Drawing pushed(const Drawing& sign) {
  Drawing form;
  form.option(100).square(150, 200).words(220, 200).option(300).option(400);
  pixOr(form.ink(), form.ink(), sign.ink());
  return form;
}

bool is_cross(const Drawing& drawing) {
  const std::vector<Area> pieces = pieces_of(drawing.ink());
  return pieces.size() == 1 && is_printed_cross(Ink(drawing.ink()), pieces[0]);
}

}  // namespace

TEST_CASE("an X or a tick typed before a box checks it") {
  CHECK(pushed(Drawing().letter_x(100, 204)).states() == "0100");
  CHECK(pushed(Drawing().tick(100, 202)).states() == "0100");
}

TEST_CASE("an X typed behind a box on a page that is read leftwards checks it") {
  Drawing form;
  for (const int y : {100, 300, 400}) form.words(300, y).square(600, y);
  form.words(250, 200).square(550, 200).letter_x(606, 204);
  CHECK(form.states() == "0100");
}

TEST_CASE("an X typed before a box in a cell of its own checks it") {
  Drawing form;
  form.line(60, 60, 60, 460).line(240, 60, 240, 460).line(700, 60, 700, 460);
  for (const int y : {60, 160, 260, 360, 460}) form.line(60, y, 700, y);
  for (const int y : {90, 190, 290, 390}) form.square(y == 190 ? 160 : 120, y).words(260, y);
  CHECK(form.letter_x(112, 194).states() == "0100");
}

TEST_CASE("what is typed before a box and is no X, or does not stand alone, checks nothing") {
  Drawing dash;
  dash.line(100, 219, 126, 219);
  Drawing struck;
  struck.letter_x(100, 204).line(92, 219, 136, 219, 3);
  Drawing word;
  word.letter_x(100, 204).line(80, 204, 80, 234);
  Drawing high;
  high.letter_x(100, 180);
  for (const Drawing* sign : {&dash, &struck, &word, &high}) {
    CHECK(pushed(*sign).states().find('1') == std::string::npos);
  }
}

TEST_CASE(
    "an X that stands in the place of a box is checked, a designation's first letter is not") {
  Drawing form;
  form.option(100).letter_x(102, 202).words(170, 200).option(300).option(400);
  CHECK(form.states() == "0100");
  Drawing name;
  name.option(100).letter_x(102, 202).line(133, 229, 135, 229).words(146, 200).option(300);
  CHECK(name.option(400).states() == "000");
  Drawing between;
  between.option(100).option(200).option(300).letter_x(102, 352).option(400);
  CHECK(between.states() == "0000");
  Drawing elsewhere;
  elsewhere.option(100).letter_x(400, 202).option(300).option(400);
  CHECK(elsewhere.states() == "000");
}

TEST_CASE(
    "a tick whose thin arm is paler than print is one, a tick that is pale altogether is not") {
  const auto with_tick = [](bool dark_arm) {
    Drawing form;
    form.option(100).words(170, 200).option(300).option(400);
    if (dark_arm) form.line(102, 222, 110, 234, 5);
    form.pale(205);
    if (!dark_arm) form.line(102, 222, 110, 234, 5);
    return form.line(110, 234, 130, 204, 3).states();
  };
  CHECK(with_tick(true) == "0100");
  CHECK(with_tick(false) == "000");
}

TEST_CASE("a letter like an X, with a round one right behind it, begins a word") {
  const auto begun = [](int behind) {
    Drawing form;
    form.round_option(100).round_option(300).round_option(400);
    form.letter_x(100, 204).circle(130 + behind, 200).words(176 + behind, 200);
    return form.states();
  };
  CHECK(begun(20) == "0100");
  CHECK(begun(5) == "000");
}

TEST_CASE("of the letters only an X is a cross") {
  CHECK(is_cross(Drawing().letter_x(100, 100)));
  CHECK(is_cross(Drawing().cross(100, 100, 30)));
  CHECK_FALSE(is_cross(Drawing().line(100, 100, 100, 130).cross(104, 100, 26)));  // K
  CHECK_FALSE(is_cross(Drawing()
                           .line(100, 100, 113, 116)
                           .line(126, 100, 113, 116)  // Y
                           .line(113, 116, 113, 132)));
  CHECK_FALSE(is_cross(Drawing().cross(100, 100, 30).line(115, 100, 115, 130)));  // Ж
  CHECK_FALSE(is_cross(Drawing()
                           .line(100, 100, 100, 130)
                           .line(126, 100, 126, 130)  // H
                           .line(100, 115, 126, 115)));
  CHECK_FALSE(is_cross(Drawing().cross(100, 100, 30).line(94, 115, 136, 115, 3)));  // struck
  CHECK_FALSE(is_cross(Drawing().circle(100, 100, 30)));
}

}  // namespace tallyd::test
