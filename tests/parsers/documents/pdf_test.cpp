// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>
#include <string_view>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "catch2/catch.hpp"
#include "parsers/documents/format.h"
#include "parsers/documents/pdf_fields.h"
#include "parsers/documents/pdf_page.h"
#include "parsers/documents/printed_words.h"
#include "parsers/forms/line.h"
#include "tests/support/document_text.h"
#include "tests/support/pdf_file.h"

namespace tallyd {
namespace {

using test::PdfFile;

Document read(const std::string& bytes) { return read_pdf(bytes, {}, {}); }
std::string text_of(const PdfFile& file) { return test::to_text(read(file.bytes())); }

/// A page with enough words to be no scan.
PdfFile page() { return PdfFile().text(72, 760, "Member State response to TSB Circular 53"); }

/// In a process that can open no file, as a reader's can't.
bool reads_without_files(const std::string& pdf, const std::string& words) {
  const pid_t child = fork();
  if (child == 0) {
    const rlimit none{};
    setrlimit(RLIMIT_NOFILE, &none);
    _exit(test::to_text(read(pdf)).find(words) != std::string::npos ? 0 : 1);
  }
  int status = 1;
  waitpid(child, &status, 0);
  return status == 0;
}

OcrWord word(const std::string& text, int x) {
  OcrWord word;
  word.text = text;
  word.x = x;
  word.width = 40;
  word.height = 40;
  return word;
}

}  // namespace

TEST_CASE("words of a PDF come in the order of its lines") {
  const std::string text = text_of(page().text(72, 700, "second line").text(160, 700, "goes on"));
  CHECK(text.find("TSB Circular 53") < text.find("second line goes on"));
}

TEST_CASE("a word whose letters change in size is one word, and a mark before it none of it") {
  const auto both = [](const std::string& first, double end, const std::string& second) {
    return text_of(page().text(72, 700, first, 10).text(72 + end, 700, second));
  };
  CHECK(both("intern", 25.1, "ationales").find("internationales") != std::string::npos);
  CHECK(both("X", 6.7, "assigns").find("Xassigns") == std::string::npos);
  CHECK(both("does", 23.5, "not").find("does not") != std::string::npos);
}

TEST_CASE("a radical that stands for a character is that character") {
  std::vector<OcrWord> words{word("⽆意见X.1214", 0), word("授权", 50)};
  replace_radicals(words);
  CHECK(words.at(0).text == "无意见X.1214");
  CHECK(words.at(1).text == "授权");
}

TEST_CASE("a line that ends early ends its paragraph") {
  const std::string text = text_of(page().text(72, 746, "To:").text(72, 732, "From:"));
  CHECK(text.find("To:\nFrom:") != std::string::npos);
}

TEST_CASE("a field that shows another state than its value is unclear") {
  const std::string text =
      text_of(page().check_box(72, 700, "Off", "Yes").text(90, 701, "assigns authority"));
  CHECK(text.find("[?] assigns authority") != std::string::npos);
}

TEST_CASE("a field that is painted in a colour has the state that it says") {
  const auto form = [] {
    return page()
        .tint(72, 700, 10)
        .square(72, 700, 10)
        .check_box(72, 700, "Off", "Off")
        .text(90, 701, "assigns authority")
        .square(72, 670, 10)
        .check_box(72, 670, "Off", "Off")
        .text(90, 671, "does not assign");
  };
  CHECK(text_of(form()).find("[ ] assigns authority") != std::string::npos);
  // Where somebody drew on the page, the field may be drawn over.
  const std::string drawn = text_of(form().annotation("Ink", ""));
  CHECK(drawn.find("[?] assigns authority") != std::string::npos);
}

namespace {

const std::string kCross = "1.2 w 2 2 m 8 8 l S 2 8 m 8 2 l S\n";
const std::string kFrame = "1 w .5 .5 9 9 re S\n";

/// Two options whose fields draw themselves, the first in the state that is told.
PdfFile fields(const std::string& state, const PdfFile::Looks& first) {
  return page()
      .check_box(72, 700, state, first)
      .text(90, 701, "assigns authority")
      .check_box(72, 670, "Off", {kFrame + kCross, kFrame})
      .text(90, 671, "does not assign");
}

}  // namespace

TEST_CASE("fields of a form are boxes with the state that they show") {
  const std::string text = text_of(fields("Yes", {kFrame + kCross, kFrame}));
  CHECK(text.find("[x] assigns authority") != std::string::npos);
  CHECK(text.find("[ ] does not assign") != std::string::npos);
  // Without an appearance some programs show its value and others nothing.
  const std::string bare =
      text_of(page().check_box(72, 700, "Yes", "Yes").text(90, 701, "assigns"));
  CHECK(bare.find("[?] assigns") != std::string::npos);
}

TEST_CASE("a field counts as the page shows it, not as the file says") {
  const auto state = [](const PdfFile& file) {
    const std::string text = text_of(file);
    return text.substr(std::min(text.find(" assigns authority"), text.size()) - 3, 3);
  };
  CHECK(state(fields("Yes", {kFrame + kCross, kFrame})) == "[x]");
  CHECK(state(fields("Off", {kFrame + kCross, kFrame})) == "[ ]");
  // On, and draws nothing or an empty frame; off, and draws a cross.
  CHECK(state(fields("Yes", {"", kFrame})) == "[?]");
  CHECK(state(fields("Yes", {kFrame, kFrame})) == "[?]");
  CHECK(state(fields("Off", {kFrame, kFrame + kCross})) == "[?]");
  // All of one kind have a ring within, and none of them is drawn over.
  const std::string ring = kFrame + "2.5 2.5 3 3 re S\n";
  CHECK(state(fields("Off", {ring + kCross, ring})
                  .check_box(72, 640, "Off", {ring + kCross, ring})
                  .text(90, 641, "no comments")) == "[ ]");
  CHECK(state(fields("Off", {ring + kCross, ring + kCross})
                  .check_box(72, 640, "Off", {ring + kCross, ring})
                  .text(90, 641, "no comments")) == "[?]");
  // Its appearance has no such state.
  CHECK(state(fields("On", {kFrame + kCross, kFrame})) == "[?]");
}

TEST_CASE("a mark that is typed into a small text field is in a box") {
  const std::string tinted = "q .8 g 0 0 10 10 re f Q\n" + kFrame;
  const auto state = [&](const std::string& value, const std::string& look) {
    const std::string text = text_of(page()
                                         .text_box(72, 700, value, look)
                                         .text(90, 701, "assigns authority")
                                         .text_box(72, 670, "", tinted)
                                         .text(90, 671, "does not assign"));
    CHECK(text.find("[ ] does not assign") != std::string::npos);
    return text.substr(std::min(text.find(" assigns authority"), text.size()) - 3, 3);
  };
  CHECK(state("x", tinted + kCross) == "[x]");
  CHECK(state("", tinted) == "[ ]");
  CHECK(state("?", tinted + kCross) == "[?]");
  // What its page shows and what it holds differ.
  CHECK(state("", kFrame + kCross) == "[?]");
  CHECK(state("x", kFrame) == "[?]");
}

TEST_CASE("a field that is shown on paper only is none") {
  constexpr int kPrint = 4;
  constexpr int kNoView = 32;
  const std::string text = text_of(fields("Yes", {kFrame + kCross, kFrame, kPrint | kNoView}));
  CHECK(text.find("[x]") == std::string::npos);
}

TEST_CASE("words that are covered or white are unseen") {
  const auto unseen = [](const PdfFile& file) {
    for (const Line& line : lines_of(read(file.bytes()))) {
      for (const Glyph& glyph : line.glyphs) {
        if (glyph.marks.unseen) return true;
      }
    }
    return false;
  };
  CHECK_FALSE(unseen(page().text(90, 701, "assigns authority")));
  CHECK(unseen(page().text(90, 701, "assigns authority").cover(88, 698, 100, 14)));
}

TEST_CASE("a mark between brackets that is white, while they are seen, is unseen") {
  const auto is_unseen = [](const PdfFile& file) {
    const Document document = read(file.bytes());
    for (const Line& line : lines_of(document)) {
      for (const Glyph& glyph : line.glyphs) {
        if (glyph.character == U'X' && glyph.marks.unseen) return true;
      }
    }
    return false;
  };
  CHECK_FALSE(is_unseen(page().text(72, 700, "[X] authority is assigned")));
  // Between the brackets, whose width is 3.06 points.
  CHECK(is_unseen(page().text(72, 700, "[X] authority is assigned").cover(75.5, 690, 6.4, 25)));
}

TEST_CASE("a line through a marked box, and beyond it on both sides, makes it unclear") {
  const auto text = [](double from, double to) {
    PdfFile file = page();
    for (const double y : {700.0, 670.0, 640.0}) {
      file.square(72, y, 10).text(95, y + 1, "assigns authority");
    }
    file.line(72, 700, 82, 710).line(72, 710, 82, 700);
    return text_of(file.line(from, 705, to, 705));
  };
  CHECK(text(60, 92).find("[?] assigns authority") != std::string::npos);
  CHECK(text(74, 80).find("[x] assigns authority") != std::string::npos);
}

TEST_CASE("a rubber stamp says what its name is") {
  CHECK(read(page().stamp("NotApproved").bytes()).margins == "not approved\n");
  CHECK(read(page().stamp("SBDraft").bytes()).margins == "draft\n");
  CHECK(read(page().annotation("Circle", "").bytes()).margins.empty());
}

TEST_CASE("a font that a PDF names and does not hold is put in before a page is drawn") {
  load_for_pdf();
  const std::string bytes = page().bytes();
  const std::string whole = look_into_pdf(bytes).with_fonts;
  if (!whole.empty()) {  // fonts-urw-base35 is installed
    CHECK(whole.find("/FontFile") != std::string::npos);
    CHECK(test::to_text(read(whole)) == test::to_text(read(bytes)));
    CHECK(look_into_pdf(whole).with_fonts.empty());
  }
}

// Without poppler-data no word of it is read.
TEST_CASE("Chinese words in a font that a PDF does not hold are read where no file can be opened") {
  load_for_pdf();
  constexpr std::string_view kSigns =
      "<638867437B2C00310037782A7A767EC45BA18BAE627951C68BE568486587> Tj ";
  const std::string words = "BT /F 12 Tf 72 700 Td " + std::string(kSigns) + "ET\n";
  const std::string pdf =
      "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
      "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
      "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F "
      "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<<"
      "/Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)"
      "/Ordering(GB1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light"
      "/Flags 6/FontBBox[0 -254 1000 880]/Ascent 880/Descent -120>>>>]>>>>>>>> endobj\n"
      "4 0 obj <</Length " +
      std::to_string(words.size()) + ">> stream\n" + words +
      "endstream endobj\ntrailer <</Root 1 0 R>>\n";
  CHECK(reads_without_files(pdf, "授权第17"));
}

TEST_CASE("notes and highlighting in a PDF are for a person; a link is not") {
  CHECK_FALSE(read(page().annotation("Text", "the second box").bytes()).doubts.empty());
  CHECK_FALSE(read(page().annotation("Highlight", "").bytes()).doubts.empty());
  CHECK_FALSE(read(page().annotation("FreeText", "if clause 7 goes").bytes()).doubts.empty());
  CHECK(read(page().annotation("FreeText", "X").bytes()).doubts.empty());
  CHECK(read(page().annotation("Link", "").bytes()).doubts.empty());
}

TEST_CASE("lines around words make a table, pale ones too") {
  const std::string table = "| X.1214 | assigns |\n| X.1331 | does not |";
  constexpr double kBlack = 0;
  constexpr double kPale = .75;
  constexpr double kPalest = .87;  // as many pages of the web have them
  for (const double first : {kBlack, kPale, kPalest}) {
    for (const double last : {kBlack, kPale, kPalest}) {
      PdfFile file = page();
      for (const double y : {600.0, 640.0, 680.0}) {
        file.line(72, y, 500, y, y > 600 ? first : last);
      }
      for (const double x : {72.0, 200.0, 500.0}) file.line(x, 600, x, 680, first);
      file.text(80, 655, "X.1214").text(210, 655, "assigns").text(80, 615, "X.1331");
      CAPTURE(first, last);
      CHECK(text_of(file.text(210, 615, "does not")).find(table) != std::string::npos);
    }
  }
}

TEST_CASE("a PDF that is damaged is a doubt and no crash") {
  const std::string whole = page().bytes();
  CHECK_FALSE(read("%PDF-1.7\nnothing").doubts.empty());
  for (std::size_t length = 8; length < whole.size(); length += 37) {
    const Document document = read(whole.substr(0, length));
    CHECK((document.blocks.empty() || document.doubts.empty()));
  }
}

TEST_CASE("a scanned page without recognition models is a doubt") {
  const Document document = read(PdfFile().line(72, 100, 500, 100).bytes());
  REQUIRE(document.doubts.size() == 1);
  CHECK(document.doubts[0].find("no recognition models") != std::string::npos);
}

TEST_CASE("a scan of which each pixel is a point is looked at as a page, not as a poster") {
  Limits limits;
  limits.keep_pages = true;
  const std::string scan = PdfFile().paper(2480, 3508).square(300, 300, 400).bytes();
  const Document document = read_pdf(scan, limits, {});
  REQUIRE(document.pages.size() == 1);
  CHECK(document.doubts.size() == 1);
}

TEST_CASE("text that lies hidden under a scan is not taken for what the page shows") {
  const std::string other = "assigns authority to Study Group 17 for each of the three texts";
  const Document document = read(PdfFile().hidden(72, 700, other).bytes());
  REQUIRE(document.doubts.size() == 1);
  CHECK(document.doubts[0].find("no recognition models") != std::string::npos);
  CHECK(document.blocks.empty());
}

TEST_CASE("Arabic that is stored as it looks is put in the order in which it is read") {
  std::vector<OcrWord> words{word("ةعجارملا", 0), word("ةلاحلا", 50), word("[نيرايخلا]", 90)};
  put_in_logical_order(words);
  CHECK(words[0].text == "المراجعة");
}

TEST_CASE("a cross typed over a box checks it and is no word any more") {
  DrawnBox box;
  box.area = {0, 0, 40, 40};
  box.state = Checkbox::State::empty;
  std::vector<OcrWord> words{word("X", 0), word("assigns", 60)};
  const std::vector<DrawnBox> boxes = reconcile({box}, {}, words);
  REQUIRE(boxes.size() == 1);
  CHECK(boxes[0].state == Checkbox::State::checked);
  CHECK(words.size() == 1);
}

TEST_CASE("a box whose character says checked and that looks empty is unclear") {
  DrawnBox known;
  known.area = {0, 0, 40, 40};
  known.state = Checkbox::State::checked;
  DrawnBox seen = known;
  seen.state = Checkbox::State::empty;
  std::vector<OcrWord> words;
  CHECK(reconcile({known}, {seen}, words).at(0).state == Checkbox::State::unclear);
}

TEST_CASE("a letter that looks like a box is a letter") {
  DrawnBox seen;
  seen.area = {0, 0, 40, 40};
  std::vector<OcrWord> words{word("D", 0)};
  CHECK(reconcile({}, {seen}, words).empty());
}

}  // namespace tallyd
