// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.h"
#include "storage/database.h"
#include "storage/records.h"

namespace tallyd {

/// Questions about what was received and decided. An empty string in a filter: any.

struct ReplyFilter {
  std::string circular = {};
  std::string administration = {};
  std::optional<Outcome> outcome = {};
};

/// Ordered by when they were received.
Result<std::vector<ReplyRecord>> list_replies(Database& database, const ReplyFilter& filter);

/// Empty: no such reply.
Result<std::optional<ReplyRecord>> find_reply(Database& database, EventId id);
Result<std::optional<ReplyRecord>> find_reply(Database& database, const Digest& digest);
/// Who sent it, without a look at what it says. Empty: no such reply.
Result<std::string> sender_of(Database& database, EventId id);

/// The first reply of that sender with that content, sent before under whatever Message-ID.
Result<std::optional<ReplyRecord>> find_resent(Database& database, const Digest& content,
                                               std::string_view sender);

/// What counts now: per administration and draft the one decision that stands, ordered by
/// administration and draft. `administration` empty: all (the tally).
Result<std::vector<DecisionRecord>> standing_decisions(Database& database,
                                                       std::string_view circular,
                                                       std::string_view administration = {});

/// Every decision ever counted, in the order of recording, replaced ones too.
Result<std::vector<DecisionRecord>> all_decisions(Database& database, std::string_view circular,
                                                  std::string_view administration = {});

/// A decision that is taken back, because a deadline was shortened.
struct Withdrawal {
  EventId decision = 0;
  EventId instead = 0;              ///< an earlier one that stands again; 0: none
  Outcome outcome = Outcome::late;  ///< of its reply from now on
  std::string who;
  std::string why;
  Instant at;
};
/// `permanent`: it does not stand.
Result<void> withdraw(Transaction& transaction, const Withdrawal& withdrawal);

}  // namespace tallyd
