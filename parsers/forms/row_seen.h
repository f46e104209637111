// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parsers/document.h"
#include "parsers/forms/form_rows.h"
#include "parsers/forms/row_reading.h"

namespace tallyd {

/// An option of a row as it was found, for a person.
struct OptionSeen {
  std::string option;  ///< "assigns", "refuses", "no_comments", "comments_attached"
  Sign sign = Sign::left;
  std::string text;      ///< its line, boxes and deletions shown
  std::string evidence;  ///< of the sign; empty: nothing was done to it
};

/// A box on a page and what was seen in it.
struct BoxSeen {
  Place place;
  MarkKind kind = MarkKind::empty;
};

/// A row of a form, from its lines to its meaning.
struct RowSeen {
  std::string draft;  ///< its designation, or what stands there instead; empty: no heading
  std::string where;  ///< "table 1, row 2"; empty: in no table
  std::vector<OptionSeen> options;
  Signs signs;                      ///< as weighed: an option that is not there may be removed
  std::size_t line = 0;             ///< of the truth table, from 0
  std::vector<std::string> doubts;  ///< sentences
  Place place;                      ///< of the row; page 0: the document has no pages
  std::vector<BoxSeen> boxes;       ///< drawn ones
};

RowSeen row_seen(const FormRow& row, const RowReading& reading);

}  // namespace tallyd
