// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/forms/form_rows.h"
#include "parsers/forms/truth_table.h"

namespace tallyd {

/// How much of the form can be relied on to be there.
enum class Completeness {
  as_written,  ///< what is missing was taken out by the sender
  recognised,  ///< a scan: what is missing may only have been overlooked
};

/// A row's meaning with what was seen.
struct RowReading {
  Signs signs;
  Authority authority = Authority::none;
  Comments comments = Comments::none;
  std::string evidence;
  std::vector<std::string_view> doubts;  ///< codes: form_doubts.h
  bool by_mark = false;                  ///< a box is marked
  bool by_removal = false;               ///< no box is marked: what was taken out decides
};

RowReading read_row(const FormRow& row, Completeness completeness, const Languages& languages);

/// True if the options of the row differ in emphasis (bold, colour, highlighting, underlining).
std::vector<bool> emphasis_of(const FormRow& row);

}  // namespace tallyd
