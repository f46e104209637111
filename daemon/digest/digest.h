// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "config/settings.h"
#include "daemon/compose/letter.h"
#include "daemon/digest/changes.h"
#include "storage/ledger.h"

/// daemon/digest/: the tally as a mail to TSB.
namespace tallyd {

/// All that a digest tells.
struct Digested {
  DigestKind kind = DigestKind::scheduled;
  const Consultation& consultation;
  const Register& administrations;
  Replies replies;
  std::vector<Change> changes;  ///< since the last digest
  LedgerHead head;              ///< quoted, so that it can be proved later what was recorded
  Instant now;
};

/// Text and HTML, with the tally as CSV and XLSX. The same end of the ledger and kind always give
/// the same Message-ID; on demand, the second does too. `permanent`: no address of TSB can be sent
/// to.
Result<Letter> write_digest(const Digested& digested, const Letterhead& letterhead);
Result<OutboxMail> sendable_digest(const Letter& letter, const Letterhead& letterhead);
Result<OutboxMail> compose_digest(const Digested& digested, const Letterhead& letterhead);

/// The digests of a consultation that are or were in the outbox.
Result<std::vector<PastDigest>> past_digests(Database& database, const std::string& circular);

/// Queues the digests that are due, and returns how many. No addresses of TSB: none are.
Result<int> queue_due_digests(Database& database, const Asked& asked, const Letterhead& letterhead,
                              std::chrono::seconds interval, Instant now);

/// One on demand, of all that changed since the last of whatever kind. Not queued.
Result<Letter> digest_on_demand(Database& database, const Consultation& consultation,
                                const Register& administrations, const Letterhead& letterhead,
                                Instant now);

}  // namespace tallyd
