// SPDX-License-Identifier: GPL-3.0-or-later
#include "catch2/catch.hpp"
#include "config/form_identifier.h"
#include "tests/parsers/forms/form.h"

namespace tallyd {
namespace {

using test::form;
using test::FormFixture;
using test::has_doubt;
using test::paragraph;
using test::RowMarks;

constexpr RowMarks kAssigned{true, true, false, false};
constexpr RowMarks kRefused{false, false, false, true};
constexpr RowMarks kBoth{true, false, false, true};

Table& table_of(Document& document) { return std::get<Table>(document.blocks.at(1)); }
Row& row_of(Document& document, std::size_t row) { return table_of(document).rows.at(row); }

/// The option in a row's right cell: 0 assigns … 3 does not assign.
Paragraph& option_of(Document& document, std::size_t row, std::size_t option) {
  return std::get<Paragraph>(row_of(document, row).cells.at(1).blocks.at(option));
}

Authority authority(const FormReading& reading, const std::string& draft) {
  for (const Decision& decision : reading.decisions) {
    if (decision.draft == draft) return decision.authority;
  }
  return Authority::none;
}

}  // namespace

TEST_CASE_METHOD(FormFixture, "a form that is filled in is read without a doubt") {
  const FormReading reading = read(form(kAssigned, kRefused));
  CHECK(reading.is_form);
  CHECK(reading.circular == "TSB Circular 53");
  CHECK(reading.administration == "KEN");
  CHECK(reading.language == "en");
  CHECK(reading.doubts.empty());
  REQUIRE(reading.decisions.size() == 2);
  CHECK(reading.decisions[0].authority == Authority::assigned);
  CHECK(reading.decisions[0].comments == Comments::none);
  CHECK(reading.decisions[1].authority == Authority::not_assigned);
}

TEST_CASE_METHOD(FormFixture, "words in a row of the table between two drafts are a doubt") {
  const auto with_row = [](std::size_t at, const std::string& words) {
    Document document = form(kAssigned, kAssigned);
    Row row;
    row.cells.resize(2);
    row.cells[1].blocks.emplace_back(paragraph(words));
    auto& rows = table_of(document).rows;
    rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(at), row);
    return document;
  };
  CHECK(has_doubt(read(with_row(1, "Read the crosses the other way round.")), "words_in_row"));
  CHECK(has_doubt(read(with_row(1, "n/a")), "words_in_row"));
  CHECK(has_doubt(read(with_row(1, "Kenya will oppose X.1331.")), "words_in_row"));
  CHECK(read(with_row(1, "")).doubts.empty());
  CHECK(read(with_row(1, "Draft Recommendation ITU-T X.1331")).doubts.empty());
  CHECK(read(with_row(0, "Select one of the two boxes")).doubts.empty());
  Document headed = with_row(0, "Please choose");
  auto& rows = table_of(headed).rows;
  rows.insert(rows.begin() + 2, rows.front());
  CHECK(read(headed).doubts.empty());
}

TEST_CASE_METHOD(FormFixture, "what is written below a head of options is never passed over") {
  const auto grid = [](const std::string& first, const std::string& last) {
    Document document = form({}, {});
    Table columns;
    const auto add = [&columns](const std::vector<std::string>& cells) {
      Row row;
      for (const std::string& text : cells) row.cells.push_back({{paragraph(text)}});
      columns.rows.push_back(row);
    };
    std::vector<std::string> head{""};
    for (std::size_t i = 0; i < 4; ++i) {
      head.push_back(option_of(document, 0, i).runs.at(1).text);
    }
    add(head);
    add({"Draft Recommendation ITU-T X.1214", first, first, last, last});
    add({"Draft Recommendation ITU-T X.1331", "X", "X", "☐", "☐"});
    document.blocks.at(1) = columns;
    return document;
  };
  CHECK(read(grid("X", "")).doubts.empty());
  CHECK(read(grid("", "")).doubts.empty());
  CHECK(has_doubt(read(grid("1", "☐")), "unclear_mark"));
  CHECK(has_doubt(read(grid("1", "")), "unclear_mark"));
}

TEST_CASE_METHOD(FormFixture, "a word right behind an option's own marks it") {
  const auto with = [](const std::string& word) {
    Document document = form({true, false, false, false}, kRefused);
    option_of(document, 0, 1) = paragraph("无意见或修改建议" + word);
    return document;
  };
  CHECK(read(with("是")).doubts.empty());
  CHECK(read(with("是")).decisions.at(0).comments == Comments::none);
  CHECK(has_doubt(read(with("否")), "unclear_mark"));
}

TEST_CASE_METHOD(FormFixture, "of two words behind an option one may belong to the next") {
  Document document = form({true, false, false, false}, kRefused);
  auto& runs = option_of(document, 0, 0).runs;
  runs.at(0) = test::text_run("");
  runs.at(1).text += " yes";
  CHECK(read(document).doubts.empty());
  runs.at(1).text += " agreed";
  CHECK(has_doubt(read(document), "unclear_mark"));
}

TEST_CASE_METHOD(FormFixture, "a row that was lost beside drafts left blank takes no option out") {
  Document document = form({}, {});
  CHECK(has_doubt(read(document), "blank_form"));
  row_of(document, 0).cells.at(1).blocks.pop_back();
  CHECK(has_doubt(read(document), "ways_differ"));
  row_of(document, 1).cells.at(1).blocks.pop_back();
  CHECK(read(document).doubts.empty());
}

TEST_CASE_METHOD(FormFixture, "a tick struck out with its option takes nothing out by itself") {
  const auto struck = [](RowMarks marks) {
    Document document = form(marks, {true, true});
    auto& cell = std::get<Table>(document.blocks[1]).rows[0].cells[1];
    for (Run& run : std::get<Paragraph>(cell.blocks.back()).runs) run.marks.struck = true;
    return document;
  };
  // Ticked, then struck out, and nothing in its stead.
  CHECK(has_doubt(read(struck({false, false, false, true})), "unclear_mark"));
  CHECK(read(struck({true, true, false, true})).doubts.empty());
  CHECK_FALSE(has_doubt(read(struck({false, false, false, false})), "unclear_mark"));
}

TEST_CASE_METHOD(FormFixture,
                 "a draft's name and its first option may share a line, parted by a tab") {
  Document document;
  document.format = "docx";
  document.blocks.emplace_back(paragraph("Member State response to TSB Circular 53:"));
  const auto row = [&](const std::string& draft, const std::string& first,
                       const std::string& second) {
    document.blocks.emplace_back(paragraph("Draft Recommendation ITU-T " + draft + "\t" + first +
                                           " assigns authority to Study Group 17 to consider this "
                                           "text for approval"));
    document.blocks.emplace_back(paragraph("\t\t○ No comments or suggested changes"));
    document.blocks.emplace_back(paragraph("\t\t○ Comments and suggested changes are attached"));
    document.blocks.emplace_back(paragraph("\t" + second +
                                           " does not assign authority to Study Group 17 to "
                                           "consider this text for approval"));
  };
  row("X.1214 (ex X.samtn)", "☒", "☐");
  row("X.1331 (ex X.sgsec-2)", "☐", "☒");
  document.blocks.emplace_back(paragraph("Administration of Kenya"));
  const FormReading reading = read(document);
  CHECK(reading.doubts.empty());
  REQUIRE(reading.decisions.size() == 2);
  CHECK(reading.decisions[0].authority == Authority::assigned);
  CHECK(reading.decisions[1].authority == Authority::not_assigned);
}

TEST_CASE_METHOD(FormFixture, "a mark between two options in one line belongs to the second") {
  for (const std::string end : {"options): ", "options ): ", "options O): "}) {
    CAPTURE(end);
    Document document = form({}, kRefused);
    auto& options = row_of(document, 0).cells.at(1).blocks;
    options.at(0) = paragraph(
        "X assigns authority to Study Group 17 to consider this text for approval "
        "(in which case, select one of the two " +
        end + "X No comments or suggested changes");
    options.erase(options.begin() + 1);
    const FormReading reading = read(document);
    CHECK(reading.doubts.empty());
    CHECK(reading.decisions.at(0).comments == Comments::none);
  }
}

TEST_CASE_METHOD(FormFixture, "a mark among the words of an option is never passed over") {
  for (const char* mark : {"(X)", "[x]", "(✓)", "|X|"}) {
    CAPTURE(mark);
    Document document = form({}, kRefused);
    auto& options = row_of(document, 0).cells.at(1).blocks;
    options.at(0) = paragraph("[X] autorise la Commission d'études 17 à examiner ce texte");
    options.at(1) =
        paragraph("( ) Aucun commentaire ni proposition de modification " + std::string(mark) +
                  " Commentaires et proposition de modifications joints");
    options.erase(options.begin() + 2);
    CHECK_FALSE(read(document).doubts.empty());
  }
}

TEST_CASE_METHOD(FormFixture, "a “no” that is the end of an option's own words takes nothing out") {
  for (const std::string words : {"Комментариев или предлагаемых изменений нет",
                                  "Комментариев и предлагаемых изменений нет"}) {
    Document document = form({true, false, false, false}, kRefused);
    for (std::size_t row = 0; row < 2; ++row) {
      row_of(document, row).cells.at(1).blocks.at(1) = test::option(false, true, words);
    }
    CHECK(read(document).decisions.at(0).comments == Comments::unspecified);
    auto& own = std::get<Paragraph>(row_of(document, 0).cells.at(1).blocks.at(1));
    own.runs.push_back(test::text_run(" НЕТ"));
    CHECK(read(document).decisions.at(0).comments != Comments::none);
  }
}

TEST_CASE_METHOD(FormFixture, "the title of a draft is none of the sender's words") {
  Document document = form(kAssigned, kRefused);
  document.blocks.insert(document.blocks.begin(), paragraph("Security assessment techniques"));
  document.blocks.insert(document.blocks.begin(), paragraph("Security assessment is to follow"));
  const std::string words = read(document).words;
  CHECK(words.find("assessment techniques") == std::string::npos);
  CHECK(words.find("is to follow") != std::string::npos);
}

TEST_CASE_METHOD(FormFixture, "a draft's title in its row is nothing that the sender wrote") {
  Document document = form(kAssigned, {});
  auto& label = row_of(document, 1).cells.at(0).blocks;
  label.emplace_back(paragraph("Security guidelines for home"));
  label.emplace_back(paragraph("area networks"));
  CHECK(read(document).doubts.empty());
  label.back() = paragraph("We assign it");
  CHECK(has_doubt(read(document), "text_in_blank_row"));
}

TEST_CASE_METHOD(FormFixture, "a mark or a yes or no beside a draft's name is never passed over") {
  for (const char* written : {"no", "NO", "Yes", "X", "✓", "Agreed"}) {
    CAPTURE(written);
    for (const RowMarks& marks : {RowMarks{}, kAssigned, kRefused}) {
      Document document = form(kAssigned, marks);
      row_of(document, 1).cells.at(0).blocks.emplace_back(paragraph(written));
      CHECK_FALSE(read(document).doubts.empty());
      Document beside = form(kAssigned, marks);
      auto& name = std::get<Paragraph>(row_of(beside, 1).cells.at(0).blocks.front());
      name.runs.front().text += std::string(" ") + written;
      CHECK_FALSE(read(beside).doubts.empty());
    }
  }
}

TEST_CASE_METHOD(FormFixture, "a mark is one without a space between it and the words") {
  const auto text_of_option = [](Document& document, std::size_t option) -> std::string& {
    return option_of(document, 0, option).runs.at(1).text;
  };
  for (const char* mark : {"X", "x", "V", "Х"}) {
    CAPTURE(mark);
    Document document = form({}, kRefused);
    std::string& refuses = text_of_option(document, 3);
    refuses = " " + std::string(mark) + refuses.substr(1);
    CHECK(authority(read(document), "X.1214") == Authority::not_assigned);
    document = form({true, false, false, false}, kRefused);
    std::string& none = text_of_option(document, 1);
    none = " " + std::string(mark) + none.substr(1);
    CHECK(read(document).decisions.at(0).comments == Comments::none);
    document = form({true, false, false, false}, kRefused);
    text_of_option(document, 2) += mark;
    CHECK(read(document).decisions.at(0).comments == Comments::attached);
  }
}

TEST_CASE_METHOD(FormFixture, "question marks behind an option are a doubt") {
  for (const char* question : {"?", " ?", " ???", "？"}) {
    CAPTURE(question);
    Document document = form(kAssigned, kRefused);
    auto& options = row_of(document, 0).cells.at(1).blocks;
    std::get<Paragraph>(options.front()).runs.push_back(test::text_run(question));
    CHECK_FALSE(read(document).doubts.empty());
  }
}

TEST_CASE_METHOD(FormFixture,
                 "an option that stands behind the draft's name in one line was not taken out") {
  for (const bool in_label : {true, false}) {
    CAPTURE(in_label);
    Document document = form({}, {});
    for (std::size_t row = 0; row < 2; ++row) {
      auto& options = row_of(document, row).cells.at(1).blocks;
      const std::string words = std::get<Paragraph>(options.front()).runs.at(1).text;
      options.erase(options.begin());
      auto& label = row_of(document, row).cells.at(0).blocks;
      if (in_label) {
        std::get<Paragraph>(label.front()).runs.push_back(test::text_run(" " + words));
      } else {
        label.emplace_back(paragraph("The Administration hereby" + words));
      }
    }
    CHECK_FALSE(read(document).doubts.empty());
  }
}

TEST_CASE_METHOD(FormFixture,
                 "our own form tells by its identifier whom and what it was made for") {
  Document document = form(kAssigned, kRefused);
  document.blocks.back() = paragraph("Administration");  // its name was taken out
  CHECK(read(document).administration.empty());
  document.blocks.emplace_back(paragraph(form_identifier("TSB Circular 53", "KEN")));
  CHECK(read(document).administration == "KEN");
  CHECK(read(document).doubts.empty());
  document.blocks.back() = paragraph(form_identifier("TSB Circular 48", "KEN"));
  document.blocks.front() = paragraph("Member State response:");
  CHECK(has_doubt(read(document), "other_circular"));
  document.blocks.back() = paragraph("TALLYD 53 KEN 0000");  // misread
  CHECK(read(document).administration.empty());
}

TEST_CASE_METHOD(FormFixture,
                 "a name that a stamp covers is the sender's where it can be no other's") {
  Document document = form(kAssigned, kRefused);
  document.misread = true;
  document.blocks.back() = paragraph("Administration of Keq");
  const auto settled = [&](const std::vector<std::string>& senders) {
    FormReading reading = read(document);
    settle_administration(reading, senders);
    return reading.administration + (reading.doubts.empty() ? "" : "?");
  };
  CHECK(settled({"KEN"}) == "?");
  document.read_again = {"MINISTRY", "Administration of K", "Administration of Kenya ) |"};
  CHECK(settled({"KEN"}) == "KEN");
  for (const auto& senders : {std::vector<std::string>{}, {"UGA"}, {"KEN", "UGA"}}) {
    CHECK(settled(senders) == "?");
  }
  asked.administrations.push_back({"UGA", "en", {}, {}, {{"en", "Uganda"}}, {}});
  document.read_again.emplace_back("Administration of Uganda");
  CHECK(FormReader(asked).read(document).likely_administration.empty());
}

TEST_CASE_METHOD(FormFixture, "a name that is written, and not read off a picture, is as it is") {
  Document document = form(kAssigned, kRefused);
  document.blocks.back() = paragraph("Administration of Kenva");
  FormReading reading = read(document);
  settle_administration(reading, {"KEN"});
  CHECK(has_doubt(reading, "unknown_administration"));
}

TEST_CASE_METHOD(FormFixture, "a name on our own form goes before its identifier") {
  Document document = form(kAssigned, kRefused);
  document.blocks.emplace_back(paragraph(form_identifier("TSB Circular 53", "UGA")));
  CHECK(read(document).administration == "KEN");
}

TEST_CASE_METHOD(FormFixture, "the evidence says where a decision was seen") {
  const FormReading reading = read(form(kAssigned, kRefused));
  CHECK(reading.decisions.at(1).evidence.find("does not assign authority") != std::string::npos);
  CHECK(reading.decisions.at(1).evidence.find("row 2") != std::string::npos);
}

TEST_CASE_METHOD(FormFixture, "rows in another order are read by their drafts") {
  Document document = form(kAssigned, kRefused);
  std::swap(table_of(document).rows[0], table_of(document).rows[1]);
  const FormReading reading = read(document);
  CHECK(authority(reading, "X.1214") == Authority::assigned);
  CHECK(authority(reading, "X.1331") == Authority::not_assigned);
}

TEST_CASE_METHOD(FormFixture, "both boxes of a draft are a doubt that names it") {
  const FormReading reading = read(form(kAssigned, kBoth));
  REQUIRE(has_doubt(reading, "both_boxes_checked"));
  CHECK(reading.doubts.front().draft == "X.1331");
  CHECK(reading.doubts.front().text == "Both boxes are checked for X.1331.");
}

TEST_CASE_METHOD(FormFixture, "a blank form is a form, decides nothing and is a doubt") {
  const FormReading reading = read(form({}, {}));
  CHECK(reading.is_form);
  CHECK_FALSE(reading.answers());
  CHECK(has_doubt(reading, "blank_form"));
}

TEST_CASE_METHOD(FormFixture, "a draft that is left open is undecided; the others stand") {
  const FormReading reading = read(form(kAssigned, {}));
  CHECK(reading.doubts.empty());
  CHECK(authority(reading, "X.1214") == Authority::assigned);
  CHECK(authority(reading, "X.1331") == Authority::none);
}

TEST_CASE_METHOD(FormFixture, "an option that is struck out leaves the other") {
  Document document = form({}, {});
  for (const std::size_t row : {0U, 1U}) {
    for (Run& run : option_of(document, row, 3).runs) run.marks.struck = true;
  }
  const FormReading reading = read(document);
  CHECK(authority(reading, "X.1214") == Authority::assigned);
  CHECK(authority(reading, "X.1331") == Authority::assigned);
}

TEST_CASE_METHOD(FormFixture, "bold alone marks nothing and is a doubt") {
  Document document = form({}, {});
  for (const std::size_t row : {0U, 1U}) {
    for (Run& run : option_of(document, row, 0).runs) run.marks.bold = true;
  }
  const FormReading reading = read(document);
  CHECK(authority(reading, "X.1214") == Authority::none);
  CHECK_FALSE(reading.doubts.empty());
}

TEST_CASE_METHOD(FormFixture, "an X typed before an option marks it") {
  Document document = form({}, {});
  for (const std::size_t row : {0U, 1U}) {
    auto& runs = option_of(document, row, 3).runs;
    runs.insert(runs.begin(), test::text_run("X "));
  }
  const FormReading reading = read(document);
  CHECK(reading.doubts.empty());
  CHECK(authority(reading, "X.1214") == Authority::not_assigned);
}

TEST_CASE_METHOD(FormFixture, "a circular that was never asked about is a doubt") {
  Document document = form(kAssigned, kAssigned);
  document.blocks[0] = paragraph("Member State response to TSB Circular 77:");
  CHECK(has_doubt(read(document), "other_circular"));
}

TEST_CASE_METHOD(FormFixture, "a row for a draft that nobody asked about is a doubt") {
  Document document = form(kAssigned, kAssigned);
  row_of(document, 1).cells[0].blocks[0] = paragraph("Draft Recommendation ITU-T Z.900");
  const FormReading reading = read(document);
  CHECK_FALSE(reading.doubts.empty());
  CHECK(authority(reading, "X.1331") == Authority::none);
}

TEST_CASE_METHOD(FormFixture, "designations are found with spaces, dashes and in other digits") {
  for (const std::string name :
       {"X. 1214", "X 1214", "X.1214 (ex X.samtn)", "X．１２１４", "(ex X.samtn)"}) {
    Document document = form(kAssigned, kRefused);
    row_of(document, 0).cells[0].blocks[0] = paragraph("Draft Recommendation ITU-T " + name);
    CAPTURE(name);
    CHECK(authority(read(document), "X.1214") == Authority::assigned);
  }
}

TEST_CASE_METHOD(FormFixture, "a box in a cell of its own belongs to the option beside it") {
  // As Annex 2 of Circular 53 is laid out: the circles stand beside their words.
  Document document = form({.no_comments = true}, {.refuses = true});
  for (Row& row : std::get<Table>(document.blocks[1]).rows) {
    auto& options = row.cells[1].blocks;
    Paragraph& assigns = std::get<Paragraph>(options.front());
    assigns.runs.erase(assigns.runs.begin());
    row.cells.insert(row.cells.begin() + 1, Cell{});
    row.cells[1].blocks.emplace_back(Paragraph{{test::box_run(false, false)}, {}});
  }
  std::get<Paragraph>(std::get<Table>(document.blocks[1]).rows[0].cells[1].blocks[0])
      .runs[0]
      .box[0]
      .state = Checkbox::State::checked;
  const FormReading reading = read(document);
  CHECK(reading.doubts.empty());
  CHECK(reading.decisions[0].authority == Authority::assigned);
  CHECK(reading.decisions[0].comments == Comments::none);
  CHECK(reading.decisions[1].authority == Authority::not_assigned);
}

TEST_CASE_METHOD(FormFixture, "an X beside the box in its own cell is the mark of that option") {
  for (const bool before : {true, false}) {
    CAPTURE(before);
    Document document = form({.no_comments = true}, {.refuses = true});
    for (Row& row : std::get<Table>(document.blocks[1]).rows) {
      auto& runs = std::get<Paragraph>(row.cells[1].blocks.front()).runs;
      runs.erase(runs.begin());
      row.cells.insert(row.cells.begin() + 1, Cell{});
      row.cells[1].blocks.emplace_back(Paragraph{{test::box_run(false, false)}, {}});
    }
    auto& box = std::get<Paragraph>(row_of(document, 0).cells[1].blocks.front()).runs;
    box.insert(before ? box.begin() : box.end(), test::text_run(before ? "X " : " X"));
    const FormReading reading = read(document);
    CHECK(reading.doubts.empty());
    CHECK(reading.decisions[0].authority == Authority::assigned);
    CHECK(reading.decisions[1].authority == Authority::not_assigned);
  }
}

TEST_CASE_METHOD(FormFixture, "words that are slightly damaged are still the options") {
  Document document = form(kAssigned, kRefused);
  option_of(document, 0, 0).runs[1].text =
      " assigns authorlty to Study  Group 17 to consider thls text for approval:";
  const FormReading reading = read(document);
  CHECK(reading.doubts.empty());
  CHECK(authority(reading, "X.1214") == Authority::assigned);
}

TEST_CASE_METHOD(FormFixture, "a “not” that is lost never makes an option its opposite") {
  Document document = form({}, kAssigned);
  option_of(document, 0, 3).runs[0] = test::box_run(true, false);
  for (const std::string words :
       {" does no assign authority to Study Group 17 to consider this text for approval",
        " does assign authority to Study Group 17 to consider this text for approval",
        " dces nol assign authority to Study Group 17"}) {
    option_of(document, 0, 3).runs[1].text = words;
    const FormReading reading = read(document);
    CAPTURE(words);
    const bool certain = reading.doubts.empty();
    CHECK((!certain || authority(reading, "X.1214") != Authority::assigned));
  }
}

TEST_CASE_METHOD(FormFixture, "other documents are no forms") {
  Document letter;
  letter.blocks.emplace_back(
      paragraph("Dear colleagues, X.1214 needs work before it is approved."));
  CHECK_FALSE(read(letter).is_form);
  CHECK_FALSE(read(Document{}).is_form);
}

TEST_CASE_METHOD(FormFixture, "a sentence in the words of one option is no form") {
  Document letter;
  letter.blocks.emplace_back(
      paragraph("We assign authority to Study Group 17 to consider all texts for approval."));
  CHECK_FALSE(read(letter).is_form);
  letter.blocks.emplace_back(
      paragraph("does not assign authority to Study Group 17 to consider this text for approval"));
  CHECK(read(letter).is_form);
}

TEST_CASE_METHOD(FormFixture, "a form cut anywhere is never certain of something else") {
  const RowMarks rows[] = {kAssigned, kRefused, kBoth, {}};
  int cuts = 0;
  for (const RowMarks& first : rows) {
    for (const RowMarks& second : rows) {
      const Document whole = form(first, second);
      const FormReading truth = read(whole);
      for (std::size_t row = 0; row < 2; ++row) {
        for (std::size_t keep = 0; keep <= 4; ++keep, ++cuts) {
          Document cut = whole;
          table_of(cut).rows.resize(row + 1);
          row_of(cut, row).cells[1].blocks.resize(keep);
          cut.blocks.resize(2);
          const FormReading reading = read(cut);
          if (!reading.doubts.empty()) continue;
          for (const Decision& decision : reading.decisions) {
            CAPTURE(row, keep, decision.draft);
            const Authority whole_says = authority(truth, decision.draft);
            CHECK((decision.authority == Authority::none || decision.authority == whole_says));
          }
        }
      }
    }
  }
  CHECK(cuts == 160);
}

TEST_CASE_METHOD(FormFixture, "boxes whose state the file has lost decide nothing by themselves") {
  Document document = form(kRefused, kRefused);
  for (std::size_t option = 0; option < 4; ++option) {
    option_of(document, 0, option).runs.at(0).box.at(0).state = Checkbox::State::lost;
  }
  CHECK(authority(read(document), "X.1214") == Authority::conflict);
  CHECK(has_doubt(read(document), "unclear_mark"));
}

TEST_CASE_METHOD(FormFixture, "a tick in the place of one box settles a lost one beside it") {
  Document document = form(kAssigned, kRefused);
  option_of(document, 1, 3).runs.at(0) = test::text_run("✓");
  option_of(document, 1, 0).runs.at(0).box.at(0).state = Checkbox::State::lost;
  const FormReading reading = read(document);
  CHECK(authority(reading, "X.1331") == Authority::not_assigned);
  CHECK(reading.doubts.empty());
}

TEST_CASE_METHOD(
    FormFixture,
    "a marked circle tells of boxes that lost their state, or on a scan their hairlines") {
  Document document = form(kAssigned, kRefused);
  for (const std::size_t option : {0U, 3U}) {
    option_of(document, 0, option).runs.at(0).box.at(0).state = Checkbox::State::lost;
  }
  CHECK(read(document).doubts.empty());
  CHECK(authority(read(document), "X.1214") == Authority::assigned);
  for (Row& row : table_of(document).rows) {
    for (Block& block : row.cells.at(1).blocks) {
      for (Run& run : std::get<Paragraph>(block).runs) {
        for (Checkbox& box : run.box) box.place = {1, 0, 0, 9, 9};
      }
    }
  }
  document.recognised = true;
  CHECK(read(document).doubts.empty());
  CHECK(authority(read(document), "X.1214") == Authority::assigned);
  option_of(document, 0, 1).runs.at(0).box.at(0).state = Checkbox::State::empty;
  CHECK(has_doubt(read(document), "unclear_mark"));
}

TEST_CASE_METHOD(FormFixture, "two marked circles tell nothing of boxes that lost their state") {
  Document document = form(kAssigned, kRefused);
  for (const std::size_t option : {0U, 3U}) {
    option_of(document, 0, option).runs.at(0).box.at(0).state = Checkbox::State::lost;
  }
  option_of(document, 0, 2).runs.at(0).box.at(0).state = Checkbox::State::checked;
  CHECK(has_doubt(read(document), "unclear_mark"));
}

TEST_CASE_METHOD(FormFixture, "a line drawn below the form is no part of a row that was cut") {
  Document document = form({}, {});
  for (std::size_t row = 0; row < 2; ++row) {
    auto& options = row_of(document, row).cells.at(1).blocks;
    options.erase(options.begin() + 2, options.end());
  }
  document.blocks.emplace_back(paragraph("___________"));
  const FormReading reading = read(document);
  CHECK(reading.doubts.empty());
  CHECK(authority(reading, "X.1331") == Authority::assigned);
  const std::size_t table = document.blocks.size() - 4;
  document.blocks.erase(document.blocks.begin() + static_cast<std::ptrdiff_t>(table) + 1,
                        document.blocks.end() - 1);
  CHECK(has_doubt(read(document), "form_ends_early"));
}

TEST_CASE_METHOD(FormFixture, "a lost circle leaves the comments open where no other is marked") {
  Document document = form(kAssigned, kRefused);
  option_of(document, 0, 1).runs.at(0).box.at(0).state = Checkbox::State::lost;
  CHECK(has_doubt(read(document), "unclear_mark"));
}

}  // namespace tallyd
