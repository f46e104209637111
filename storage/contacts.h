// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "config/result.h"
#include "storage/database.h"
#include "storage/records.h"

namespace tallyd {

/// What is known of the addresses that we write to. Addresses are compared in lower case.

/// A temporary failure does not soften a permanent one; the first `since` of a state is kept.
Result<void> mark_failing(Transaction& transaction, const FailingAddress& failing);

/// Mail reaches it again. Not failing before: nothing changes.
Result<void> mark_working(Transaction& transaction, std::string_view address, Instant at);

/// Ordered by address.
Result<std::vector<FailingAddress>> failing_addresses(Database& database);

enum class Reminded {
  now,      ///< noted, and the mail queued
  already,  ///< that offset was used before: nothing is queued
};
/// Queues the mail of a reminder and notes that it went.
Result<Reminded> queue_reminder(Transaction& transaction, const Reminder& reminder,
                                const OutboxMail& mail);

/// Ordered by administration, longest offset first.
Result<std::vector<Reminder>> reminders(Database& database, std::string_view circular);

}  // namespace tallyd
