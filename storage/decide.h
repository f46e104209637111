// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "storage/replies.h"
#include "storage/statement.h"

namespace tallyd {

/// Records the decisions of `reply` (which has its id), what they left empty filled in from it, and
/// says for each whether it stands and which it replaced: per administration and draft the one
/// received last stands, of those received in the same second the one recorded last. Throws
/// `permanent` where a decision decides nothing.
std::vector<EventId> record_decisions(Database::Connection& connection, const ReplyRecord& reply,
                                      const std::vector<DecisionRecord>& decisions, Instant at);

/// Takes back a decision that stands. Throws `permanent` where it does not.
void withdraw_decision(Database::Connection& connection, const Withdrawal& withdrawal);

}  // namespace tallyd
