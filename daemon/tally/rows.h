// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "daemon/tally/tally.h"

namespace tallyd {

/// A table of texts: the first row is its head, all rows are of one length.
using Rows = std::vector<std::vector<std::string>>;

/// A row per administration in the order of the register: code, English name, what counts on each
/// draft ("assigns", "assigns, with comments", "does not assign", or empty), and when its last
/// reply came (RFC 3339, or empty).
Rows administration_rows(const Consultation& consultation, const Register& administrations,
                         const Replies& replies);

/// A row per reply that is not counted: late, in review, nothing to count.
Rows uncounted_rows(const Replies& replies);

/// "assigns, with comments" by the rule's words.
std::string decision_text(const DecisionRecord& decision, Rule rule);

/// RFC 4180 of any table, each cell by csv_cell().
std::string to_csv(const Rows& rows);

}  // namespace tallyd
