// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/judgement/rules.h"

#include <algorithm>

#include "config/mail_address.h"

namespace tallyd {
namespace {

/// The Message-ID of a mail that a tallyd composed (compose/letter.cpp, digest/digest.cpp).
bool is_of_a_tallyd(const Case& c) {
  const std::string id = lower_case(c.reading.mail.message_id);
  const std::string_view local = std::string_view(id).substr(0, id.rfind('@'));
  constexpr std::string_view kStart = "tallyd.";
  return local.substr(0, kStart.size()) == kStart &&
         (local.size() == kStart.size() + 32 || local.substr(0, 14) == "tallyd.digest.");
}

/// Known by its form alone: it may be of another installation, or older than the database.
bool has_our_message_id(const Case& c) {
  return is_of_a_tallyd(c) && !c.policy.own_domain.empty() &&
         domain_of(c.reading.mail.message_id) == lower_case(c.policy.own_domain);
}

bool is_ours(const Case& c) {
  return c.remembered.ours || has_our_message_id(c) ||
         (!c.policy.own_address.empty() &&
          lower_case(c.reading.mail.from) == lower_case(c.policy.own_address));
}

bool is_repeated(const Case& c) { return c.remembered.seen; }

bool is_bounce(const Case& c) { return c.reading.kind == Kind::bounce; }

bool is_autoreply(const Case& c) { return c.reading.kind == Kind::autoreply; }

/// Answers a notice of a review, in the name of somebody who gets them. A machine instructs nobody.
bool claims_to_instruct(const Case& c) {
  const auto& all = c.policy.instructors;
  return !c.reading.review_tokens.tokens.empty() && c.reading.mail.unanswerable.empty() &&
         c.reading.kind != Kind::bounce && c.reading.kind != Kind::autoreply &&
         std::find(all.begin(), all.end(), lower_case(c.reading.mail.from)) != all.end();
}

bool is_instruction(const Case& c) {
  return claims_to_instruct(c) && c.authentication.proof == Proof::proved;
}

bool is_untrusted_instruction(const Case& c) { return claims_to_instruct(c) && !is_instruction(c); }

bool is_known(const Case& c) { return !c.speaker.administrations.empty(); }

/// The reader itself reports with these codes that it gave up: what is in the message is unknown.
bool reader_gave_up(const Case& c) {
  const auto& doubts = c.reading.doubts;
  return std::any_of(doubts.begin(), doubts.end(),
                     [](const Doubt& doubt) { return doubt.code.rfind("reader_", 0) == 0; });
}

/// No form, and nothing in it that a person would have to puzzle over.
bool is_other_mail(const Case& c) {
  if (c.reading.kind != Kind::other || reader_gave_up(c)) return false;
  const bool concerns_us = c.remembered.answers_us || !c.reading.doubts.empty();
  return !(is_known(c) && concerns_us);
}

/// Nobody we know: it may be anything, and what kills a reader is rarely a letter.
bool is_unreadable(const Case& c) { return reader_gave_up(c) && !is_known(c); }

bool holds_no_form(const Case& c) { return c.reading.kind == Kind::other && !reader_gave_up(c); }

bool is_unanswerable(const Case& c) {
  // Another tallyd's mail, whose header a gateway has stripped, would be answered by us, and so on.
  return !c.reading.mail.unanswerable.empty() || is_of_a_tallyd(c);
}

bool has_no_author(const Case& c) { return c.reading.mail.from.empty(); }

bool is_old(const Case& c) {
  return c.policy.answer_since.has_value() && c.received < *c.policy.answer_since;
}

/// Nobody vouches for the sender, or nobody reads the answer.
bool holds_no_form_and_no_proof(const Case& c) {
  return holds_no_form(c) && (c.authentication.proof != Proof::proved || is_unanswerable(c) ||
                              has_no_author(c) || is_old(c));
}

bool reuses_a_message_id(const Case& c) { return c.remembered.reused; }

bool names_no_consultation(const Case& c) {
  return c.consultation == nullptr && !reader_gave_up(c);
}

bool comes_before_opening(const Case& c) {
  return c.consultation != nullptr && c.received < c.consultation->opened;
}

/// Nothing in the mailbox from before our time can answer what we ask (zammad#3006: the first
/// import of an old mailbox answered mail of years ago).
bool comes_before_all(const Case& c) {
  const auto& all = c.asked.consultations;
  return c.consultation == nullptr && !all.empty() &&
         std::all_of(all.begin(), all.end(), [&](const Consultation& consultation) {
           return c.received < consultation.opened;
         });
}

bool is_contradicted(const Case& c) { return c.authentication.proof == Proof::contradicted; }

bool is_unproved(const Case& c) { return is_known(c) && c.authentication.proof == Proof::unproved; }

bool is_unknown(const Case& c) { return !is_known(c); }

bool is_ambiguous(const Case& c) { return is_known(c) && c.administration == nullptr; }

bool names_another(const Case& c) {
  const std::string& named = c.reading.administration_of_form;
  return is_known(c) && c.administration != nullptr && !named.empty() &&
         named != c.administration->code;
}

bool is_uncertain(const Case& c) { return !is_certain(c.reading); }

bool is_late(const Case& c) {
  return c.consultation != nullptr && !in_time(*c.consultation, c.received);
}

/// Whether recording it would alter what stands.
bool would_change(const Case& c) {
  if (!is_certain(c.reading) || is_late(c)) return false;
  const auto& decisions = c.reading.decisions;
  return std::any_of(decisions.begin(), decisions.end(), [&](const Decision& decision) {
    const auto found = c.remembered.standing.find(decision.draft);
    if (!decides(decision)) return false;
    return found == c.remembered.standing.end() || differ(decision, found->second.decision);
  });
}

bool contradicts_a_colleague(const Case& c) {
  if (c.consultation == nullptr || is_late(c)) return false;
  const auto& decisions = c.reading.decisions;
  return std::any_of(decisions.begin(), decisions.end(), [&](const Decision& decision) {
    const auto found = c.remembered.standing.find(decision.draft);
    if (!decides(decision) || found == c.remembered.standing.end()) return false;
    const Standing& standing = found->second;
    const auto apart = c.received > standing.received ? c.received - standing.received
                                                      : standing.received - c.received;
    return differ(decision, standing.decision) && apart <= c.policy.conflict_window &&
           lower_case(standing.sender) != lower_case(c.reading.mail.from);
  });
}

bool needs_a_person(const Case& c) {
  return names_no_consultation(c) || comes_before_opening(c) || is_contradicted(c) ||
         is_unproved(c) || is_unknown(c) || is_ambiguous(c) || names_another(c) ||
         is_uncertain(c) || contradicts_a_colleague(c);
}

/// Somebody who sends the form of Monday again on Friday, after another one in between, has changed
/// his mind back: that is no repetition. Nor is what can be recorded now and could not then, or
/// what is better proved: who forges a reply first must not silence the true one.
bool is_resent(const Case& c) {
  const auto& first = c.remembered.resent;
  if (!first) return false;
  const bool doubted = *first == Outcome::review || *first == Outcome::rejected;
  if (!doubted) return !would_change(c);
  return needs_a_person(c) && c.remembered.resent_authentication == c.authentication.said;
}

std::string sender(const Case& c) {
  return c.reading.mail.from.empty() ? "the sender" : c.reading.mail.from;
}

std::string why_no_form(const Case& c) {
  return sender(c) +
         " answers a message of ours, or sent something unreadable, and no form was found";
}

std::string why_reused(const Case& c) {
  return "an earlier message had the same Message-ID and said something else: " +
         c.reading.mail.message_id;
}

std::string why_no_consultation(const Case& c) {
  return c.reading.circular.empty() ? "the form does not say which circular it answers"
                                    : "no consultation is configured for " + c.reading.circular;
}

std::string why_before_opening(const Case& c) {
  return "received before the consultation on " + c.reading.circular + " was opened";
}

std::string why_contradicted(const Case& c) {
  return "the receiving server says that the message is not from " + sender(c) + ": " +
         c.authentication.said;
}

std::string why_unproved(const Case& c) {
  return "the receiving server does not confirm that the message is from " + sender(c) +
         (c.authentication.said.empty() ? "" : ": " + c.authentication.said);
}

std::string why_unknown(const Case& c) {
  return sender(c) + " is not in the register of administrations";
}

std::string why_ambiguous(const Case& c) {
  return sender(c) + " speaks for several administrations and the form does not say for which";
}

std::string why_another(const Case& c) {
  return "the form names " + c.reading.administration_of_form + ", but " + sender(c) +
         " speaks for " + c.administration->code;
}

std::string why_colleague(const Case& c) {
  return "another sender of " + (c.administration ? c.administration->code : std::string()) +
         " decided differently shortly before or after; the earlier decision stands meanwhile";
}

}  // namespace

const std::vector<RuleOfJudgement>& rules_of_judgement() {
  using enum Consequence;
  static const std::vector<RuleOfJudgement> kRules = {
      // What ends the judgement.
      {"our own mail is left alone", is_ours, leave, "", nullptr},
      {"the same message again changes nothing", is_repeated, repeat, "", nullptr},
      {"an instruction of TSB's is carried out", is_instruction, instruct, "", nullptr},
      {"an instruction that nobody vouches for is not", is_untrusted_instruction, distrust, "",
       nullptr},
      {"the same content again changes nothing", is_resent, repeat, "", nullptr},
      {"a bounce is noted", is_bounce, note, "", nullptr},
      {"an automatic reply is noted", is_autoreply, note, "", nullptr},
      {"other mail is left alone", is_other_mail, leave, "", nullptr},
      {"mail from before every consultation is left alone", comes_before_all, leave, "", nullptr},
      {"what cannot be read goes to a person", is_unreadable, review_unanswered, "", nullptr},
      {"a letter without a form that nobody vouches for is not answered",
       holds_no_form_and_no_proof, review_unanswered, "no_form", why_no_form},
      {"a letter without a form goes to a person", holds_no_form, review_formless, "no_form",
       why_no_form},
      {"another reply under a known Message-ID goes to a person", reuses_a_message_id,
       review_unanswered, "message_id_again", why_reused},
      // What needs a person.
      {"a reply for another circular goes to a person", names_no_consultation, review,
       "unknown_circular", why_no_consultation},
      {"a reply from before the opening goes to a person", comes_before_opening, review,
       "before_opening", why_before_opening},
      {"a forged sender is verified", is_contradicted, verify_registered, "forged_sender",
       why_contradicted},
      {"an unproved sender is verified", is_unproved, verify_registered, "unproved_sender",
       why_unproved},
      {"an unknown sender is verified", is_unknown, verify, "unknown_sender", why_unknown},
      {"a sender for several administrations who names none goes to a person", is_ambiguous, review,
       "ambiguous_sender", why_ambiguous},
      {"a form that names another administration goes to a person", names_another, review,
       "another_administration", why_another},
      {"an uncertain reply goes to a person", is_uncertain, review, "", nullptr},
      {"two colleagues who disagree go to a person", contradicts_a_colleague, review,
       "colleagues_disagree", why_colleague},
      // What counts.
      {"a late reply is kept and does not count", is_late, late, "", nullptr},
      // What is not answered.
      {"no answer goes to a machine or a list", is_unanswerable, no_answer, "", nullptr},
      {"a message without one author is answered to nobody, and the State is warned", has_no_author,
       anonymous, "", nullptr},
      {"nothing from before the opening is answered", comes_before_opening, old, "", nullptr},
      {"nothing from before answer_since is answered", is_old, no_answer, "", nullptr},
  };
  return kRules;
}

}  // namespace tallyd
