// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/scan.h"

#include <cmath>

#include <catch2/catch.hpp>

#include "parsers/documents/format.h"
#include "parsers/documents/grid.h"
#include "parsers/documents/image_file.h"
#include "parsers/documents/page_picture.h"
#include "parsers/documents/page_tone.h"
#include "parsers/documents/page_words.h"
#include "parsers/documents/pix_pages.h"
#include "parsers/documents/ruling.h"
#include "parsers/documents/scan_text.h"
#include "tests/parsers/documents/drawing.h"
#include "tests/support/document_text.h"

namespace tallyd::test {
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

TEST_CASE("the tops of words that were read are no line of their own") {
  std::vector<OcrWord> words{{"не", 100, 30, 60, 28, 73, 0},
                             {"полномочий", 180, 30, 300, 28, 96, 0}};
  insert_line(words, {{"ИС", 100, 20, 60, 26, 40, 0}, {"попнамоитЯ", 180, 24, 300, 20, 0, 0}});
  CHECK(words.size() == 2);
  insert_line(words, {{"above", 100, 8, 200, 24, 40, 0}});
  CHECK(words.size() == 3);
  insert_line(words, {{"far from all of them", 600, 200, 200, 24, 40, 0}});
  CHECK(words.size() == 4);
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

TEST_CASE("lines between a table's rows may be paler than those around it") {
  const PixPtr sheet(pixCreate(2480, 3508, 8));
  pixSetAll(sheet.get());
  const auto draw = [&](const Area& a, int level) {
    for (int y = a.y; y < a.bottom(); ++y) {
      for (int x = a.x; x < a.right(); ++x)
        pixSetPixel(sheet.get(), x, y, static_cast<l_uint32>(level));
    }
  };
  for (const int y : {500, 1000, 1500, 2500}) draw({300, y, 1900, 4}, 0);
  for (const int y : {1800, 2100}) draw({300, y, 1900, 3}, 200);
  for (const int x : {300, 1000, 2196}) {
    draw({x, 500, 4, 500}, 0);
    draw({x, 1500, 4, 1000}, 0);
  }
  RenderedPage page = to_page(sheet.get(), 1);
  page.dpi = 300;
  const std::vector<Grid> grids = find_grids(prepare_page(page, false).ruling);
  REQUIRE(grids.size() == 2);
  CHECK(grids[1].rows() == 3);
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

TEST_CASE(
    "where text runs leftwards a table's labels are on the right, beside two columns of boxes") {
  Drawing table;
  for (const int y : {100, 500}) table.line(100, y, 1100, y);
  for (const int x : {100, 600, 700, 1100}) table.line(x, 100, x, 500);
  const PixPtr grey(pixConvert1To8(nullptr, table.ink(), 255, 0));
  std::vector<PageSource> pages;
  pages.push_back({to_page(grey.get(), 1),
                   true,
                   {{"النظر", 300, 150, 90, 30, 90, 0}, {"التوصية", 900, 150, 90, 30, 90, 0}}});
  pages.front().rendered.dpi = kWorkingDpi;
  for (const Area& area : {Area{640, 150, 30, 30}, Area{640, 350, 30, 30}, Area{640, 400, 30, 30},
                           Area{560, 250, 30, 30}}) {
    DrawnBox box;
    box.area = area;
    box.text = "☐";
    box.state = Checkbox::State::empty;
    pages.front().boxes.push_back(box);
  }
  // The rest of its last row.
  pages.push_back({to_page(grey.get(), 2), true, {{"والموافقة", 300, 150, 90, 30, 90, 0}}});
  pages.back().rendered.dpi = kWorkingDpi;
  const std::string text = to_text(read_pages(std::move(pages), nullptr, {}));
  CHECK(text.starts_with("| التوصية |"));
  CHECK(text.find("| والموافقة") == text.npos);
  CHECK(text.find(" والموافقة |") != text.npos);
}

}  // namespace tallyd::test
