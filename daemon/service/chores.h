// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "config/settings.h"
#include "daemon/intake/office.h"
#include "storage/storage.h"

namespace tallyd {

/// What the ledger says of a message that was removed because its time was over.
std::string retention_reason(std::chrono::seconds kept);

/// What time alone brings about: reminders and digests that are due, and rejected mail that is kept
/// no longer. Called after each look into the mailbox, so that nobody is reminded whose reply was
/// waiting there, and no final tally goes without it. Returns how many mails it queued.
Result<int> do_chores(Storage& storage, const Office& office, const Settings& settings,
                      Instant now);

}  // namespace tallyd
