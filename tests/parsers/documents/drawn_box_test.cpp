// SPDX-License-Identifier: GPL-3.0-or-later
// Boxes and marks on pages that are drawn here, stroke by stroke.
#include "parsers/documents/drawn_box.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "parsers/documents/chosen_sign.h"
#include "parsers/documents/page_tone.h"
#include "parsers/documents/pix_pages.h"
#include "parsers/documents/ruling.h"
#include "tests/parsers/documents/drawing.h"

namespace tallyd::test {
namespace {

/// Four large boxes of the thinnest line.
Drawing hairline_options() {
  Drawing page;
  for (const int y : {100, 200, 300, 400}) page.thin_square(100, y, 58).words(190, y + 12);
  return page;
}

}  // namespace

TEST_CASE("boxes with nothing in them are empty") { CHECK(three_options().states() == "000"); }

TEST_CASE("a box behind the bullet of a list is one, behind a word or among words it is none") {
  const auto with_bullets = [](int radius, bool word) {
    Drawing page;
    for (const int y : {100, 200, 300}) {
      page.round_option(y).disc(120, y + 17, radius);
      if (word) page.words(-165, y);
    }
    return page.cross(160, 200).states();
  };
  CHECK(with_bullets(7, false) == "010");
  CHECK(with_bullets(14, false).empty());
  CHECK(with_bullets(7, true).empty());
}

TEST_CASE("a cross in a box checks it") {
  CHECK(three_options().cross(100, 200).states() == "010");
}

TEST_CASE(
    "a hairline cross checks a hairline box, a pixel taller or not, as LibreOffice draws them") {
  Drawing form = hairline_options();
  form.thin_cross(100, 200, 58).wipe({98, 458, 64, 1});
  form.thin_cross(100, 400, 59).line(100, 459, 158, 459, 1);
  CHECK(form.states() == "0101");
}

TEST_CASE("a hairline box may be two pixels taller, one of its sides beside the table's line") {
  Drawing form = hairline_options();
  form.thin_cross(100, 200, 60).wipe({98, 458, 64, 2});
  form.thin_square(100, 400, 60).thin_cross(100, 400, 60);
  CHECK(form.states() == "0101");
}

TEST_CASE("a hairline in a hairline box that is no cross decides nothing") {
  Drawing form = hairline_options();
  form.line(110, 210, 150, 250, 1).line(110, 230, 150, 230, 1);
  CHECK(form.states() == "0?00");
}

TEST_CASE("a tick that only passes through a box's corner checks it") {
  CHECK(three_options().line(92, 225, 112, 244).line(112, 244, 160, 180).states() == "010");
}

TEST_CASE("a thin tick within a box checks it where the other boxes are clean, a dash does not") {
  const auto thin_tick = [](Drawing& form) {
    return form.line(106, 214, 114, 226, 3).line(114, 226, 129, 206, 3).states();
  };
  Drawing few = three_options();
  CHECK(thin_tick(few) == "0?0");
  Drawing form = three_options();
  form.option(400);
  CHECK(thin_tick(form) == "0100");
  Drawing dashed = three_options();
  CHECK(dashed.option(400).line(106, 217, 129, 217, 4).states() == "0?00");
  Drawing dirty = three_options();
  for (const int y : {100, 300, 400}) dirty.line(112, y + 14, 122, y + 22, 3);
  CHECK(thin_tick(dirty.option(400)) != "0100");
}

TEST_CASE("a box blackened beyond its outline is checked") {
  Drawing page = three_options();
  for (int y = 195; y < 240; y += 3) page.line(95, y, 140, y + 2);
  CHECK(page.states() == "010");
}

TEST_CASE("a cross in a circle checks it") {
  Drawing page;
  page.round_option(100).round_option(200).cross(155, 195, 44);
  CHECK(page.states() == "01");
}

TEST_CASE(
    "a circle that is printed as chosen is checked, though larger or smaller than the empty ones") {
  Drawing form;
  form.round_option(100).round_option(300).disc(177, 217, 12).words(230, 200);
  form.circle(157, 397, 40).disc(177, 417, 9).words(230, 400);
  CHECK(form.states() == "0101");
}

TEST_CASE(
    "a square printed with its cross is checked, though larger or smaller than the empty ones") {
  const auto crossed = [](Drawing& form, int x, int y, int side) {
    form.square(x, y, side).line(x + 7, y + 7, x + side - 7, y + side - 7, 3);
    form.line(x + side - 7, y + 7, x + 7, y + side - 7, 3);
  };
  Drawing form;
  form.option(100).words(170, 200).option(300).words(170, 400);
  crossed(form, 97, 195, 42);
  crossed(form, 102, 402, 28);
  CHECK(form.states() == "0101");
  Drawing other;
  other.square(100, 100, 40).line(107, 120, 133, 120, 3).line(120, 107, 120, 133, 3);
  CHECK(find_chosen_signs(other.ink(), Ink(other.ink()), other.ink()).empty());
}

TEST_CASE("a tick or a crossed square that stands in the place of a box or a circle is checked") {
  Drawing form;
  form.option(100).tick(100, 196).words(170, 200).option(300);
  form.round_option(400).tick(162, 500).words(230, 500).round_option(600);
  form.square(160, 700, 30).line(167, 707, 183, 723, 3).line(183, 707, 167, 723, 3).words(230, 700);
  CHECK(form.states() == "0100101");
}

TEST_CASE("an empty box of hairlines may have lost its cross where there are no levels of grey") {
  Drawing form;
  for (const int y : {100, 200, 300}) form.thin_square(100, y, 50).words(190, y);
  CHECK(form.states() == "000");
  CHECK(form.black_and_white().states() == "---");
  form.option(400).option(500);
  CHECK(form.states() == "---00");
}

TEST_CASE("large boxes of two or three pixels of a coarse scan may have lost theirs, too") {
  for (const int line : {4, 6}) {
    Drawing form;
    for (const int y : {100, 200, 300}) {
      form.line(100, y, 162, y, line).line(100, y + 62, 162, y + 62, line);
      form.line(100, y, 100, y + 62, line).line(162, y, 162, y + 62, line).words(190, y + 12);
    }
    CHECK(form.states() == "000");
    CHECK(form.black_and_white().states() == "---");
  }
}

TEST_CASE("pieces on a large thin box's diagonal are a cross in black and white, others nothing") {
  Drawing pieces = hairline_options();
  for (const int at : {10, 19, 27, 35, 44, 52})
    pieces.line(100 + at, 258 - at, 102 + at, 256 - at, 2);
  CHECK(pieces.states() == "0?00");
  CHECK(pieces.black_and_white().states() == "-1--");
  Drawing dust = hairline_options();
  for (const int at : {12, 22, 34, 46}) dust.line(100 + at, 215, 103 + at, 215, 3);
  CHECK(dust.black_and_white().states().find('1') == std::string::npos);
  Drawing corner = hairline_options();
  corner.line(104, 254, 118, 240, 2);
  CHECK(corner.black_and_white().states().find('1') == std::string::npos);
}

TEST_CASE("what a table's line leaves outside of a large box is no mark in it") {
  Drawing form = hairline_options();
  form.line(106, 197, 132, 197, 5);
  CHECK(form.states() == "0000");
  CHECK(form.line(106, 192, 150, 192, 9).states() != "0000");
  Drawing tick = hairline_options();
  tick.line(86, 226, 92, 236, 3).line(92, 236, 100, 214, 3);
  CHECK(tick.states() == "0?00");
}

TEST_CASE("a page is black and white where hardly anything lies between") {
  const auto page = [](int edge) {
    PixPtr grey(pixCreate(400, 400, 8));
    pixSetAllArbitrary(grey.get(), 250);
    for (int i = 0; i < 10; ++i) {
      pixRasterop(grey.get(), 40, 30 * i + 20, 300, 6, PIX_CLR, nullptr, 0, 0);
      for (int x = 40; x < 340; ++x) {
        pixSetPixel(grey.get(), x, 30 * i + 26, static_cast<l_uint32>(edge));
      }
    }
    return grey;
  };
  CHECK(is_black_and_white(page(250).get()));
  CHECK(is_black_and_white(page(240).get()));
  CHECK_FALSE(is_black_and_white(page(130).get()));
}

TEST_CASE("letters and strokes with arms are no ticks") {
  Drawing ticks;
  ticks.tick(100, 100).tick(200, 100, 2);
  CHECK(find_chosen_signs(ticks.ink(), Ink(ticks.ink()), ticks.ink()).size() == 2);
  Drawing other;
  other.line(100, 100, 115, 130).line(115, 130, 130, 100);                           // v
  other.line(200, 100, 215, 118).line(215, 118, 230, 100).line(215, 118, 215, 140);  // Y
  other.line(320, 100, 320, 140).line(320, 140, 300, 135);                           // J
  other.line(400, 130, 430, 100).line(500, 100, 500, 140).line(500, 140, 525, 140);  // / L
  other.line(600, 130, 610, 140).line(610, 140, 630, 100).line(600, 100, 620, 130);
  other.line(708, 106, 708, 134, 5).line(707, 106, 712, 102).line(712, 102, 722, 102);  // f
  other.line(700, 111, 722, 111);
  CHECK(find_chosen_signs(other.ink(), Ink(other.ink()), other.ink()).empty());
}

TEST_CASE("the whole loop around a box is its mark") {
  Drawing form = three_options();
  form.ring(117, 217, 76, 70);
  CHECK(form.states() == "010");
  const Ink rest(form.unmarked().get());
  CHECK(rest.count({70, 170, 95, 95}) == 0);
}

TEST_CASE("only a disc, or a ring with a disc in its middle, is a circle printed as chosen") {
  Drawing chosen;
  chosen.disc(100, 100, 14).circle(200, 100, 40).disc(220, 120, 9);
  chosen.circle(300, 100, 40).disc(320, 120, 13);
  const auto signs = find_chosen_signs(chosen.ink(), Ink(chosen.ink()), chosen.ink());
  REQUIRE(signs.size() == 3);
  CHECK(std::count_if(signs.begin(), signs.end(),
                      [](const ChosenSign& sign) { return sign.area.width > 38; }) == 2);
  Drawing other;
  other.circle(100, 100).circle(200, 100).line(210, 110, 225, 125);
  other.circle(300, 100, 40).disc(313, 120, 6).disc(420, 120, 5).square(500, 100);
  other.disc(720, 115, 14).line(700, 115, 760, 115);
  CHECK(find_chosen_signs(other.ink(), Ink(other.ink()), other.ink()).empty());
}

TEST_CASE("a black square in the column of the empty ones is checked, and one elsewhere is none") {
  const auto black = [](Drawing& form, int x, int y) {
    for (int i = 0; i < 26; ++i) form.line(x, y + i, x + 26, y + i, 1);
  };
  Drawing form;
  form.option(100).option(200).option(400).words(170, 300);
  black(form, 104, 304);
  CHECK(form.states() == "0010");
  Drawing bullet;
  bullet.option(100).option(200).option(400).words(340, 300);
  black(bullet, 270, 304);
  CHECK(bullet.states() == "000");
}

TEST_CASE("a box that stands on a table's line is found, empty and marked") {
  Drawing page = three_options();
  page.cell(80, 60).line(80, 234, 780, 234).line(80, 334, 780, 334);
  CHECK(page.states() == "000");
  CHECK(page.cross(100, 200).states() == "010");
}

TEST_CASE("a box right beside a table's line is found") {
  CHECK(three_options().cell(96, 60).states() == "000");
}

TEST_CASE("a box that a letter touches is found") {
  CHECK(three_options().line(134, 216, 150, 228).states() == "000");
}

TEST_CASE("words in the table's column before do not hide a box") {
  CHECK(three_options().line(85, 60, 85, 500).words(-194, 200).states() == "000");
}

TEST_CASE("pairs of brackets are boxes, and a cross over or between them checks them") {
  Drawing page;
  page.bracket_option(100).bracket_option(200).bracket_option(300);
  CHECK(page.states() == "000");
  CHECK(page.cross(96, 196, 48).states() == "010");
}

TEST_CASE("parentheses with room between are boxes") {
  Drawing page;
  for (const int y : {100, 200, 300}) page.parentheses(100, y).words(170, y);
  CHECK(page.states() == "000");
  CHECK(page.cross(110, 208, 24).states() == "010");
}

TEST_CASE("a printed x between brackets that stand farther apart than the empty ones checks them") {
  Drawing page;
  page.bracket_option(100).bracket_option(300).brackets(100, 200, 56).words(185, 200);
  CHECK(page.cross(116, 212, 24).states() == "010");
}

TEST_CASE("a printed x with serifs between brackets checks them") {
  Drawing page;
  page.bracket_option(100).bracket_option(300).brackets(100, 200, 56).words(185, 200);
  CHECK(page.letter_x(114, 208).states() == "010");
}

TEST_CASE("what is printed between brackets and is no x decides nothing") {
  Drawing page;
  page.bracket_option(100).bracket_option(300).brackets(100, 200, 70).words(195, 200);
  // NO
  page.line(114, 208, 114, 234).line(114, 208, 128, 234).line(128, 208, 128, 234);
  CHECK(page.circle(136, 208, 24).states() == "0?0");
}

TEST_CASE("a loop that runs into its neighbours marks none of them") {
  Drawing page;
  page.option(100).option(150).option(200).ring(117, 167, 76, 70);
  CHECK(page.states() == "?1?");
}

TEST_CASE("a stroke that runs through a box and far beyond is no mark of its own") {
  CHECK(three_options().ring(260, 330, 370, 370).states() == "0??");
  Drawing signature = three_options();
  signature.line(60, 230, 110, 190).line(110, 190, 130, 240).line(130, 240, 170, 195);
  CHECK(signature.line(170, 195, 220, 240).line(220, 240, 280, 190).states() == "0?0");
}

TEST_CASE("a large tick whose arms stand beside its box checks it") {
  Drawing form = three_options();
  form.line(76, 214, 96, 222).line(96, 222, 116, 238).line(116, 238, 138, 228);
  form.line(138, 228, 152, 212).line(152, 212, 170, 170);
  CHECK(form.states() == "010");
}

TEST_CASE("a tick with a long tail that ends at its box checks it") {
  Drawing form = three_options();
  form.line(94, 322, 112, 340).line(112, 340, 190, 180);
  CHECK(form.states() == "001");
}

TEST_CASE("a tick whose tail ends at a letter of the line above checks its box") {
  const auto ticked = [] {
    Drawing form = three_options();
    form.line(94, 318, 110, 340).line(110, 340, 158, 246);
    form.circle(148, 222, 26).line(176, 206, 176, 248);
    return form;
  };
  CHECK(ticked().states() == "001");
  // Words that somebody strikes out are more than a letter.
  CHECK(ticked()
            .line(100, 256, 170, 236)
            .line(170, 236, 240, 256)
            .line(240, 256, 310, 236)
            .states() == "00?");
}

TEST_CASE("a cross much larger than its box checks it, if the box is in its middle") {
  const auto large_cross = [](Drawing& form, int x, int y) -> Drawing& {
    return form.line(x - 65, y - 65, x + 65, y + 65).line(x + 65, y - 65, x - 65, y + 65);
  };
  Drawing form = three_options();
  CHECK(large_cross(form, 117, 217).states() == "010");
  Drawing beside = three_options();
  CHECK(large_cross(beside, 85, 240).states() == "0?0");
  Drawing huge = three_options();
  huge.line(37, 137, 197, 297).line(197, 137, 37, 297);
  CHECK(huge.states() == "0?0");
}

TEST_CASE("a large cross over a tick takes it back perhaps") {
  Drawing form = three_options();
  form.line(94, 222, 112, 240).line(112, 240, 142, 146);
  CHECK(form.states() == "010");
  form.line(52, 152, 182, 282).line(182, 152, 52, 282);
  CHECK(form.states() == "0?0");
}

TEST_CASE("a long stroke that crosses a box and goes on below it decides nothing") {
  Drawing form = three_options();
  form.line(60, 330, 190, 130);
  CHECK(form.states() == "0?0");
}

TEST_CASE("a thick stroke along a box's side does not hide the box") {
  Drawing form = hairline_options();
  form.line(92, 205, 116, 262, 7).line(116, 262, 166, 185, 7);
  CHECK(form.states() == "0100");
}

TEST_CASE("an empty box that a stroke passes is found where others of its shape are") {
  Drawing form = three_options();
  form.square(200, 400).words(270, 400).line(180, 385, 170, 450);
  form.square(200, 500).words(270, 500).cross(195, 495, 44);
  CHECK(form.states() == "000?1");
}

TEST_CASE("a line through a tick takes it back perhaps, though the tick's own arm touches it") {
  Drawing form = three_options();
  form.line(86, 212, 112, 246, 6).line(112, 246, 150, 170, 6);
  CHECK(form.states() == "010");
  CHECK(form.line(76, 218, 160, 216, 3).states() == "0?0");
}

TEST_CASE("a tick that is scribbled over may be taken back, a scribble alone is a mark") {
  const auto scribbled = [](Drawing& form, int y) {
    for (int i = 0; i < 36; i += 7) form.line(97, y + i, 138, y + i + 2, 3);
  };
  Drawing ticked = three_options();
  ticked.line(100, 215, 115, 232).line(115, 232, 150, 170);
  CHECK(ticked.states() == "010");
  scribbled(ticked, 200);
  CHECK(ticked.states() == "0?0");
  Drawing alone = three_options();
  scribbled(alone, 200);
  CHECK(alone.states() == "010");
}

TEST_CASE("a thick tick in a small box is a mark, unless it is blackened") {
  Drawing form;
  for (const int y : {100, 200, 300}) form.square(100, y, 25).words(160, y);
  form.line(104, 208, 112, 218, 11).line(112, 218, 137, 171, 11);
  CHECK(form.states() == "010");
  CHECK(form.line(98, 212, 128, 212, 30).states() == "0?0");
}

TEST_CASE("a line through a cross, and beyond the box on both sides, takes it back perhaps") {
  CHECK(three_options().cross(100, 200).line(70, 217, 158, 217).states() == "0?0");
}

TEST_CASE("a zero by hand between brackets is no mark") {
  Drawing page;
  page.bracket_option(100).bracket_option(200).bracket_option(300);
  CHECK(page.ring(120, 221, 18, 26).states() == "0?0");
}

TEST_CASE("a loop drawn around a box checks it") {
  CHECK(three_options().ring(117, 217, 72, 64).states() == "010");
}

TEST_CASE("the dark edge of a photograph is no marked box") {
  Drawing page = three_options();
  for (int y = 760; y < 900; y += 4) page.line(0, y, 1200, y, 6);
  CHECK(page.states() == "000");
}

TEST_CASE("a loop that runs along a table's line checks its box") {
  Drawing page = three_options();
  page.cell(60, 183).ring(117, 217, 72, 66);
  CHECK(page.states() == "010");
}

TEST_CASE("lines of a table on three sides of a box are no loop") {
  Drawing page = three_options();
  page.cell(90, 185).line(90, 250, 790, 250);
  CHECK(page.states() == "000");
}

TEST_CASE("a loop around a box that is marked, too, decides nothing") {
  CHECK(three_options().cross(106, 206, 22).ring(117, 217, 76, 70).states() == "0?0");
}

TEST_CASE("a loop that is open on the side away from the words decides nothing") {
  Drawing page = three_options();
  page.ring(117, 217, 72, 64).wipe({60, 208, 34, 18});
  CHECK(page.states() == "0?0");
}

TEST_CASE("loops that are printed around all boxes check none") {
  Drawing page = three_options();
  for (const int y : {117, 217, 317}) page.ring(117, y, 72, 64);
  CHECK(page.states().find('1') == std::string::npos);
}

TEST_CASE("a table's lines are erased, and what touches them is kept") {
  Drawing page;
  page.cell(100, 100).line(300, 104, 340, 140);
  const PixPtr bits(pixCopy(nullptr, page.ink()));
  erase_ruling(bits.get(), find_ruling(page.ink()));
  const Ink ink(bits.get());
  CHECK(ink.count({350, 90, 440, 20}) == 0);
  CHECK(ink.count({290, 106, 60, 40}) > 150);
}

TEST_CASE("both lines of a double one are erased") {
  Drawing page;
  page.line(100, 100, 900, 100).line(100, 109, 900, 109);
  erase_ruling(page.ink(), find_ruling(page.ink()));
  CHECK(Ink(page.ink()).count({100, 80, 800, 60}) < 20);
}

TEST_CASE("a dot in a box decides nothing") {
  CHECK(three_options().line(113, 217, 120, 217, 8).states() == "0?0");
}

TEST_CASE("a stroke beside an empty box decides nothing") {
  CHECK(three_options().line(78, 200, 92, 236, 5).states() == "0?0");
}

TEST_CASE("a letter that touches an empty box is no mark") {
  CHECK(three_options().line(135, 230, 150, 230).states() == "000");
}

TEST_CASE("round letters within words are no boxes") {
  Drawing page = three_options();
  for (int y = 400; y < 800; y += 60) {
    for (int x = 100; x < 600; x += 40) page.circle(x, y, 30);
  }
  CHECK(page.states() == "000");
}

TEST_CASE("round letters that end lines are no boxes where boxes begin them") {
  CHECK(three_options().circle(460, 108, 24).circle(460, 208, 24).states() == "000");
}

}  // namespace tallyd::test
