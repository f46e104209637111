// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/reading.h"

namespace tallyd {

/// What becomes of a message.
enum class Fate {
  leave,     ///< not for us: untouched in the mailbox, nothing of it is kept
  note,      ///< about our own mail (bounce, automatic reply): remembered, changes no tally
  repeat,    ///< seen before: no effect, no answer
  record,    ///< its decisions are recorded; whether they count, each draft says
  review,    ///< kept; a person decides what is recorded
  instruct,  ///< a person at TSB decides a review: see daemon/review/
  distrust,  ///< claims to be that, and nobody vouches for its sender: nothing is decided
};

/// What becomes of one draft's decision.
enum class DraftOutcome {
  recorded,   ///< stands now, and nothing stood before
  changed,    ///< stands now, in place of a different earlier decision
  repeated,   ///< the same already stands
  outdated,   ///< a decision that was received later already stands
  late,       ///< received after the deadline: kept, does not count
  in_review,  ///< a person decides
  undecided,  ///< nothing was marked for this draft
};

/// True if the ledger keeps it as a decision. What says the same as the one that stands takes its
/// place where it was received later: an older reply that turns up afterwards is older than it.
/// What is outdated stands again if a deadline is moved to before the later one.
bool is_kept(DraftOutcome outcome);

/// What the sender is told.
enum class Answer {
  none,
  recorded,
  changed,
  partial,  ///< recorded, but drafts were left open
  clarify,  ///< understood in part or not at all: a person looks at it
  late,
  verifying,  ///< the sender is not known to speak for the administration
  no_form,    ///< no form was found where one was to be expected: a person reads it
};

struct DraftVerdict {
  Decision decision;  ///< as understood
  DraftOutcome outcome = DraftOutcome::undecided;
  std::optional<Decision> before;  ///< changed, outdated, and in_review: what stands or stood
  bool reasons_missing = false;    ///< not assigned, and no reasons were found (9.4.4)
};

struct Verdict {
  Fate fate = Fate::leave;
  std::string circular;
  std::string administration;      ///< for whom it speaks, or claims to; empty: not known
  std::string language;            ///< of the answer
  std::vector<std::string> rules;  ///< the names of the rules that applied, in their order
  std::vector<DraftVerdict> drafts;
  std::vector<Doubt> reasons;  ///< why a person must look, most telling first
  Answer answer = Answer::none;
  std::vector<std::string> answer_to;  ///< addresses; empty if and only if answer is none
  /// Registered addresses that are told that somebody spoke in their name.
  std::vector<std::string> warn;
  bool alert = false;          ///< TSB is told of a review item
  std::string authentication;  ///< what the trusted server stated
};

std::string_view to_word(Fate fate);
std::string_view to_word(DraftOutcome outcome);
std::string_view to_word(Answer answer);

}  // namespace tallyd
