// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of a PDF that no standing line parts, with boxes that were typed or in a frame.
#include "parsers/documents/typed_boxes.h"

#include "catch2/catch.hpp"
#include "parsers/documents/format.h"
#include "tests/support/document_text.h"
#include "tests/support/pdf_file.h"

namespace tallyd {
namespace {

using test::PdfFile;

OcrWord word(const std::string& text, int x) {
  OcrWord word;
  word.text = text;
  word.x = x;
  word.width = 8;
  word.height = 40;
  return word;
}

/// As many of them as a row has are boxes.
std::size_t boxes_in(const std::vector<OcrWord>& words) {
  std::vector<OcrWord> four;
  for (int i = 0; i < 4; ++i) four.insert(four.end(), words.begin(), words.end());
  return with_typed_boxes({}, four).size() / 4;
}

std::string text_of(const PdfFile& file) { return test::to_text(read_pdf(file.bytes(), {}, {})); }

/// A label of two lines beside four options, from y down.
void add_row(PdfFile& file, double y, const std::string& name, bool typed) {
  const auto option = [&](double x, double at, const std::string& box, const std::string& words) {
    if (!typed) file.square(x, at - 1, 9);
    file.text(x + (typed ? 0 : 14), at, (typed ? box + " " : "") + words);
  };
  file.text(72, y, "Draft Recommendation").text(72, y - 14, name);
  option(220, y, "[X]", "assigns authority to Study Group 17 to consider");
  file.text(220, y - 14, "this text for approval:");
  option(240, y - 28, "(X)", "No comments or suggested changes");
  option(240, y - 42, "( )", "Comments and suggested changes are attached");
  option(220, y - 64, "[ ]", "does not assign authority to Study Group 17 to");
  file.text(220, y - 78, "consider this text for approval");
}

enum class Lines { lying, frame };

PdfFile form(bool typed, Lines lines) {
  PdfFile file;
  file.text(72, 780, "Member State response to TSB Circular 53");
  add_row(file, 720, "ITU-T X.1214", typed);
  add_row(file, 610, "ITU-T X.1331", typed);
  for (const double y : {738.0, 630.0, 522.0}) {
    if (lines == Lines::lying || y != 630) file.line(66, y, 530, y);
  }
  if (lines == Lines::frame) file.line(66, 738, 66, 522).line(530, 738, 530, 522);
  file.text(72, 490, "Administration of Kenya");
  return file;
}

/// The row of a draft with drawn boxes but for the marked ones, in whose place stands an X.
void add_replaced(PdfFile& file, double y, const std::string& name, bool last_has_box) {
  file.text(72, y, "Draft Recommendation").text(72, y - 14, name);
  file.text(220, y, "X").text(234, y, "assigns authority to Study Group 17 to consider");
  file.text(234, y - 14, "this text for approval:");
  file.text(240, y - 28, "X").text(254, y - 28, "No comments or suggested changes");
  file.square(240, y - 43, 9).text(254, y - 42, "Comments and suggested changes are attached");
  if (last_has_box) file.square(220, y - 65, 9);
  file.text(234, y - 64, "does not assign authority to Study Group 17 to consider");
}

PdfFile replaced(bool last_has_box) {
  PdfFile file;
  file.text(72, 780, "Member State response to TSB Circular 53");
  add_replaced(file, 720, "ITU-T X.1214", true);
  add_replaced(file, 610, "ITU-T X.1331", last_has_box);
  return file.text(72, 490, "Administration of Kenya");
}

}  // namespace

TEST_CASE("a box is typed from one bracket to the other with one sign between or none") {
  CHECK(boxes_in({word("[X]", 0)}) == 1);
  CHECK(boxes_in({word("(✓)", 0)}) == 1);
  CHECK(boxes_in({word("|_|", 0)}) == 1);
  CHECK(boxes_in({word("[", 0), word("]", 20)}) == 1);
  CHECK(boxes_in({word("(ex", 0), word("X.samtn)", 20)}) == 0);
  CHECK(boxes_in({word("[", 0), word(")", 20)}) == 0);
  CHECK(boxes_in({word("[", 0), word("]", 200)}) == 0);
  CHECK(boxes_in({word("[Name]", 0)}) == 0);
}

TEST_CASE("where a row lacks a typed box none of them is taken for one") {
  const OcrWord box = word("[X]", 0);
  CHECK(with_typed_boxes({}, {box, box, box}).empty());
  CHECK(with_typed_boxes({DrawnBox()}, {box, box, box, box}).size() == 5);
}

TEST_CASE("lying lines and white part a table whose boxes are typed") {
  const std::string text = text_of(form(true, Lines::lying));
  CAPTURE(text);
  CHECK(text.find("ITU-T X.1214 | [X] assigns") != text.npos);
  CHECK(text.find("ITU-T X.1331 | [X] assigns") != text.npos);
}

TEST_CASE("a frame around a table does not part it") {
  const std::string text = text_of(form(false, Lines::frame));
  CAPTURE(text);
  CHECK(text.find("ITU-T X.1331 | [ ] assigns") != text.npos);
}

TEST_CASE("marks in the place of drawn boxes part a table as the boxes would") {
  const std::string text = text_of(replaced(true));
  CAPTURE(text);
  CHECK(text.find("| Draft Recommendation ITU-T X.1214 | X assigns") != text.npos);
  CHECK(text.find("| Draft Recommendation ITU-T X.1331 | X assigns") != text.npos);
  CHECK(text_of(replaced(false)).find("X.1331 | X assigns") == std::string::npos);
}

TEST_CASE("a mark before a typed box moves it, and the box is where the mark stands") {
  DrawnBox box;
  box.area = {300, 0, 40, 40};
  const auto signs =
      with_typed_signs({box}, {word("X", 100), word("[ ]", 130), word("x", 270), word("V", 600)});
  REQUIRE(signs.boxes.size() == 3);
  CHECK(signs.boxes[0].area == box.area);
  CHECK(signs.boxes[1].area.x == 100);
  CHECK(signs.boxes[2].area.x == 600);
  CHECK(signs.beside.size() == 2);
}

TEST_CASE("a mark in the column of drawn boxes is as large and as round as they are") {
  DrawnBox box;
  box.area = {302, 200, 30, 30};
  box.round = true;
  const auto signs = with_typed_signs({box}, {word("X", 300)});
  REQUIRE(signs.boxes.size() == 2);
  CHECK(signs.boxes[1].area == Area{302, 5, 30, 30});
  CHECK(signs.boxes[1].round);
}

}  // namespace tallyd
