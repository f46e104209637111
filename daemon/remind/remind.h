// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "config/config.h"
#include "config/result.h"
#include "daemon/compose/letter.h"
#include "daemon/remind/due.h"
#include "storage/database.h"

namespace tallyd {

/// What a reminder is written with. All borrowed.
struct Reminding {
  const Asked& asked;
  const Templates& templates;
  const Letterhead& letterhead;
  /// The blank form for an administration in its language; an error: the reminder goes without it.
  std::function<Result<MailFile>(const Consultation&, const Administration&, const Templates&)>
      blank_form;
};

Letter write_reminder(const DueReminder& due, const Consultation& consultation,
                      const Administration& administration, const Reminding& reminding,
                      Instant now);

/// The mail of a reminder. Empty: no address can be sent to. The same administration and offset
/// always give the same Message-ID.
std::optional<OutboxMail> compose_reminder(const DueReminder& due, const Consultation& consultation,
                                           const Reminding& reminding, Instant now);

/// What storage knows of one consultation.
Result<RemindState> remind_state(Database& database, const std::string& circular);

/// Queues all reminders of all consultations that are due, each in a transaction of its own, and
/// returns how many. Who cannot be reached is passed over, and tried again on the next call.
Result<int> queue_due_reminders(Database& database, const Reminding& reminding, Instant now);

/// Whether that mail is a reminder that must not go any more: its consultation is closed or gone,
/// or the administration has since decided everything.
Result<bool> is_moot(Database& database, const Asked& asked, const OutboxMail& mail, Instant now);

}  // namespace tallyd
