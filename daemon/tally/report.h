// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/config.h"
#include "config/result.h"
#include "daemon/tally/tally.h"
#include "storage/ledger.h"

namespace tallyd {

/// What the report shows of one consultation.
struct ReportedConsultation {
  const Consultation& consultation;
  Tally tally;
  Replies replies;
};

/// A message that waits for a person.
struct ReportedReview {
  ReviewItem item;
  Instant received;
  std::string sender;
  std::string reason;
};

struct Report {
  std::vector<ReportedConsultation> consultations;
  std::vector<ReportedReview> reviews;  ///< open ones, of whatever circular
  LedgerHead head;                      ///< what the report was made from
  Instant at;
};

/// What storage knows now. Borrows the consultations of `asked`.
Result<Report> make_report(Database& database, const Asked& asked, Instant now);

/// One self-contained page of HTML: per draft a bar against the share that is needed and its course
/// over time, what waits for a person, and per administration what counts. Whole without script,
/// which only searches and sorts; nothing from the network (its Content-Security-Policy says so);
/// every text of a mail is escaped.
std::string to_html(const Report& report, const Register& administrations);

/// Writes `file` so that a reader sees the old one or the new one, whole.
Result<void> write_atomically(const std::filesystem::path& file, std::string_view content);

}  // namespace tallyd
