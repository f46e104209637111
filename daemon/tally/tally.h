// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "config/result.h"
#include "storage/database.h"
#include "storage/records.h"

/// daemon/tally/: what the replies add up to, and how it is shown. Pure but for stored_replies()
/// and write_atomically(): the same records always give the same tally.
namespace tallyd {

/// What follows from the replies on one draft.
enum class Support { no_replies, may_proceed, may_not_proceed };

/// WTSA Resolution 1, 9.4.5 and 9.4.6: 70 per cent or more of the replies, or no replies at all. In
/// integers: 7 of 10 is enough, 69 of 99 is not.
Support judge_tap(int assigned, int counted);

/// WTSA Resolution 1, 7.2.3: a simple majority of the Member States that reply, at least ten of
/// them.
Support judge_question(int approved, int counted);

std::string_view to_word(Support support);

struct DraftTally {
  Draft draft;
  int assigned_without_comments = 0;
  int assigned_with_comments = 0;
  int assigned_unspecified = 0;
  int not_assigned = 0;
  int missing = 0;    ///< administrations of the register without a counted decision
  int late = 0;       ///< administrations whose decision came late, and of whom none counts
  int in_review = 0;  ///< messages that a person has yet to look at
  int replaced = 0;   ///< decisions that a later one of the same administration replaced
  Support support = Support::no_replies;

  int assigned() const {
    return assigned_without_comments + assigned_with_comments + assigned_unspecified;
  }
  int counted() const { return assigned() + not_assigned; }
};

struct Tally {
  std::string circular;
  int study_group = 0;
  Rule rule = Rule::tap;
  Instant deadline;
  Instant at;           ///< when it was made
  bool closed = false;  ///< the deadline is past
  std::vector<DraftTally> drafts;
};

/// What storage knows of one consultation.
struct Replies {
  std::vector<DecisionRecord> standing;        ///< standing_decisions()
  std::vector<ReplyRecord> replies;            ///< list_replies(), all outcomes
  std::vector<DecisionRecord> decisions = {};  ///< all_decisions()
};

/// What storage knows now.
Result<Replies> stored_replies(Database& database, const std::string& circular);

Tally tally(const Consultation& consultation, const Register& administrations,
            const Replies& replies, Instant now);

}  // namespace tallyd
