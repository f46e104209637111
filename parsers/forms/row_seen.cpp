// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/row_seen.h"

#include <cstdlib>
#include <string_view>

#include "parsers/forms/form_doubts.h"

namespace tallyd {
namespace {

std::string_view to_word(OptionKind kind) {
  switch (kind) {
    case OptionKind::assigns:
      return "assigns";
    case OptionKind::refuses:
      return "refuses";
    case OptionKind::no_comments:
      return "no_comments";
    case OptionKind::comments_attached:
      return "comments_attached";
  }
  std::abort();
}

void take_boxes(const std::vector<Mark>& marks, RowSeen& seen) {
  for (const Mark& mark : marks) {
    if (mark.place.page == 0) continue;
    seen.boxes.push_back({mark.place, mark.kind});
    seen.place = joined(seen.place, mark.place);
  }
}

}  // namespace

RowSeen row_seen(const FormRow& row, const RowReading& reading) {
  RowSeen seen;
  seen.draft = row.drafts.empty() ? row.unknown : row.drafts.front().draft->designation;
  if (row.table != 0) {
    seen.where = "table " + std::to_string(row.table) + ", row " + std::to_string(row.row);
  }
  seen.place = row.place;
  for (const Option& option : row.options) {
    seen.options.push_back(
        {std::string(to_word(option.kind)), sign_of(option), option.text, evidence_of(option)});
    take_boxes(option.marks, seen);
  }
  take_boxes(row.loose, seen);
  seen.signs = reading.signs;
  seen.line = truth_line_of(reading.signs);
  for (const std::string_view code : reading.doubts) {
    seen.doubts.push_back(form_doubt(code, seen.draft).text);
  }
  return seen;
}

}  // namespace tallyd
