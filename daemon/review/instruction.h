// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "config/instant.h"
#include "parsers/reading.h"
#include "storage/records.h"

/// daemon/review/: what a person decides about a message that the rules left to a person, by
/// tallyctl or by e-mail (docs/review.md). Whatever way it comes, it becomes an Instruction, and
/// settle() carries it out in one transaction.
namespace tallyd {

/// What becomes of a reply that was received after the deadline.
enum class Lateness {
  refuse,  ///< nobody has said: the instruction is refused
  admit,   ///< it counts all the same
  list,    ///< it is listed as late and does not count
};

/// What a person wants done with a review item, as told: nothing in it is checked yet.
struct Instruction {
  enum class What { resolve, reject, assign };

  EventId review = 0;
  What what = What::resolve;
  /// Designation or provisional name in any case, or "ALL" for those not named. Authority none:
  /// not told. Comments conflict: not told, as read where the authority is as read.
  std::vector<Decision> decisions = {};
  bool as_read = false;             ///< what was read decides where nothing else is told
  std::string administration = {};  ///< code or name; empty: as it is
  std::string circular = {};        ///< name or number; empty: as it is
  Lateness lateness = Lateness::refuse;
  std::string who;
  std::string why;
};

/// An instruction against what is known: what would be recorded, or why that can't be.
struct Plan {
  std::vector<std::string> mistakes;  ///< sentences for the person; empty: it can be carried out
  const Consultation* consultation = nullptr;
  std::string administration;
  std::vector<Decision> decisions;  ///< in the order of the circular, each one decides
  bool late = false;                ///< after the deadline and not admitted: nothing counts
};

/// A pure function. Of an instruction to resolve; `asked` must outlive the plan.
Plan plan_resolution(const Instruction& instruction, const ReviewItem& item,
                     const ReplyRecord& reply, const Asked& asked);

/// The administration of that code or name, in any case. Null: none, or several of that name.
const Administration* find_named(const Register& administrations, std::string_view name);

}  // namespace tallyd
