// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "parsers/document.h"
#include "parsers/forms/form_reader.h"
#include "tests/support/configuration_directory.h"

namespace tallyd::test {

/// What an administration did to one draft's row of Annex 2.
struct RowMarks {
  bool assigns = false, no_comments = false, attached = false, refuses = false;
};

inline Run text_run(const std::string& text) { return {text, {}, {}}; }

inline Run box_run(bool checked, bool round) {
  Run run;
  run.box.push_back({checked ? Checkbox::State::checked : Checkbox::State::empty,
                     Checkbox::Origin::content_control, round});
  return run;
}

inline Paragraph paragraph(const std::string& text) { return {{text_run(text)}, {}}; }

inline Paragraph option(bool checked, bool round, const std::string& words) {
  return {{box_run(checked, round), text_run(" " + words)}, {}};
}

inline Row draft_row(const std::string& draft, const RowMarks& marks) {
  Row row;
  row.cells.resize(2);
  row.cells[0].blocks.emplace_back(paragraph("Draft Recommendation ITU-T " + draft));
  auto& options = row.cells[1].blocks;
  options.emplace_back(option(marks.assigns, false,
                              "assigns authority to Study Group 17 to consider this text for "
                              "approval (in which case, select one of the two options):"));
  options.emplace_back(option(marks.no_comments, true, "No comments or suggested changes"));
  options.emplace_back(option(marks.attached, true, "Comments and suggested changes are attached"));
  options.emplace_back(option(
      marks.refuses, false,
      "does not assign authority to Study Group 17 to consider this text for approval (reasons for "
      "this opinion and an outline of possible changes that would enable the work to progress are "
      "attached)"));
  return row;
}

/// Annex 2 of Circular 53 with two drafts, as Kenya returns it.
inline Document form(const RowMarks& first, const RowMarks& second) {
  Document document;
  document.format = "docx";
  document.blocks.emplace_back(paragraph("Member State response to TSB Circular 53:"));
  Table table;
  table.rows.push_back(draft_row("X.1214 (ex X.samtn)", first));
  table.rows.push_back(draft_row("X.1331 (ex X.sgsec-2)", second));
  document.blocks.emplace_back(table);
  document.blocks.emplace_back(paragraph("Yours faithfully,"));
  document.blocks.emplace_back(paragraph("Administration of Kenya"));
  return document;
}

/// The same, both assigned; what stands in the cells of their names.
inline Document form_with_labels(const std::string& first, const std::string& second) {
  constexpr RowMarks kAssigned{true, true, false, false};
  Document document = form(kAssigned, kAssigned);
  auto& rows = std::get<Table>(document.blocks.at(1)).rows;
  rows.at(0).cells.at(0).blocks.front() = paragraph(first);
  rows.at(1).cells.at(0).blocks.front() = paragraph(second);
  return document;
}

/// The real phrases and a small configuration.
struct FormFixture {
  ConfigurationDirectory directory;
  Asked asked = load_asked(directory.path()).value;
  FormReader reader{asked};

  FormReading read(const Document& document) const { return reader.read(document); }
};

inline bool has_doubt(const FormReading& reading, const std::string& code) {
  for (const Doubt& doubt : reading.doubts) {
    if (doubt.code == code) return true;
  }
  return false;
}

}  // namespace tallyd::test
