// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/printed_words.h"

#include <catch2/catch.hpp>

using namespace tallyd;

namespace {

OcrWord word(const char* text, int x, int top, int bottom) {
  return {text, x, top, 40, bottom - top, 100, 0, false};
}

}  // namespace

TEST_CASE("a Latin line below tall Arabic letters is a line of its own") {
  // A cell of our own form: the font's Arabic letters are half as tall again as the line is.
  const std::vector<OcrWord> words = {word("التوصية", 200, 2390, 2478),
                                      word("X.1603", 150, 2402, 2459), word("(ex", 240, 2445, 2501),
                                      word("X.dsms)", 180, 2445, 2501)};
  const auto found = words_within(words, {0, 2300, 1000, 300});
  REQUIRE(found.size() == 4);
  CHECK(found[0].text == "X.1603");
  CHECK(found[1].text == "التوصية");
  CHECK(found[1].line == 0);
  CHECK(found[2].text == "X.dsms)");
  CHECK(found[2].line == 1);
}

TEST_CASE("a small raised word stays in its line") {
  const auto found =
      words_within({word("text", 10, 100, 150), word("1", 60, 95, 125)}, {0, 0, 500, 500});
  REQUIRE(found.size() == 2);
  CHECK(found[0].line == found[1].line);
}

TEST_CASE("a tick that the text has is no box besides") {
  DrawnBox tick;
  tick.area = {100, 100, 34, 40};
  tick.typed = true;
  tick.state = Checkbox::State::checked;
  std::vector<OcrWord> words{word("✔", 98, 98, 142), word("text", 160, 100, 140)};
  CHECK(reconcile({}, {tick}, words).empty());
  CHECK(words.size() == 2);
  words.erase(words.begin());
  CHECK(reconcile({}, {tick}, words).size() == 1);
}

TEST_CASE("a mark that is typed before a box or into it is no word besides") {
  DrawnBox box;
  box.area = {160, 100, 36, 36};
  box.sign = {100, 100, 40, 40};
  box.state = Checkbox::State::checked;
  std::vector<OcrWord> words{word("X", 100, 100, 140), word("✕", 160, 100, 136),
                             word("assigns", 210, 100, 140)};
  CHECK(reconcile({}, {box}, words).size() == 1);
  REQUIRE(words.size() == 1);
  CHECK(words.front().text == "assigns");
  box.state = Checkbox::State::unclear;
  words = {word("X", 100, 100, 140)};
  reconcile({}, {box}, words);
  CHECK(words.size() == 1);
}

TEST_CASE("an empty circle that is seen where the text has an enclosing one is that one") {
  DrawnBox known;
  known.area = {100, 100, 40, 40};
  known.text = "\u20dd";
  known.round = true;
  DrawnBox seen;
  seen.area = {104, 104, 34, 34};
  seen.state = Checkbox::State::empty;
  std::vector<OcrWord> words;
  CHECK(reconcile({known}, {seen}, words).size() == 1);
  seen.state = Checkbox::State::checked;
  CHECK(reconcile({known}, {seen}, words).size() == 2);
}

TEST_CASE("a field on a printed box that shows more than others is empty where that box is") {
  DrawnBox field;
  field.area = {100, 100, 40, 40};
  field.origin = Checkbox::Origin::acroform;
  field.state = Checkbox::State::empty;
  field.on_print = field.in_doubt = true;
  DrawnBox print;
  print.area = {104, 104, 34, 34};
  std::vector<OcrWord> words;
  const auto state = [&](Checkbox::State seen) {
    print.state = seen;
    const auto boxes = reconcile({field}, {print}, words);
    REQUIRE(boxes.size() == 1);
    return boxes.front().state;
  };
  CHECK(state(Checkbox::State::empty) == Checkbox::State::empty);
  CHECK(state(Checkbox::State::checked) == Checkbox::State::unclear);
  CHECK(state(Checkbox::State::unclear) == Checkbox::State::unclear);
  CHECK(reconcile({field}, {}, words).front().state == Checkbox::State::unclear);
}

TEST_CASE("a box beside a line is no letter of the next, whose font claims more room than it has") {
  DrawnBox box;
  box.area = {966, 1397, 41, 41};
  std::vector<OcrWord> words{word("两个选项之一", 966, 1417, 1547)};
  CHECK(reconcile({}, {box}, words).size() == 1);
  box.area.y = 1462;
  CHECK(reconcile({}, {box}, words).empty());
}
