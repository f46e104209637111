// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "config/consultation.h"
#include "parsers/forms/form_rows.h"
#include "parsers/forms/row_reading.h"
#include "parsers/forms/vocabulary.h"

namespace tallyd {

struct ReadRow {
  const FormRow* row = nullptr;
  RowReading reading;
};

/// What makes a row's meaning doubtful that the truth table does not see: words and boxes that were
/// put in or taken away, told by comparing the rows with one another, emphasis in place of marks,
/// and ways of marking that differ. `read`: of all `rows`. `misread`: of a picture, whose letters
/// may be others.
void weigh_rows(std::vector<ReadRow>& read, const std::vector<FormRow>& rows, bool misread,
                const Languages& languages);

/// Of a consultation under TAP: outer options that speak of another study group than its own.
void weigh_groups(std::vector<ReadRow>& rows, const Consultation& consultation);

}  // namespace tallyd
