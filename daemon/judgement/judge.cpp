// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/judgement/judge.h"

#include <algorithm>
#include <set>

#include "config/mail_address.h"
#include "daemon/judgement/rules.h"

namespace tallyd {
namespace {

/// What the rules that applied add up to.
struct Sum {
  std::set<Consequence> consequences;
  bool has(Consequence consequence) const { return consequences.count(consequence) > 0; }
};

bool ends(Consequence consequence) {
  switch (consequence) {
    case Consequence::leave:
    case Consequence::note:
    case Consequence::repeat:
    case Consequence::instruct:
    case Consequence::distrust:
    case Consequence::review_unanswered:
    case Consequence::review_formless:
      return true;
    case Consequence::review:
    case Consequence::verify:
    case Consequence::verify_registered:
    case Consequence::late:
    case Consequence::no_answer:
    case Consequence::anonymous:
    case Consequence::old:
      return false;
  }
  std::abort();
}

Sum apply_rules(const Case& c, Verdict& verdict) {
  Sum sum;
  for (const RuleOfJudgement& rule : rules_of_judgement()) {
    if (!rule.applies(c)) continue;
    verdict.rules.emplace_back(rule.name);
    sum.consequences.insert(rule.consequence);
    if (!rule.code.empty()) verdict.reasons.push_back({std::string(rule.code), "", rule.why(c)});
    if (ends(rule.consequence)) break;
  }
  return sum;
}

Fate fate_of(const Sum& sum) {
  using enum Consequence;
  if (sum.has(leave)) return Fate::leave;
  if (sum.has(note)) return Fate::note;
  if (sum.has(repeat)) return Fate::repeat;
  if (sum.has(instruct)) return Fate::instruct;
  if (sum.has(distrust)) return Fate::distrust;
  for (const auto consequence :
       {review_unanswered, review_formless, review, verify, verify_registered}) {
    if (sum.has(consequence)) return Fate::review;
  }
  return Fate::record;
}

DraftOutcome outcome_of(const Decision& decision, const Case& c, const Verdict& verdict,
                        const Sum& sum) {
  if (decision.authority == Authority::none && decision.comments == Comments::none) {
    return DraftOutcome::undecided;
  }
  if (verdict.fate == Fate::review) return DraftOutcome::in_review;
  if (!decides(decision)) return DraftOutcome::undecided;
  if (sum.has(Consequence::late)) return DraftOutcome::late;
  const auto found = c.remembered.standing.find(decision.draft);
  if (found == c.remembered.standing.end()) return DraftOutcome::recorded;
  if (!differ(decision, found->second.decision)) return DraftOutcome::repeated;
  return c.received < found->second.received ? DraftOutcome::outdated : DraftOutcome::changed;
}

void judge_drafts(const Case& c, const Sum& sum, Verdict& verdict) {
  const bool reasons = gives_reasons(c.reading);
  for (const Decision& decision : c.reading.decisions) {
    DraftVerdict draft;
    draft.decision = decision;
    draft.outcome = outcome_of(decision, c, verdict, sum);
    draft.reasons_missing = decision.authority == Authority::not_assigned && !reasons;
    const auto found = c.remembered.standing.find(decision.draft);
    if (found != c.remembered.standing.end()) draft.before = found->second.decision;
    verdict.drafts.push_back(std::move(draft));
  }
}

bool is_silent(const Sum& sum) {
  return sum.has(Consequence::review_unanswered) || sum.has(Consequence::no_answer) ||
         sum.has(Consequence::old);
}

bool verifies(const Sum& sum) {
  return sum.has(Consequence::verify) || sum.has(Consequence::verify_registered);
}

Answer answer_of(const Verdict& verdict, const Sum& sum) {
  const auto any = [&](DraftOutcome outcome) {
    return std::any_of(verdict.drafts.begin(), verdict.drafts.end(),
                       [&](const DraftVerdict& draft) { return draft.outcome == outcome; });
  };
  if (verdict.fate != Fate::record && verdict.fate != Fate::review) return Answer::none;
  if (is_silent(sum) || sum.has(Consequence::anonymous)) return Answer::none;
  if (sum.has(Consequence::review_formless)) return Answer::no_form;
  if (verifies(sum)) return Answer::verifying;
  if (sum.has(Consequence::late)) return Answer::late;
  if (verdict.fate == Fate::review) return Answer::clarify;
  if (any(DraftOutcome::changed)) return Answer::changed;
  const bool left_open =
      std::any_of(verdict.drafts.begin(), verdict.drafts.end(), [](const DraftVerdict& draft) {
        return draft.outcome == DraftOutcome::undecided && !draft.before;
      });
  return left_open ? Answer::partial : Answer::recorded;
}

/// Leaves out who had his share for today: two robots that answer each other must come to rest.
std::vector<std::string> within_limit(const std::vector<std::string>& addresses, const Case& c) {
  std::vector<std::string> allowed;
  for (const std::string& address : addresses) {
    const auto sent = c.remembered.answers_of_today.find(lower_case(address));
    const int count = sent == c.remembered.answers_of_today.end() ? 0 : sent->second;
    if (count < c.policy.answers_per_day) allowed.push_back(address);
  }
  return allowed;
}

void judge_recipients(const Case& c, const Sum& sum, Verdict& verdict) {
  const std::vector<std::string> registered =
      c.administration != nullptr ? c.administration->addresses : std::vector<std::string>{};
  // To a sender who may be forged nothing goes but where the register says that a State reads it.
  const bool may_answer = !sum.has(Consequence::verify_registered) || c.speaker.registered;
  if (verdict.answer != Answer::none && may_answer) {
    verdict.answer_to = within_limit({c.reading.mail.from}, c);
  }
  if (verdict.fate == Fate::review && verifies(sum) && !is_silent(sum)) {
    verdict.warn = within_limit(registered, c);
    const auto is_sender = [&](const std::string& address) {
      return lower_case(address) == lower_case(c.reading.mail.from);
    };
    const auto is_left_out = [&](const std::string& address) {
      return is_sender(address) || c.remembered.failing.count(lower_case(address)) > 0;
    };
    verdict.warn.erase(std::remove_if(verdict.warn.begin(), verdict.warn.end(), is_left_out),
                       verdict.warn.end());
  }
  if (verdict.answer_to.empty()) verdict.answer = Answer::none;
}

/// A reading that is uncertain and names no doubt: what a person is told all the same.
std::vector<Doubt> unnamed_doubts(const Reading& reading) {
  std::vector<Doubt> doubts;
  for (const Decision& decision : reading.decisions) {
    const bool contradictory =
        decision.authority == Authority::conflict || decision.comments == Comments::conflict;
    if (!contradictory) continue;
    doubts.push_back({"contradictory_marks", decision.draft,
                      "the marks for " + decision.draft + " contradict one another"});
  }
  if (doubts.empty()) doubts.push_back({"no_decision", "", "no decision on any draft was found"});
  return doubts;
}

/// The reading's own doubts, but for one that the rules have put into better words.
void add_doubts_of_reading(const Reading& reading, std::vector<Doubt>& reasons) {
  const auto is_told = [&](const std::string& code) {
    return std::any_of(reasons.begin(), reasons.end(),
                       [&](const Doubt& reason) { return reason.code == code; });
  };
  const bool another = is_told("another_administration");
  for (const Doubt& doubt : reading.doubts) {
    if (!another || doubt.code != "administration_differs") reasons.push_back(doubt);
  }
  if (!reasons.empty()) return;
  reasons = unnamed_doubts(reading);
}

}  // namespace

Verdict judge(const Case& c) {
  Verdict verdict;
  const Sum sum = apply_rules(c, verdict);
  verdict.fate = fate_of(sum);
  verdict.circular = c.reading.circular;
  if (sum.has(Consequence::review_formless) && verdict.circular.empty()) {
    verdict.circular = c.remembered.answered_circular;
  }
  verdict.administration = c.administration != nullptr ? c.administration->code : "";
  verdict.language = c.reading.language;
  if (verdict.language.empty() && c.administration != nullptr) {
    verdict.language = c.administration->language;
  }
  verdict.authentication = c.authentication.said;
  if (verdict.fate == Fate::review) {
    add_doubts_of_reading(c.reading, verdict.reasons);
    verdict.alert = !sum.has(Consequence::old);
  }
  if (verdict.fate == Fate::record || verdict.fate == Fate::review) judge_drafts(c, sum, verdict);
  verdict.answer = answer_of(verdict, sum);
  judge_recipients(c, sum, verdict);
  return verdict;
}

}  // namespace tallyd
