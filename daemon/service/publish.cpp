// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/publish.h"

#include "daemon/tally/report.h"

namespace tallyd {

Result<void> publish_report(Storage& storage, const Settings& settings, const Asked& asked,
                            Instant now) {
  std::vector<ReportedConsultation> shown;
  for (const Consultation& consultation : asked.consultations) {
    Replies replies;
    TALLYD_TRY_ASSIGN(replies.standing,
                      standing_decisions(storage.database, consultation.circular));
    TALLYD_TRY_ASSIGN(replies.replies,
                      list_replies(storage.database, {consultation.circular, "", {}}));
    Tally counted = tally(consultation, asked.administrations, replies, now);
    shown.push_back({consultation, std::move(counted), std::move(replies)});
  }
  const auto file = std::filesystem::path(settings.storage.directory) / "report" / "index.html";
  return write_atomically(file, to_html(shown, asked.administrations));
}

}  // namespace tallyd
