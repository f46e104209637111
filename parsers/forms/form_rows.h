// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "parsers/forms/draft_names.h"
#include "parsers/forms/option.h"

namespace tallyd {

/// What a form says under the heading of one draft.
struct FormRow {
  /// One draft, more often than once where several consultations ask about it. Empty: the heading
  /// names no draft, or several.
  std::vector<NamedDraft> drafts;
  std::string unknown;  ///< the heading names this designation, which nobody asked about
  std::vector<Option> options;
  std::vector<std::u32string> other_text;  ///< further lines within the row, folded
  std::vector<std::u32string> beside;      ///< those of them among or below the options
  std::u32string label;       ///< what stands beside the draft's name, without names (row_label.h)
  std::u32string label_text;  ///< all that stands there, as it is written
  bool label_struck = false;
  bool label_asks = false;               ///< a question mark stands there
  WrittenOn written_on = WrittenOn::no;  ///< its heading is
  std::vector<Mark> loose;               ///< filled marks that stand by no option
  bool grid = false;  ///< options in a table's head, marks below: what is missing was never there
  bool followed = false;  ///< more of the document stands behind it
  /// Lines without a table between the row above and this one's heading, but for names of drafts.
  std::vector<std::string> asides;
  int table = 0, row = 0;
  Place place = {};  ///< of all its lines, where the document has pages
};

/// "Draft … X.1214⇥☐ assigns …": columns of a table that became tabs, or were never others. The
/// name and the option become lines of their own; any other line stays whole.
std::vector<Line> split_labels(std::vector<Line> lines, const DraftNames& names,
                               OptionFinder& options);

/// The rows of a form in reading order, those with an option or a loose mark. A row of a table
/// whose label cells name a draft belongs to it; elsewhere options belong to the heading before
/// them. With exactly one draft asked about, options before any heading are its own.
std::vector<FormRow> rows_of(const std::vector<Line>& lines, const DraftNames& names,
                             OptionFinder& options);

}  // namespace tallyd
