// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "daemon/tally/tally.h"

namespace tallyd {

/// Why a digest was sent.
enum class DigestKind {
  scheduled,  ///< something changed, and the last one is an interval old
  final,      ///< the deadline is past
  demand,     ///< a person asked
};
std::string_view to_word(DigestKind kind);

/// A digest that went.
struct PastDigest {
  DigestKind kind = DigestKind::scheduled;
  EventId event = 0;  ///< the ledger's end that it told of
  Instant at;
};

/// Something that happened to a consultation.
struct Change {
  Instant at;  ///< when the reply was received, or the review closed
  std::string administration;
  std::string what;  ///< a sentence for people, not escaped
  bool operator==(const Change&) const = default;
};

/// What happened after the event `since` of the ledger (at `since_time`, which is what closed
/// reviews are judged by), in the order of time.
std::vector<Change> changes_since(const Replies& replies, const std::vector<ReviewItem>& reviews,
                                  const PastDigest& since, Rule rule);

/// Addresses of administrations that mail turned out not to reach, since `since_time`, while the
/// consultation ran: whom nobody will remind there.
std::vector<Change> failures_since(const std::vector<FailingAddress>& failing,
                                   const Register& administrations,
                                   const Consultation& consultation, Instant since_time);

/// Which digest is due; empty: none. `past`: of that consultation, in any order. A final one goes
/// once after the deadline, even where nothing changed; others when something changed and
/// `interval` has passed since the last (0: never). What ended more than four weeks ago is history.
std::optional<DigestKind> due_digest(const Consultation& consultation,
                                     const std::vector<PastDigest>& past,
                                     const std::vector<Change>& changes,
                                     std::chrono::seconds interval, Instant now);

}  // namespace tallyd
