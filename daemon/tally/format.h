// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "daemon/tally/tally.h"

namespace tallyd {

/// For people, in a terminal: a line per draft, and below it what follows from it.
std::string to_table(const Tally& tally);

/// One line of JSON, ends without a newline:
/// {"circular":…,"study_group":17,"rule":"tap","deadline":…,"at":…,"closed":false,"drafts":[{"draft":
/// "X.1214","counted":10,"assigned":7,"assigned_without_comments":…,"assigned_with_comments":…,
/// "assigned_unspecified":…,"not_assigned":3,"missing":…,"late":…,"in_review":…,"replaced":…,
/// "support":"may_proceed"},…]}
std::string to_json(const Tally& tally);

/// RFC 4180 with a header line; the same columns as the JSON.
std::string to_csv(const Tally& tally);

/// A cell of CSV that no spreadsheet takes for a formula: one that begins with = + - @ or a control
/// gets an apostrophe before it (OWASP, CSV injection); quoted where RFC 4180 wants it.
std::string csv_cell(std::string_view text);

/// "7 of 10 (70.0 %), 70 % needed": exact counts; the percentage is rounded down, so that it never
/// claims what is not reached. "no replies" where there are none.
std::string support_text(const DraftTally& draft, Rule rule);

/// "may proceed (9.4.5)": what follows, with the clause of WTSA Resolution 1.
std::string verdict_text(Support support, Rule rule);

}  // namespace tallyd
