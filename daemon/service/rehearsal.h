// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "config/settings.h"
#include "daemon/intake/intake.h"
#include "daemon/mailbox.h"

namespace tallyd {

/// What the next pass would do.
struct Rehearsal {
  std::vector<Handled> messages;  ///< in the order of the mailbox; those seen before are not here
  std::vector<OutboxMail> mails;  ///< that would be sent: answers, alerts, reminders, digests
};

/// Runs the next pass, the very one of the service, on a copy of what is recorded, and drops the
/// copy: nothing is recorded, marked or sent. The copy is in a temporary directory that only we may
/// read. `mailbox` should be opened for reading only.
Result<Rehearsal> rehearse(Mailbox& mailbox, const Settings& settings, const Office& office,
                           const Read& read, const Clock& clock);

}  // namespace tallyd
