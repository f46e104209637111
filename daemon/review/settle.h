// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/result.h"
#include "daemon/intake/office.h"
#include "daemon/judgement/verdict.h"
#include "daemon/review/instruction.h"
#include "storage/storage.h"

namespace tallyd {

/// Why an instruction was not carried out; nothing has changed then.
struct Refusal {
  enum class Kind {
    no_item,  ///< there is no such review item
    closed,   ///< somebody was first
    wrong,    ///< the instruction says too little, or what can't be
  };
  Kind kind = Kind::wrong;
  std::vector<std::string> mistakes;  ///< sentences for the person, at least one
};

/// What became of an instruction.
struct Settlement {
  enum class End {
    refused,   ///< see refusal
    resolved,  ///< decisions recorded (or listed as late), answer queued
    rejected,  ///< nothing counts; nobody is told
    assigned,  ///< attributed to an administration; the item is still open
  };
  End end = End::refused;
  Refusal refusal = {};
  ReviewItem item = {};                ///< as it was
  Verdict verdict = {};                ///< resolved: what the sender is told, draft by draft
  std::vector<OutboxMail> mails = {};  ///< resolved: what was queued
};

/// Carries out an instruction within the transaction: closes the item with who, when and why,
/// records the decisions, and queues the acknowledgement in the sender's language. To assign
/// resolves the item where nothing else was in doubt than who spoke: what was read is recorded. A
/// sender whose authenticity was in doubt is answered at registered addresses only.
Result<Settlement> settle(Transaction& transaction, const Office& office,
                          const Instruction& instruction, Instant now);

/// The same in a transaction of its own.
Result<Settlement> settle(Database& database, const Office& office, const Instruction& instruction,
                          Instant now);

/// What a person is told: one line each, without line ends.
std::vector<std::string> describe(const Settlement& settlement);

}  // namespace tallyd
