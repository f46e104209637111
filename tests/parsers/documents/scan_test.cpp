// SPDX-License-Identifier: GPL-3.0-or-later
// Pages are drawn here, stroke by stroke; the recognition of words is not needed for boxes.
#include "parsers/documents/scan.h"

#include <cmath>

#include <catch2/catch.hpp>

#include "parsers/documents/chosen_sign.h"
#include "parsers/documents/drawn_box.h"
#include "parsers/documents/format.h"
#include "parsers/documents/grid.h"
#include "parsers/documents/image_file.h"
#include "parsers/documents/page_boxes.h"
#include "parsers/documents/page_picture.h"
#include "parsers/documents/page_tone.h"
#include "parsers/documents/page_words.h"
#include "parsers/documents/pix_pages.h"
#include "parsers/documents/ruling.h"
#include "parsers/documents/scan_text.h"
#include "tests/parsers/documents/drawing.h"

namespace tallyd::test {
namespace {

/// Three options one below the other.
Drawing three_options() {
  Drawing page;
  page.option(100).option(200).option(300);
  return page;
}

/// Four large boxes of the thinnest line.
Drawing hairline_options() {
  Drawing page;
  for (const int y : {100, 200, 300, 400}) page.thin_square(100, y, 58).words(190, y + 12);
  return page;
}

}  // namespace

TEST_CASE("boxes with nothing in them are empty") { CHECK(three_options().states() == "000"); }

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
  CHECK(find_chosen_signs(other.ink(), Ink(other.ink())).empty());
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
  CHECK(find_chosen_signs(ticks.ink(), Ink(ticks.ink())).size() == 2);
  Drawing other;
  other.line(100, 100, 115, 130).line(115, 130, 130, 100);                           // v
  other.line(200, 100, 215, 118).line(215, 118, 230, 100).line(215, 118, 215, 140);  // Y
  other.line(320, 100, 320, 140).line(320, 140, 300, 135);                           // J
  other.line(400, 130, 430, 100).line(500, 100, 500, 140).line(500, 140, 525, 140);  // / L
  other.line(600, 130, 610, 140).line(610, 140, 630, 100).line(600, 100, 620, 130);
  CHECK(find_chosen_signs(other.ink(), Ink(other.ink())).empty());
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
  CHECK(find_chosen_signs(chosen.ink(), Ink(chosen.ink())).size() == 2);
  Drawing other;
  other.circle(100, 100).circle(200, 100).line(210, 110, 225, 125);
  other.circle(300, 100, 40).disc(313, 120, 6).disc(420, 120, 5).square(500, 100);
  other.disc(720, 115, 14).line(700, 115, 760, 115);
  CHECK(find_chosen_signs(other.ink(), Ink(other.ink())).empty());
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

TEST_CASE("pale print on grey paper with grain becomes dark, its paper white") {
  PixPtr page(pixCreate(600, 400, 8));
  std::uint32_t chance = 1;
  for (int y = 0; y < 400; ++y) {
    for (int x = 0; x < 600; ++x) {
      chance = chance * 1664525 + 1013904223;
      const int grain = static_cast<int>(chance >> 28) - 8;
      pixSetPixel(page.get(), x, y, static_cast<l_uint32>((y % 50 < 4 ? 150 : 220) + grain));
    }
  }
  const double grain = grain_of(page.get());
  CHECK(grain > 3);
  CHECK(grain < 8);
  set_tone(page, grain);
  whiten_paper(page.get());
  const PixPtr dark(pixThresholdToBinary(page.get(), 120));
  const Ink print(dark.get());
  CHECK(print.share({0, 101, 600, 2}) > 0.95);
  const PixPtr any(pixThresholdToBinary(page.get(), 235));
  CHECK(Ink(any.get()).share({0, 115, 600, 25}) < 0.02);
}

TEST_CASE("a page with hardly any print is left as pale as it is") {
  PixPtr page(pixCreate(600, 400, 8));
  pixSetAll(page.get());
  // The edge of the sheet on the scanner's glass, and a short word.
  for (int x = 0; x < 600; ++x) {
    for (int y = 0; y < 4; ++y) pixSetPixel(page.get(), x, y, 238);
  }
  for (int x = 100; x < 130; ++x) pixSetPixel(page.get(), x, 200, 60);
  set_tone(page, 0);
  l_uint32 edge = 0;
  pixGetPixel(page.get(), 300, 1, &edge);
  CHECK(edge > 225);
}

TEST_CASE("a table that was photographed from an angle becomes level and upright") {
  const PixPtr photograph(pixCreate(2480, 3508, 8));
  pixSetAll(photograph.get());
  const auto draw = [&](double x1, double y1, double x2, double y2) {
    const auto at = [](double value) { return static_cast<int>(value); };
    pixRenderLine(photograph.get(), at(x1), at(y1), at(x2), at(y2), 4, L_CLEAR_PIXELS);
  };
  // Its upper side is farther away than its lower one, and its right one than its left one.
  for (int i = 0; i <= 5; ++i) {
    const double share = i / 5.0;
    draw(340 - 140 * share, 600 + 2200 * share, 2200 + 100 * share, 660 + 2080 * share);
  }
  for (const double share : {0.0, 0.4, 1.0}) {
    draw(340 + 1860 * share, 600 + 60 * share, 200 + 2100 * share, 2800 - 60 * share);
  }
  RenderedPage page = to_page(photograph.get(), 1);
  page.dpi = 300;
  const PagePicture straight = prepare_page(page, false);
  REQUIRE(straight.ruling.lying.size() >= 6);
  REQUIRE(straight.ruling.standing.size() >= 3);
  for (const RuleLine& line : straight.ruling.lying) CHECK(std::abs(line.slope) < 0.004);
  for (const RuleLine& line : straight.ruling.standing) CHECK(std::abs(line.slope) < 0.004);
}

TEST_CASE("a line that was read by itself stands where it is on the page") {
  const auto word = [](const std::string& text, int y, int line) {
    return OcrWord{text, 100, y, 60, 20, 90, line};
  };
  std::vector<OcrWord> words{word("one", 10, 0), word("three", 90, 1)};
  insert_line(words, {word("two", 50, 0), word("2", 50, 0)});
  REQUIRE(words.size() == 4);
  CHECK(words[1].text == "two");
  CHECK(words[2].line == 1);
  CHECK(words[3].line == 2);
}

TEST_CASE("a line without tall letters and the one below are one paragraph") {
  const std::vector<OcrWord> words{{"en vue de son", 100, 100, 400, 26, 95, 0},
                                   {"approbation (dans", 100, 148, 400, 46, 95, 1},
                                   {"Another", 100, 260, 400, 40, 95, 2}};
  const FlowedText text = paragraphs_of(words, {}, {});
  REQUIRE(text.paragraphs.size() == 2);
  CHECK(text.paragraphs[0].runs[0].text == "en vue de son approbation (dans");
}

TEST_CASE("below a line that a large box has made high an option's words go on") {
  const std::vector<OcrWord> words{{"No comments or", 200, 110, 400, 36, 95, 0},
                                   {"suggested changes", 200, 188, 400, 40, 95, 1},
                                   {"Another", 200, 280, 300, 36, 95, 2}};
  DrawnBox box;
  box.area = {120, 95, 60, 60};
  const FlowedText text = paragraphs_of(words, {box}, {});
  REQUIRE(text.paragraphs.size() == 2);
  CHECK(text.paragraphs[0].runs.back().text == " No comments or suggested changes");
}

TEST_CASE("a word that is read with certainty over a box's place is print") {
  const Area box{100, 10, 30, 30};
  CHECK(is_within_word(box, {{"Choisissez", 98, 10, 190, 32, 95, 0}}));
  CHECK_FALSE(is_within_word(box, {{"Choisissez", 98, 10, 190, 32, 40, 0}}));
  CHECK_FALSE(
      is_within_word(box, {{"M", 98, 10, 34, 32, 95, 0}, {"assigns", 140, 10, 120, 32, 95, 0}}));
}

TEST_CASE("several image files are the pages of one document") {
  const PixPtr page(pixCreate(300, 400, 8));
  pixSetAll(page.get());
  const std::string png = to_png(page.get());
  const Document document = read_images({png, png}, {}, {});
  REQUIRE(document.pages.size() == 2);
  CHECK(document.pages[1].page == 2);
}

TEST_CASE("a table's cells are found by its lines, merged ones too") {
  Drawing page;
  page.line(100, 100, 1100, 100).line(500, 300, 1100, 300).line(100, 500, 1100, 500);
  page.line(100, 100, 100, 500).line(500, 100, 500, 500).line(1100, 100, 1100, 500);
  const std::vector<Grid> grids = find_grids(find_ruling(page.ink()));
  REQUIRE(grids.size() == 1);
  CHECK(grids[0].rows() == 2);
  REQUIRE(grids[0].cells.size() == 3);
  CHECK(grids[0].cells[0].rows == 2);
}

TEST_CASE("an image that claims to be huge is not decoded") {
  // A PNG header of 60000 by 60000 pixels and nothing behind it.
  const std::string bomb("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xea\x60\0\0\xea\x60\x08\0\0\0\0", 29);
  const ImagePages pages = decode_image(bomb, {});
  CHECK(pages.pages.empty());
  CHECK(pages.doubts.size() == 1);
}

TEST_CASE("a TIFF of more pages than allowed is read to that page, with a doubt") {
  const PixaPtr pages(pixaCreate(3));
  for (int i = 0; i < 3; ++i) pixaAddPix(pages.get(), pixCreate(120, 80, 1), L_INSERT);
  std::uint8_t* data = nullptr;
  std::size_t size = 0;
  REQUIRE(pixaWriteMemMultipageTiff(&data, &size, pages.get()) == 0);
  const std::string tiff(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  Limits limits;
  limits.pages = 2;
  const ImagePages some = decode_image(tiff, limits);
  CHECK(some.pages.size() == 2);
  CHECK(some.doubts == std::vector<std::string>{"the image has more than 2 pages"});
  limits.pages = 3;
  const ImagePages all = decode_image(tiff, limits);
  CHECK(all.pages.size() == 3);
  CHECK(all.doubts.empty());
}

TEST_CASE("a damaged image becomes a doubt") {
  const std::string broken("\xff\xd8\xff\xe0 no picture", 15);
  const Document document = read_image(broken, {}, {});
  CHECK(document.blocks.empty());
  CHECK_FALSE(document.doubts.empty());
}

TEST_CASE("without recognition a scan is kept for a person, with a doubt") {
  RenderedPage page{1, 40, 50, 72, std::vector<std::uint8_t>(2000, 255)};
  const Document document = read_scan({page}, nullptr, {});
  REQUIRE(document.pages.size() == 1);
  CHECK(document.pages[0].png.substr(1, 3) == "PNG");
  CHECK(document.doubts.size() == 1);
}

TEST_CASE("pages on which boxes were looked for are kept as pictures only where somebody asks") {
  Drawing drawing = three_options();
  const PixPtr grey(pixConvert1To8(nullptr, drawing.ink(), 255, 0));
  const std::vector<OcrWord> words{{"assigns", 170, 100, 250, 34, 100, 0}};
  const auto read = [&](const Limits& limits) {
    std::vector<PageSource> pages;
    pages.push_back({to_page(grey.get(), 1), true, words});
    pages.front().rendered.dpi = kWorkingDpi;
    return read_pages(std::move(pages), nullptr, limits);
  };
  CHECK(read({}).pages.empty());
  Limits limits;
  limits.keep_scans = true;
  const Document kept = read(limits);
  REQUIRE(kept.pages.size() == 1);
  CHECK(kept.pages[0].points > 0);
}

TEST_CASE("words from right to left are ordered by their middles: tails reach under other words") {
  std::vector<OcrWord> words{{"هذا", 100, 10, 82, 30, 90, 0},
                             {"النظر", 300, 10, 90, 30, 90, 0},
                             {"في", 150, 10, 28, 40, 90, 0}};
  order_leftwards(words);
  CHECK(words[0].text == "النظر");
  CHECK(words[1].text == "في");
  CHECK(words[2].text == "هذا");
}

TEST_CASE("a fax of the lower resolution gets square pixels, told of it or not") {
  const PixPtr fax(pixCreate(1728, 1143, 1));
  for (const auto& [x, y] : {std::pair(204, 98), std::pair(0, 0), std::pair(72, 72)}) {
    CAPTURE(x);
    pixSetResolution(fax.get(), x, y);
    std::uint8_t* data = nullptr;
    std::size_t size = 0;
    REQUIRE(pixWriteMemTiff(&data, &size, fax.get(), IFF_TIFF_G4) == 0);
    const ImagePages pages = decode_image({reinterpret_cast<const char*>(data), size}, Limits{});
    lept_free(data);
    REQUIRE(pages.pages.size() == 1);
    CHECK(pages.pages[0].height > 2300);
    CHECK(pages.pages[0].height < 2450);
  }
}

TEST_CASE("a negative becomes dark letters on light paper") {
  const PixPtr page(pixCreate(300, 400, 8));
  for (int x = 50; x < 250; ++x) pixSetPixel(page.get(), x, 200, 250);
  const ImagePages pages = decode_image(to_png(page.get()), {});
  REQUIRE(pages.pages.size() == 1);
  CHECK(pages.pages[0].grey[0] == 255);
  CHECK(pages.pages[0].grey[200 * 300 + 100] == 5);
}

TEST_CASE("several pages in one tall image are cut apart") {
  const PixPtr tall(pixCreate(300, 1200, 8));
  pixSetAll(tall.get());
  const std::string png = to_png(tall.get());
  CHECK(decode_image(png, {}).pages.size() == 3);
}

}  // namespace tallyd::test
