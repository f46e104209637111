// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/row_label.h"

#include "catch2/catch.hpp"
#include "tests/parsers/forms/form.h"

namespace tallyd {
namespace {

using test::form;
using test::has_doubt;
using test::paragraph;
using test::RowMarks;

constexpr RowMarks kAssigned{true, true, false, false};

/// Annex 2 with X.1214 and X.1331 assigned, whose names can be written beside.
struct LabelledForm : test::FormFixture {
  static std::vector<Block>& label(Document& document, std::size_t row) {
    return std::get<Table>(document.blocks.at(1)).rows.at(row).cells.at(0).blocks;
  }
  FormReading read_with(const std::string& first, const std::string& second) const {
    return read(test::form_with_labels("Draft Recommendation ITU-T " + first,
                                       "Draft Recommendation ITU-T " + second));
  }
};

}  // namespace

TEST_CASE_METHOD(LabelledForm, "words written beside the name of one draft are a doubt") {
  for (const char* words : {" (rejected, see letter)", " – not supported", ", see our remarks",
                            " (пересмотреть)", "：不同意"}) {
    CAPTURE(words);
    CHECK(has_doubt(read_with("X.1214 (ex X.samtn)", std::string("X.1331 (ex X.sgsec-2)") + words),
                    "words_in_label"));
  }
  Document document = form(kAssigned, kAssigned);
  label(document, 1).emplace_back(paragraph("see our letter"));
  CHECK(has_doubt(read(document), "words_in_label"));
}

TEST_CASE_METHOD(LabelledForm, "a question mark beside the name of a draft is a doubt") {
  CHECK(has_doubt(read_with("X.1214 (ex X.samtn) ???", "X.1331 (ex X.sgsec-2)"), "words_in_label"));
  Document document = form(kAssigned, kAssigned);
  label(document, 1).emplace_back(paragraph("?"));
  CHECK(has_doubt(read(document), "words_in_label"));
}

TEST_CASE_METHOD(LabelledForm, "titles, documents and kinds beside the names are no doubt") {
  CHECK(read_with("X.1214 (ex X.samtn) (R14)", "X.1331 (R12)").doubts.empty());
  CHECK(read_with("X.1214 (formerly X.samtn)", "X.1331").doubts.empty());
  CHECK(read_with("X.1214: Security assessment techniques", "X.1331").doubts.empty());
  CHECK(read_with("X.1214 (ex X.samtn (version 2))", "X.1331 (ex X.sgsec-2)").doubts.empty());
  CHECK(read_with("X.1214: Techniques d'évaluation", "X.1331: Lignes directrices").doubts.empty());
  Document document = form(kAssigned, kAssigned);
  label(document, 1).front() =
      paragraph("Draft revised Recommendation ITU-T X.1331 (ex X.sgsec-2)");
  CHECK(read(document).doubts.empty());
}

TEST_CASE_METHOD(LabelledForm, "a name that is struck out is a doubt") {
  Document document = form(kAssigned, kAssigned);
  std::get<Paragraph>(label(document, 1).front()).runs.front().marks.struck = true;
  CHECK(has_doubt(read(document), "label_struck"));
}

TEST_CASE_METHOD(LabelledForm, "a designation of another text beside a former name is a doubt") {
  for (const char* name : {"X.12144 (ex X.samtn)", "X.1215 (ex X.samtn)", "X.1214 (2018) Cor. 1",
                           "X.1214 Amd. 1 (ex X.samtn)", "X.1214 (ex X.sgsec-2)"}) {
    CAPTURE(name);
    CHECK_FALSE(read_with(name, "X.1331 (ex X.sgsec-2)").doubts.empty());
  }
}

TEST_CASE_METHOD(LabelledForm, "a row deleted by a tracked change and written anew counts anew") {
  Document document = form(kAssigned, kAssigned);
  auto& rows = std::get<Table>(document.blocks.at(1)).rows;
  rows.push_back(test::draft_row("X.1331 (ex X.sgsec-2)", {false, false, false, true}));
  rows.at(1).deleted = true;
  rows.at(2).inserted = true;
  const FormReading reading = read(document);
  CHECK(reading.doubts.empty());
  CHECK(reading.decisions.at(1).authority == Authority::not_assigned);
  rows.pop_back();
  CHECK(has_doubt(read(document), "draft_missing"));
}

}  // namespace tallyd
