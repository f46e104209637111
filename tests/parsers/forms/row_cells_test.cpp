// SPDX-License-Identifier: GPL-3.0-or-later
#include "catch2/catch.hpp"
#include "tests/parsers/forms/form.h"

namespace tallyd {
namespace {

using namespace test;

const std::string kAssigns =
    "assigns authority to Study Group 17 to consider this text for approval (in which case, select "
    "one of the two options):";
const std::string kRefuses =
    "does not assign authority to Study Group 17 to consider this text for approval (reasons for "
    "this opinion and an outline of possible changes that would enable the work to progress are "
    "attached)";
const std::string kNone = "No comments or suggested changes";
const std::string kAttached = "Comments and suggested changes are attached";

/// A form as text: the same lines below the name of each draft.
Document text_form(const std::vector<std::string>& lines) {
  Document document;
  document.format = "text";
  document.blocks.emplace_back(paragraph("Member State response to TSB Circular 53:"));
  for (const std::string draft : {"X.1214", "X.1331"}) {
    document.blocks.emplace_back(paragraph("Draft Recommendation ITU-T " + draft));
    for (const std::string& line : lines) document.blocks.emplace_back(paragraph(line));
  }
  document.blocks.emplace_back(paragraph("Administration of Kenya"));
  return document;
}

/// The same as a table in which each option has a row, and its box a cell.
Document boxes_in_a_column(const std::string& assigns) {
  Document document;
  document.format = "pdf";
  document.blocks.emplace_back(paragraph("Member State response to TSB Circular 53:"));
  Table table;
  const std::vector<std::pair<std::string, std::string>> options{
      {"☒", assigns}, {"☒", kNone}, {"☐", kAttached}, {"☐", kRefuses}};
  for (const std::string draft : {"X.1214", "X.1331"}) {
    for (const auto& [box, words] : options) {
      Row row;
      row.cells.resize(3);
      const bool first = &words == &options.front().second;
      if (first) row.cells[0].blocks.emplace_back(paragraph("Draft Recommendation " + draft));
      row.cells[1].blocks.emplace_back(paragraph(box));
      row.cells[2].blocks.emplace_back(paragraph(words));
      table.rows.push_back(row);
    }
  }
  document.blocks.emplace_back(table);
  document.blocks.emplace_back(paragraph("Administration of Kenya"));
  return document;
}

}  // namespace

TEST_CASE_METHOD(FormFixture, "the circle of the form's own sentence takes no box's place") {
  for (const char* end : {"", " \u20DD"}) {
    CAPTURE(end);
    const FormReading reading = read(boxes_in_a_column(kAssigns + end));
    CHECK(reading.doubts.empty());
    REQUIRE(reading.decisions.size() == 2);
    CHECK(reading.decisions.at(0).authority == Authority::assigned);
  }
  // Another box of its own is one too many.
  CHECK_FALSE(read(boxes_in_a_column(kAssigns + " ☐")).doubts.empty());
  CHECK_FALSE(read(boxes_in_a_column("☐ " + kAssigns)).doubts.empty());
}

TEST_CASE_METHOD(FormFixture, "a box alone above each outer option is that option's") {
  const FormReading reading =
      read(text_form({"[X]", kAssigns, "(X) " + kNone, "( ) " + kAttached, "[ ]", kRefuses}));
  CHECK(reading.doubts.empty());
  REQUIRE(reading.decisions.size() == 2);
  CHECK(reading.decisions.at(0).authority == Authority::assigned);
  const FormReading refused =
      read(text_form({"[ ]", kAssigns, "( ) " + kNone, "( ) " + kAttached, "[X]", kRefuses}));
  CHECK(refused.doubts.empty());
  CHECK(refused.decisions.at(0).authority == Authority::not_assigned);
}

TEST_CASE_METHOD(FormFixture, "a mark alone that may belong to the line above it is a doubt") {
  for (const std::vector<std::string>& lines : {
           std::vector<std::string>{kAssigns, "( ) " + kNone, "( ) " + kAttached, "X", kRefuses},
           {"[ ]", kAssigns, "( ) " + kNone, "X", "( ) " + kAttached, "[ ]", kRefuses},
           {"[ ] " + kAssigns, "( ) " + kNone, "( ) " + kAttached, "X", kRefuses},
           {"[ ]", kAssigns, "( ) " + kNone, "( ) " + kAttached, "[ ]", kRefuses, "X"},
       }) {
    CHECK(!read(text_form(lines)).doubts.empty());
  }
}

}  // namespace tallyd
