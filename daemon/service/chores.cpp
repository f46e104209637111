// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/chores.h"

#include "daemon/digest/digest.h"
#include "daemon/intake/gathered.h"
#include "daemon/intake/resend.h"
#include "daemon/remind/blank_form.h"
#include "daemon/remind/remind.h"

namespace tallyd {

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
  return reminders + digests + resent + gathered;
}

}  // namespace tallyd
