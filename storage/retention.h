// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/result.h"
#include "storage/database.h"
#include "storage/records.h"

namespace tallyd {

struct Storage;

/// How long the bytes of rejected mail are kept. What may go is only a message that a person
/// rejected and of which nothing ever counted. Its rows stay, in the ledger too: who wrote, when,
/// and what was read; `verify` knows that the bytes are gone because the ledger says so.
struct RejectedMessage {
  EventId reply = 0;
  Digest digest;
  std::string sender;
  std::string message_id;
  Instant received;
  Instant rejected;
};

/// Those that were rejected at `latest` or before and are still kept, in the order of the ledger.
Result<std::vector<RejectedMessage>> rejected_until(Database& database, Instant latest);

struct Removal {
  Instant at;
  std::string who;
  std::string why;
};

/// Removes those of rejected_until() from the archive, and the copies of them in notices that are
/// done with: the ledger first, then the bytes. Returns them. After a failure in between,
/// finish_removals() does the rest.
Result<std::vector<RejectedMessage>> remove_rejected(Storage& storage, Instant latest,
                                                     const Removal& removal);

/// Removes from the archive what the ledger says is removed: what a crash left.
Result<void> finish_removals(Storage& storage);

/// Whether any message was removed behind that event.
Result<bool> removed_since(Database& database, EventId event);

/// Empty: the message of that reply is kept.
Result<std::optional<Removal>> find_removal(Database& database, EventId reply);

}  // namespace tallyd
