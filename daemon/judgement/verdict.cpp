// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/judgement/verdict.h"

#include <cstdlib>

namespace tallyd {

std::string_view to_word(Fate fate) {
  switch (fate) {
    case Fate::leave:
      return "leave";
    case Fate::note:
      return "note";
    case Fate::repeat:
      return "repeat";
    case Fate::record:
      return "record";
    case Fate::review:
      return "review";
    case Fate::instruct:
      return "instruct";
    case Fate::distrust:
      return "distrust";
  }
  std::abort();
}

std::string_view to_word(DraftOutcome outcome) {
  switch (outcome) {
    case DraftOutcome::recorded:
      return "recorded";
    case DraftOutcome::changed:
      return "changed";
    case DraftOutcome::repeated:
      return "repeated";
    case DraftOutcome::outdated:
      return "outdated";
    case DraftOutcome::late:
      return "late";
    case DraftOutcome::in_review:
      return "in_review";
    case DraftOutcome::undecided:
      return "undecided";
  }
  std::abort();
}

std::string_view to_word(Answer answer) {
  switch (answer) {
    case Answer::none:
      return "none";
    case Answer::recorded:
      return "recorded";
    case Answer::changed:
      return "changed";
    case Answer::partial:
      return "partial";
    case Answer::clarify:
      return "clarify";
    case Answer::late:
      return "late";
    case Answer::verifying:
      return "verifying";
    case Answer::no_form:
      return "no_form";
  }
  std::abort();
}

bool is_kept(DraftOutcome outcome) {
  switch (outcome) {
    case DraftOutcome::recorded:
    case DraftOutcome::changed:
    case DraftOutcome::repeated:
    case DraftOutcome::outdated:
      return true;
    case DraftOutcome::late:
    case DraftOutcome::in_review:
    case DraftOutcome::undecided:
      return false;
  }
  std::abort();
}

}  // namespace tallyd
