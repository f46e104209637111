// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/parsers/forms/form.h"

using namespace tallyd;
using test::FormFixture;

namespace {

/// A page's form on both drafts: its sentence above them fills its line.
Document page_with(const std::string& sentence) {
  Document document;
  document.format = "pdf";
  const auto add = [&](Paragraph paragraph) {
    paragraph.place.page = 1;
    document.blocks.emplace_back(std::move(paragraph));
  };
  add(test::paragraph("Member State response to TSB Circular 53:"));
  add(test::paragraph(sentence + " ITU-T X.1214 (ex X.samtn)"));
  for (const char* heading : {"", "ITU-T X.1331 (ex X.sgsec-2)"}) {
    if (*heading != '\0') add(test::paragraph(heading));
    const Row row = test::draft_row("", {true, true, false, false});
    for (const Block& option : row.cells[1].blocks) {
      add(std::get<Paragraph>(option));
    }
  }
  add(test::paragraph("Administration of Kenya"));
  return document;
}

constexpr const char* kSentence =
    "With respect to the Member State consultation on the Determined texts listed in TSB Circular "
    "53, I would like to advise you of the opinion of this Administration, set out in the table "
    "below";

}  // namespace

TEST_CASE_METHOD(FormFixture, "a draft's name behind a sentence that fills its line is a heading") {
  const FormReading form = read(page_with(std::string(kSentence) + "."));
  CHECK_FALSE(test::has_doubt(form, "draft_missing"));
  REQUIRE(form.decisions.size() >= 2);
  CHECK(form.decisions.front().authority == Authority::assigned);
}

TEST_CASE_METHOD(FormFixture, "a draft's name within a sentence is no heading") {
  CHECK(test::has_doubt(read(page_with(std::string(kSentence) + " for")), "draft_missing"));
}
