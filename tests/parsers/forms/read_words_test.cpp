// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/read_words.h"

#include "catch2/catch.hpp"
#include "tests/parsers/forms/form.h"

namespace tallyd {
namespace {

using test::form;
using test::RowMarks;

/// A scan of the form with authority assigned for both drafts, whose words were read as told.
struct ReadForm : test::FormFixture {
  static Document read_as(std::size_t option, const std::string& words, std::size_t rows = 1) {
    const RowMarks assigned{true, true, false, false};
    Document document = form(assigned, assigned);
    document.recognised = true;
    document.misread = true;
    auto& table = std::get<Table>(document.blocks.at(1));
    for (Row& row : table.rows) {
      for (Block& block : row.cells.at(1).blocks)
        std::get<Paragraph>(block).runs.at(0).box.at(0).place = {1, 300, 300, 8, 8};
    }
    for (std::size_t row = 0; row < rows; ++row) {
      auto& cell = table.rows.at(row).cells.at(1);
      std::get<Paragraph>(cell.blocks.at(option)).runs.at(1).text = words;
    }
    return document;
  }
  std::string doubt_of(const Document& document) const {
    const FormReading reading = read(document);
    return reading.doubts.empty() ? "" : reading.doubts.front().code;
  }
};

}  // namespace

TEST_CASE_METHOD(ReadForm,
                 "letters that were read where the boxes of a scan stand are no empty boxes") {
  for (const char* letter : {"Y", "O", "X"}) {
    Document document =
        read_as(0, " assigns authority to Study Group 17 to consider this text for approval");
    for (Row& row : std::get<Table>(document.blocks.at(1)).rows) {
      for (const std::size_t outer : {0U, 3U}) {
        auto& runs = std::get<Paragraph>(row.cells.at(1).blocks.at(outer)).runs;
        runs.at(0) = test::text_run(letter);
      }
    }
    CAPTURE(letter);
    CHECK_FALSE(doubt_of(document).empty());
  }
}

TEST_CASE_METHOD(ReadForm, "a NOT that was put into the words of a scan is a doubt") {
  for (const char* words :
       {"assigns NOT authority to Study Group 17 to consider this text for approval (in which "
        "case, "
        "select one of the two options):",
        "assigns authority not to Study Group 17 to consider this text for approval (in which "
        "case, select one of the two options):",
        "assigns no authority to Study Group 17 to consider this text for approval (in which case, "
        "select one of the two options):",
        "assigns partial authority to Study Group 17 to consider this text for approval"}) {
    CAPTURE(words);
    CHECK(doubt_of(read_as(0, words)) == "wording_changed");
  }
}

TEST_CASE_METHOD(ReadForm, "a NOT that was taken out of the words of a scan is a doubt") {
  CHECK(doubt_of(read_as(3,
                         "does assign authority to Study Group 17 to consider this text for "
                         "approval (reasons for this opinion and an outline of possible changes "
                         "that would enable the work to progress are attached)")) ==
        "wording_changed");
}

TEST_CASE_METHOD(
    ReadForm, "a letter that was misread behind a shorter wording is no doubt, a note there is") {
  const auto left = [](const std::string& words) {
    Document document = read_as(1, words);
    for (Row& row : std::get<Table>(document.blocks.at(1)).rows) {
      const auto state_of = [&row](std::size_t option) -> Checkbox::State& {
        return std::get<Paragraph>(row.cells.at(1).blocks.at(option)).runs.at(0).box.at(0).state;
      };
      std::swap(state_of(1), state_of(2));
    }
    return document;
  };
  CHECK(doubt_of(left("No comments or suqgested changes")).empty());
  CHECK(doubt_of(left("No comments or suggested changes yet")) == "text_beside_option");
  CHECK(doubt_of(left("No comments or suggested not changes")) == "text_beside_option");
}

TEST_CASE_METHOD(ReadForm, "the circle of the sentence on the two options is no mark") {
  const std::string assigns =
      "assigns authority to Study Group 17 to consider this text for approval (in which case, "
      "select one of the two options ";
  CHECK(doubt_of(read_as(0, assigns + "©")).empty());
  CHECK_FALSE(doubt_of(read_as(0, assigns + "?")).empty());
  CHECK_FALSE(doubt_of(read_as(0, "assigns authority to Study Group 17 ©")).empty());
}

TEST_CASE_METHOD(ReadForm,
                 "a signature over what the option that is left goes on with is no doubt") {
  const std::string refusal =
      "does not assign authority to Study Group 17 to consider this text for approval (reasons for "
      "this opinion and ";
  CHECK(doubt_of(read_as(3, refusal + "an ouJlv;e _ofLes that wl the work to progress are "
                                      "attached)"))
            .empty());
  for (const char* tail :
       {"an outline of possible changes: see our letter of today",
        "an outline of possible changes that would enable the work to progress are attached) see "
        "our letter",
        "an outline of possible changes, which we explain in our letter of today and in another "
        "one, would enable the work to progress are attached)"}) {
    CAPTURE(tail);
    CHECK_FALSE(doubt_of(read_as(3, refusal + tail)).empty());
  }
}

TEST_CASE_METHOD(ReadForm, "words that were only misread are no doubt") {
  for (const char* words :
       {"asslgns authorlty to Studv Group 17 to consider thls text for approval (in which case, "
        "select one of the two optlons):",
        "assigns authority to Study Gr0up l7 to consider this text for appr0val (in wh1ch case",
        "assigns authority to Study Group 17 to cX7;_ this text for approval (in which case,",
        "ass1gns authority to Study Group 17 to corsider this text for approval lin which case, "
        "select one of tne two options):"}) {
    CAPTURE(words);
    CHECK(doubt_of(read_as(0, words)).empty());
  }
}

TEST_CASE_METHOD(ReadForm, "a form that words an option in its own way in all rows is no doubt") {
  CHECK(doubt_of(read_as(0,
                         "assigns the authority to Study Group 17 to consider this text for "
                         "approval (in which case, select one of the two options):",
                         2))
            .empty());
}

TEST_CASE_METHOD(ReadForm, "a condition behind one option of a scan is a doubt") {
  CHECK(doubt_of(read_as(0,
                         "assigns authority to Study Group 17 to consider this text for "
                         "approval (in which case, select one of the two options): provided "
                         "that clause 7 is deleted")) == "words_in_row");
  CHECK(doubt_of(read_as(0,
                         "assigns authority to Study Group 17 to consider this text for "
                         "approval (in which case, select one of the two options): ~ j."))
            .empty());
}

TEST_CASE_METHOD(ReadForm, "the end of an option that is lost in the other rows is no condition") {
  const std::string refuses =
      "does not assign authority to Study Group 17 to consider this text for approval (reasons for "
      "this opinion and an outline of possible changes that would enable the work to";
  Document document = read_as(3, refuses + " progress are attached)");
  auto& other = std::get<Table>(document.blocks.at(1)).rows.at(1).cells.at(1).blocks.at(3);
  std::get<Paragraph>(other).runs.at(1).text = refuses;
  CHECK(doubt_of(document).empty());
  std::get<Paragraph>(other).runs.at(1).text = refuses + " PION 7 pro";
  CHECK(doubt_of(document).empty());
}

TEST_CASE_METHOD(ReadForm, "a short no among the words of a scan is found wherever it is cut out") {
  CHECK(
      doubt_of(read_as(0,
                       "assigns authority to Study Group 17 to no consider this text for approval "
                       "(in which case, select one of the two options):")) == "wording_changed");
}

TEST_CASE_METHOD(ReadForm, "ink among the words of a marked option or of the name is a doubt") {
  const auto written_on = [this](std::size_t cell, std::size_t block,
                                 WrittenOn how = WrittenOn::yes) {
    Document document = read_as(1, "No comments or suggested changes");  // as it is
    auto& blocks = std::get<Table>(document.blocks.at(1)).rows.at(0).cells.at(cell).blocks;
    std::get<Paragraph>(blocks.at(block)).written_on = how;
    return doubt_of(document);
  };
  CHECK(written_on(0, 0) == "ink_in_row");
  CHECK(written_on(1, 0) == "ink_in_row");
  // What is not marked may be struck out, or lie below a signature.
  CHECK(written_on(1, 2).empty());
  CHECK(written_on(1, 3).empty());
  CHECK(written_on(0, 0, WrittenOn::perhaps).empty());
  CHECK(written_on(1, 0, WrittenOn::perhaps).empty());
}

TEST_CASE_METHOD(ReadForm, "ink among the words of an option is a doubt where none is marked") {
  const auto left = [this](std::size_t cell, std::size_t block, WrittenOn written_on) {
    Document document = read_as(1, "No comments or suggested changes");  // as it is
    auto& cells = std::get<Table>(document.blocks.at(1)).rows.at(0).cells;
    for (Block& option : cells.at(1).blocks) {
      for (Checkbox& box : std::get<Paragraph>(option).runs.at(0).box)
        box.state = Checkbox::State::empty;
    }
    std::get<Paragraph>(cells.at(cell).blocks.at(block)).written_on = written_on;
    return doubt_of(document);
  };
  CHECK(left(1, 3, WrittenOn::yes) == "ink_in_row");
  CHECK(left(1, 3, WrittenOn::no).empty());
  // A mark over the words makes them hard to read.
  for (const std::size_t option : {0U, 1U, 2U, 3U})
    CHECK(left(1, option, WrittenOn::perhaps) == "ink_in_row");
  CHECK(left(0, 0, WrittenOn::perhaps) == "ink_in_row");
}

TEST_CASE_METHOD(
    ReadForm, "a short word beside a draft's name is a doubt where none of its options is marked") {
  const auto beside = [this](const std::string& word, bool marked) {
    Document document = read_as(1, "No comments or suggested changes");  // as it is
    auto& cells = std::get<Table>(document.blocks.at(1)).rows.at(0).cells;
    std::get<Paragraph>(cells.at(0).blocks.at(0)).runs.back().text += word;
    for (Block& block : cells.at(1).blocks) {
      for (Checkbox& box : std::get<Paragraph>(block).runs.at(0).box)
        if (!marked) box.state = Checkbox::State::empty;
    }
    return doubt_of(document);
  };
  CHECK(beside(" nom", false) == "words_in_label");
  CHECK(beside(" in", false) == "words_in_label");  // letters of its title
  CHECK(beside(" nom", true).empty());
  CHECK(beside("", false).empty());
}

TEST_CASE_METHOD(ReadForm, "ink at one of two circles is a doubt where neither is marked") {
  const auto circle = [this](std::size_t marked) {
    Document document = read_as(1, "No comments or suggested changes");  // as it is
    auto& blocks = std::get<Table>(document.blocks.at(1)).rows.at(0).cells.at(1).blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      for (Checkbox& box : std::get<Paragraph>(blocks.at(i)).runs.at(0).box)
        box.state = i == marked ? Checkbox::State::checked : Checkbox::State::empty;
    }
    std::get<Paragraph>(blocks.at(2)).written_on = WrittenOn::yes;
    return doubt_of(document);
  };
  CHECK(circle(0) == "ink_in_row");
  CHECK(circle(1).empty());
  CHECK(circle(3).empty());
}

TEST_CASE_METHOD(ReadForm, "ink beside a marked box in a column of boxes is a doubt") {
  const auto written_on = [this](bool upper) {
    Document document = read_as(1, "No comments or suggested changes");  // as it is
    std::vector<Row> rows;
    for (Row& row : std::get<Table>(document.blocks.at(1)).rows) {
      auto options = std::move(row.cells.at(1).blocks);
      rows.push_back({{row.cells.at(0), {}, {}}});
      rows.push_back({{{}, {}, {}}});
      for (const std::size_t i : {0U, 3U}) {  // their boxes stand in a column of their own
        auto& words = std::get<Paragraph>(options.at(i));
        Paragraph box;
        box.runs.assign(words.runs.begin(), words.runs.begin() + 1);
        if (upper == (i == 0)) box.written_on = WrittenOn::yes;
        words.runs.erase(words.runs.begin());
        rows.at(rows.size() - (i == 0 ? 2 : 1)).cells.at(1).blocks.emplace_back(box);
      }
      rows.back().cells.at(2).blocks.push_back(std::move(options.back()));
      options.pop_back();
      rows.at(rows.size() - 2).cells.at(2).blocks = std::move(options);
    }
    std::get<Table>(document.blocks.at(1)).rows = std::move(rows);
    return doubt_of(document);
  };
  CHECK(written_on(true) == "ink_in_row");
  CHECK(written_on(false).empty());
}

TEST_CASE_METHOD(ReadForm, "a word written over the NO of a marked refusal is a doubt") {
  const auto refused = [this](const std::string& no) {
    const RowMarks refuses{false, false, false, true};
    Document document = form(refuses, refuses);
    document.misread = true;
    auto& cells = std::get<Table>(document.blocks.at(1)).rows.at(0).cells;
    std::get<Paragraph>(cells.at(1).blocks.at(0)).runs.at(1).text =
        " otorga autoridad a la Comisión de Estudio 17 para que considere la aprobación de este "
        "texto (en este caso, seleccione una de las dos opciones):";
    std::get<Paragraph>(cells.at(1).blocks.at(3)).runs.at(1).text =
        " " + no +
        " otorga autoridad a la Comisión de Estudio 17 para que considere la aprobación de este "
        "texto (se adjuntan los motivos de esta opinión y una descripción de las posibles "
        "modificaciones que permitirían el avance de los trabajos)";
    return doubt_of(document);
  };
  CHECK(refused("rfd") == "wording_changed");
  CHECK(refused("no").empty());
  CHECK(refused("na").empty());
  CHECK(refused("rno").empty());
}

}  // namespace tallyd
