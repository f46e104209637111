// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/scan_text.h"

#include <catch2/catch.hpp>

namespace tallyd::test {
namespace {

/// Marks that are lost where a marked box stands between these two words.
int lost_between(const std::string& left, const std::string& right) {
  const std::vector<OcrWord> words{{left, 100, 100, 80, 40, 95, 0},
                                   {right, 222, 100, 160, 40, 95, 0}};
  DrawnBox box;
  box.area = {183, 102, 36, 36};
  box.state = Checkbox::State::checked;
  return paragraphs_of(words, {box}, {}).lost_marks;
}

/// Lines of text, as wide as their part of a page, some with a box before them.
class OptionList {
 public:
  OptionList& line(int x) {
    const int y = 100 + 50 * count_;
    words_.push_back({"words", x, y, 900 - x, 36, 95, count_++});
    return *this;
  }
  OptionList& option(int x) {
    DrawnBox box;
    box.area = {x, 100 + 50 * count_, width_, 36};
    boxes_.push_back(box);
    return line(x + width_ + 14);
  }
  std::size_t paragraphs() const { return paragraphs_of(words_, boxes_, flow_).paragraphs.size(); }
  OptionList& wide(int width) {
    width_ = width;
    return *this;
  }
  OptionList& in_cell() {
    flow_.in_cell = true;
    return *this;
  }

 private:
  std::vector<OcrWord> words_;
  std::vector<DrawnBox> boxes_;
  TextFlow flow_{.in_cell = false};
  int width_ = 36;  ///< of a box
  int count_ = 0;
};

}  // namespace

TEST_CASE("a circle in brackets that ends a line is the sentence's, another is an option's") {
  const auto boxes_behind = [](const std::string& last) {
    const std::vector<OcrWord> words{{"(select one of the options", 100, 100, 400, 40, 95, 0},
                                     {last, 546, 100, 24, 40, 95, 0}};
    DrawnBox circle;
    circle.area = {506, 102, 36, 36};
    circle.round = true;
    circle.text = "\u20dd";
    const FlowedText text = paragraphs_of(words, {circle}, {.printed = true});
    std::size_t boxes = 0;
    for (const Run& run : text.paragraphs.at(0).runs) boxes += run.box.size();
    return boxes;
  };
  CHECK(boxes_behind("):") == 0);
  CHECK(boxes_behind(":)") == 0);
  CHECK(boxes_behind(":") == 1);
}

TEST_CASE("what looks like a marked box between two ideographs is one of them") {
  CHECK(lost_between("请在", "个方框") == 0);
}

TEST_CASE("a marked box in a sentence of letters is a mark that is lost") {
  CHECK(lost_between("select", "boxes") == 1);
  CHECK(lost_between("在", "boxes") == 1);
}

TEST_CASE(
    "lines that are all spaced alike are one paragraph, and one that is farther below is another") {
  std::vector<OcrWord> words;
  words.reserve(5);
  for (int line = 0; line < 5; ++line) {
    words.push_back({"words", 100, 100 + line * 64, 400, 36, 95, line});
  }
  CHECK(paragraphs_of(words, {}, {}).paragraphs.size() == 1);
  words.back().y += 40;
  CHECK(paragraphs_of(words, {}, {}).paragraphs.size() == 2);
}

TEST_CASE("a heading that stands close below an option begins further out than its box") {
  OptionList list;
  list.line(60).option(100).option(160).option(160).option(100).line(60).option(100).option(160);
  list.option(160).option(100);
  CHECK(list.paragraphs() == 10);
  OptionList brackets;
  brackets.wide(64).line(70).option(100).option(160).option(160).option(100).line(70).option(100);
  CHECK(brackets.paragraphs() == 7);
  // An option's words may go on at the margin, where its first line is indented.
  OptionList indented;
  indented.line(60).option(100).line(60).option(160).option(160).option(100).line(60);
  CHECK(indented.paragraphs() == 5);
}

TEST_CASE("words that go on below their box are its own, and a line further out is none of them") {
  OptionList list;
  list.option(100).line(100).option(160).line(160).line(60).option(100);
  CHECK(list.paragraphs() == 4);
  // In a cell of a table it is dirt beside a line.
  CHECK(list.in_cell().paragraphs() == 3);
}

TEST_CASE("blanks that were read from dirt are no paragraph") {
  const std::vector<OcrWord> words{{" ", 100, 100, 30, 300, 95, 0},
                                   {"   ", 100, 600, 40, 40, 95, 1}};
  CHECK(paragraphs_of(words, {}, {}).paragraphs.empty());
}

}  // namespace tallyd::test
