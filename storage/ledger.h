// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.h"
#include "storage/archive.h"
#include "storage/database.h"
#include "storage/records.h"

namespace tallyd {

/// What can be told by the ledger (docs/ledger.md has the payload of each).
enum class EventKind {
  reply_received,
  decision_recorded,
  decision_withdrawn,
  review_opened,
  review_assigned,
  review_resolved,
  review_rejected,
  consultation_changed,
  mail_queued,
  mail_sent,
  mail_failed,
  mail_retried,
  mail_cancelled,
  address_failing,
  address_working,
  message_removed,
};

/// A row of the ledger. hash = SHA-256 over the canonical JSON of all else.
struct Event {
  EventId id = 0;
  Instant at;
  EventKind kind = EventKind::reply_received;
  std::string payload;  ///< canonical JSON: an object, keys sorted, no blanks, UTF-8
  Digest previous;      ///< hash of the row before; zero in the first
  Digest hash;
};

/// Where the ledger ends: what a digest to TSB quotes, to prove later what was recorded when.
struct LedgerHead {
  EventId id = 0;  ///< 0: the ledger is empty
  Digest hash;
  bool operator==(const LedgerHead&) const = default;
};

Result<LedgerHead> ledger_head(Database& database);

/// Events after `after`, at most `limit`, in order.
Result<std::vector<Event>> events_after(Database& database, EventId after, int limit);

/// A consultation as it is from now on; `change` is JSON text: the whole of it under
/// "consultation", what differs from the one before under "differences", and "why".
Result<EventId> record_consultation_change(Transaction& transaction, std::string_view circular,
                                           std::string_view change, std::string_view who,
                                           Instant at);

/// The last `change` of that circular, as JSON text, with who recorded it and when. Empty: none.
struct ConsultationChange {
  EventId id = 0;
  std::string change;
  std::string who;
  Instant at;
};
Result<std::optional<ConsultationChange>> last_consultation_change(Database& database,
                                                                   std::string_view circular);

/// Something that contradicts the ledger.
struct Finding {
  EventId event = 0;  ///< the row where it shows; 0: no single one
  std::string text;   ///< "row 12: its hash is not that of its content"
};

struct Verification {
  std::int64_t events = 0;    ///< rows looked at
  std::int64_t messages = 0;  ///< archived messages looked at
  std::int64_t removed = 0;   ///< messages that were removed, as the ledger says (retention.h)
  LedgerHead head;
  std::vector<Finding> findings;  ///< empty: all is well
};

/// Finds every changed, removed or reordered row, every table that does not say what the ledger
/// says, and every archived message of a reply that is changed or gone. `known`: heads quoted
/// earlier, which must still be in the ledger (rows cut off its end show by nothing else once the
/// tables are forged too).
Result<Verification> verify(Database& database, const Archive& archive,
                            const std::vector<LedgerHead>& known = {});

/// Makes the tables reply, decision, standing, review, contact and removed anew from the ledger.
Result<void> rebuild(Transaction& transaction);

std::string_view to_word(EventKind kind);
std::optional<EventKind> parse_event_kind(std::string_view word);

}  // namespace tallyd
