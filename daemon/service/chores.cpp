// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/chores.h"

#include "config/units.h"
#include "daemon/digest/digest.h"
#include "daemon/intake/gathered.h"
#include "daemon/intake/resend.h"
#include "daemon/remind/blank_form.h"
#include "daemon/remind/remind.h"
#include "storage/retention.h"

namespace tallyd {

std::string retention_reason(std::chrono::seconds kept) {
  return "rejected mail is kept for " + to_text(kept);
}

Result<int> do_chores(Storage& storage, const Office& office, const Settings& settings,
                      Instant now) {
  const Reminding reminding{office.asked, office.templates, office.letterhead, blank_form};
  TALLYD_TRY_ASSIGN(const int reminders, queue_due_reminders(storage.database, reminding, now));
  TALLYD_TRY_ASSIGN(const int digests,
                    queue_due_digests(storage.database, office.asked, office.letterhead,
                                      settings.report.interval, now));
  TALLYD_TRY_ASSIGN(const int resent, resend_refused(storage.database, office.asked.administrations,
                                                     office.letterhead, now));
  TALLYD_TRY_ASSIGN(const int gathered,
                    queue_gathered_notice(storage.database, office.letterhead, now));
  const auto kept = settings.storage.retention_rejected;
  if (kept.count() > 0) {
    TALLYD_TRY(remove_rejected(storage, now - kept, {now, "tallyd", retention_reason(kept)}));
  }
  return reminders + digests + resent + gathered;
}

}  // namespace tallyd
