// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/row_compare.h"

#include "catch2/catch.hpp"
#include "tests/parsers/forms/form.h"

namespace tallyd {
namespace {

using test::form;
using test::has_doubt;
using test::RowMarks;

constexpr RowMarks kRefused{false, false, false, true};

/// Annex 2 in which boxes are typed: `empty` before every outer option, `full` before the chosen.
struct TypedForm : test::FormFixture {
  static Paragraph& option(Document& document, std::size_t row, std::size_t number) {
    auto& rows = std::get<Table>(document.blocks.at(1)).rows;
    return std::get<Paragraph>(rows.at(row).cells.at(1).blocks.at(number));
  }
  static void type(Document& document, std::size_t row, std::size_t number,
                   const std::string& sign) {
    option(document, row, number).runs.at(0) = test::text_run(sign);
  }
  /// X.1214 is marked with `full` at “assigns”, X.1331 clicked at “does not assign”.
  static Document marked(const std::string& full, const std::string& empty = "☐") {
    Document document = form({}, kRefused);
    type(document, 0, 0, full);
    type(document, 0, 3, empty);
    type(document, 1, 0, empty);
    return document;
  }
  bool is_assigned(const Document& document) const {
    const FormReading reading = read(document);
    return reading.doubts.empty() && reading.decisions.at(0).authority == Authority::assigned;
  }
  /// Nobody is asked, and the row counts as left blank.
  bool is_lost(const Document& document) const {
    const FormReading reading = read(document);
    return reading.doubts.empty() && reading.decisions.at(0).authority != Authority::assigned;
  }
};

}  // namespace

TEST_CASE_METHOD(TypedForm, "every sign that people mark with marks an option") {
  for (const char* sign :
       {"☒",   "☑",   "✓",     "✔",     "✕",   "✖",       "✗",     "✘",     "X",    "x",
        "Х",   "х",   "Ｘ",    "Χ",     "×",   "╳",       "❌",     "ⓧ",     "⨉",    "🗙",
        "●",   "■",   "⊗",     "◎",     "▣",   "√",       "V",     "XX",    "xxx",  "[X]",
        "(x)", "|X|", "【X】", "〔√〕", "_X_", "..X..",   "[YES]", "(oui)", "[ДА]", "þ",
        "ü",   "Ⅹ",   "🔘",     "(•)",   "→ X", "--> [x]", "🔵",     "🟩",  "⏺",  "(o)"}) {
    CAPTURE(sign);
    CHECK(is_assigned(marked(sign)));
  }
}

TEST_CASE_METHOD(TypedForm, "a sign that is no known mark is never passed over in silence") {
  for (const char* sign :
       {"→", "->", "==>", ">>",     "❖",      "✚",  "+",  "?",       "⊘",   "∨",
        "⍻", "J",  "Y",   "\uE000", "\uFFFD", "X.", "☐→", "☐\u0338", "→ ☐", ""}) {
    CAPTURE(sign);
    CHECK_FALSE(is_lost(marked(sign)));
  }
}

TEST_CASE_METHOD(TypedForm, "no symbol at all in the place of a box is passed over in silence") {
  int symbols = 0;
  for (char32_t c = 0x2190; c < 0x2BFF; c += 3, ++symbols) {
    std::string sign;
    sign += static_cast<char>(0xE0U | (c >> 12U));
    sign += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    sign += static_cast<char>(0x80U | (c & 0x3FU));
    Document document = marked(sign);
    const FormReading reading = read(document);
    const bool lost =
        reading.doubts.empty() && reading.decisions.at(0).authority == Authority::not_assigned;
    CAPTURE(sign);
    CHECK_FALSE(lost);
  }
  CHECK(symbols > 800);
}

TEST_CASE_METHOD(TypedForm, "a plus in the place of a box is a mark where the other has its box") {
  CHECK(is_assigned(marked("+")));
  CHECK_FALSE(is_assigned(marked("+", "+")));
  CHECK_FALSE(is_assigned(marked("+", "")));
  CHECK_FALSE(is_assigned(marked("☐ +")));
}

TEST_CASE_METHOD(TypedForm, "a sign that all options have is an ornament") {
  Document document = form({}, {});
  for (std::size_t row = 0; row < 2; ++row) {
    for (std::size_t number = 0; number < 4; ++number) type(document, row, number, "❖");
  }
  type(document, 0, 0, "X");
  type(document, 1, 3, "✓");
  CHECK(is_assigned(document));
}

TEST_CASE_METHOD(TypedForm, "a box that is gone from one option alone is a doubt") {
  CHECK(has_doubt(read(marked("")), "box_missing"));
}

TEST_CASE_METHOD(TypedForm, "a circle that is gone from one option alone is a doubt") {
  Document document = form({true, false, false, false}, kRefused);
  type(document, 0, 1, "");
  CHECK(has_doubt(read(document), "box_missing"));
}

TEST_CASE_METHOD(TypedForm,
                 "a row that is open where a form shows circles and no boxes is a doubt") {
  // LibreOffice exports a form's check box fields to HTML as nothing at all.
  Document document = form({false, true, false, false}, {});
  for (std::size_t row = 0; row < 2; ++row) {
    type(document, row, 0, "");
    type(document, row, 3, "");
  }
  const FormReading reading = read(document);
  CHECK(reading.decisions.at(0).authority == Authority::assigned);
  REQUIRE(reading.doubts.size() == 1);
  CHECK(reading.doubts.at(0).code == "boxes_gone");
  CHECK(reading.doubts.at(0).draft == "X.1331");
}

TEST_CASE_METHOD(TypedForm, "letters with a line through them are struck out") {
  Document document = form({}, kRefused);
  std::string struck;
  for (const char c : option(document, 0, 3).runs.at(1).text)
    struck += std::string(1, c) + "\u0336";
  option(document, 0, 3).runs.at(1).text = struck;
  option(document, 1, 3).runs.at(0).box.at(0).state = Checkbox::State::empty;
  option(document, 1, 0).runs.at(1).marks.struck = true;
  CHECK(is_assigned(document));
}

TEST_CASE_METHOD(TypedForm, "a condition written behind a marked option is a doubt") {
  Document document = form({true, true, false, false}, kRefused);
  option(document, 0, 0).runs.push_back(test::text_run(" once clause 7 is gone"));
  CHECK(has_doubt(read(document), "words_in_row"));
}

TEST_CASE_METHOD(TypedForm, "a “no” among the last words of a marked option is a doubt") {
  Document document = form({true, true, false, false}, kRefused);
  std::string& words = option(document, 0, 0).runs.at(1).text;
  words.insert(words.find("select"), "NO! ");
  CHECK(has_doubt(read(document), "words_in_row"));
}

TEST_CASE_METHOD(TypedForm, "a “no” is heard where the other rows break the line") {
  Document document = form({true, true, false, false}, kRefused);
  std::string& words = option(document, 0, 0).runs.at(1).text;
  words.insert(words.find("case,"), "NO! ");
  std::string& other = option(document, 1, 0).runs.at(1).text;
  other.erase(other.find("case,"));
  CHECK(has_doubt(read(document), "words_in_row"));
}

TEST_CASE_METHOD(TypedForm, "a condition written between the options is a doubt") {
  Document document = form({true, true, false, false}, kRefused);
  auto& blocks = std::get<Table>(document.blocks.at(1)).rows.at(0).cells.at(1).blocks;
  blocks.insert(blocks.begin() + 1, test::paragraph("when clause 7 has been deleted"));
  CHECK(has_doubt(read(document), "words_in_row"));
}

TEST_CASE_METHOD(TypedForm, "options that go on in a line of their own are the form's words") {
  Document document = form({true, true, false, false}, kRefused);
  auto& blocks = std::get<Table>(document.blocks.at(1)).rows.at(0).cells.at(1).blocks;
  option(document, 0, 0).runs.at(1).text = "assigns authority to Study Group 17 to consider";
  blocks.insert(blocks.begin() + 1,
                test::paragraph("this text for approval (in which case, select one of the"));
  CHECK(is_assigned(document));
}

TEST_CASE_METHOD(TypedForm, "an option on comments in unknown words is not taken for deleted") {
  Document document = form({true, false, false, false}, kRefused);
  option(document, 0, 2).runs.at(1).text = " Our remarks come with this letter";
  CHECK(has_doubt(read(document), "wording_changed"));
}

TEST_CASE_METHOD(TypedForm, "an option that ends in the words of a shorter one stays whole") {
  Document document = form({true, false, true, false}, kRefused);
  option(document, 0, 2).runs.at(1).text = " With comments attached";
  const FormReading reading = read(document);
  CHECK(reading.doubts.empty());
  CHECK(reading.decisions.at(0).comments == Comments::attached);
}

TEST_CASE_METHOD(TypedForm,
                 "an option of which only the beginning is left, in one row, is a doubt") {
  Document document = form({true, true, false, false}, kRefused);
  option(document, 0, 0).runs.at(1).text = " assigns authority to Study Group 17";
  CHECK(has_doubt(read(document), "wording_changed"));
  option(document, 1, 0).runs.at(1).text = " assigns authority to Study Group 17";
  CHECK(is_assigned(document));
}

TEST_CASE_METHOD(TypedForm, "a “not” that is written into a marked option is a doubt") {
  const std::string rest =
      " authority to Study Group 17 to consider this text for approval (in which case, select one "
      "of the two options):";
  for (const char* words : {" not assigns", " assigns NOT", " assigns no"}) {
    CAPTURE(words);
    Document document = form({true, true, false, false}, kRefused);
    option(document, 0, 0).runs.at(1) = test::text_run(words + rest);
    CHECK(has_doubt(read(document), "wording_changed"));
  }
}

TEST_CASE_METHOD(TypedForm, "a “not” that is struck out of a marked option is a doubt") {
  Document document = form(kRefused, kRefused);
  Paragraph& refuses = option(document, 0, 3);
  const std::string words = refuses.runs.at(1).text;
  const std::size_t at = words.find("not ");
  Run struck = test::text_run("not ");
  struck.marks.struck = true;
  refuses.runs = {refuses.runs.at(0), test::text_run(words.substr(0, at)), struck,
                  test::text_run(words.substr(at + 4))};
  CHECK(has_doubt(read(document), "unclear_mark"));
}

TEST_CASE_METHOD(TypedForm, "a mark with a line through it, or that can't be seen, is a doubt") {
  for (const char* sign : {"☒", "X", "[X]", "✓"}) {
    CAPTURE(sign);
    Document struck = marked(sign);
    option(struck, 0, 0).runs.at(0).marks.struck = true;
    CHECK(has_doubt(read(struck), "unclear_mark"));
    Document unseen = marked(sign);
    option(unseen, 0, 0).runs.at(0).marks.unseen = true;
    CHECK(has_doubt(read(unseen), "unclear_mark"));
  }
  Document box = form({true, true, false, false}, kRefused);
  option(box, 0, 0).runs.at(0).marks.struck = true;
  CHECK(has_doubt(read(box), "unclear_mark"));
}

TEST_CASE_METHOD(TypedForm, "a mark that a tracked change deletes is none") {
  Document document = marked("X");
  option(document, 0, 0).runs.at(0).marks.deleted = true;
  option(document, 0, 0).runs.insert(option(document, 0, 0).runs.begin(), test::text_run("☐"));
  const FormReading reading = read(document);
  CHECK(reading.doubts.empty());
  CHECK(reading.decisions.at(0).authority == Authority::none);
}

TEST_CASE_METHOD(TypedForm, "an option that is struck out with its mark is taken out") {
  Document document = form({true, false, false, true}, kRefused);
  for (Run& run : option(document, 0, 0).runs) run.marks.struck = true;
  const FormReading reading = read(document);
  CHECK(reading.doubts.empty());
  CHECK(reading.decisions.at(0).authority == Authority::not_assigned);
}

TEST_CASE_METHOD(TypedForm, "a circle marked below a box that is gone is a doubt") {
  Document document = form({false, true, false, false}, kRefused);
  type(document, 0, 0, "");
  CHECK(has_doubt(read(document), "box_missing"));
}

TEST_CASE_METHOD(TypedForm, "another study group's number in an option is a doubt") {
  Document document = form({true, true, false, false}, kRefused);
  std::string& words = option(document, 0, 0).runs.at(1).text;
  words.replace(words.find("17"), 2, "5");
  CHECK(has_doubt(read(document), "other_study_group"));
}

TEST_CASE_METHOD(TypedForm, "an X on a line between two options that have no boxes is a doubt") {
  for (const std::size_t place : {1U, 2U, 3U}) {
    Document document = form({}, kRefused);
    for (std::size_t number = 0; number < 4; ++number) type(document, 0, number, "");
    auto& blocks = std::get<Table>(document.blocks.at(1)).rows.at(0).cells.at(1).blocks;
    blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(place), test::paragraph("X"));
    CHECK(has_doubt(read(document), "loose_mark"));
  }
}

}  // namespace tallyd
