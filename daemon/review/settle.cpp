// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/review/settle.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "config/mail_address.h"
#include "config/speaker.h"
#include "daemon/compose/answer.h"
#include "daemon/compose/names.h"
#include "daemon/judgement/case.h"
#include "parsers/reading_json.h"

namespace tallyd {
namespace {

using Standing = std::map<std::string, DecisionRecord>;  ///< by designation

/// All that a settlement is made of, as it is within the transaction.
struct Desk {
  Transaction& transaction;
  const Office& office;
  const Instruction& instruction;
  Instant now;
  ReviewItem item = {};
  ReplyRecord reply = {};
  Reading reading = {};
};

Settlement refused(Refusal::Kind kind, std::vector<std::string> mistakes) {
  Settlement settlement;
  settlement.refusal = {kind, std::move(mistakes)};
  return settlement;
}

Settlement refused_as_closed(const ReviewItem& item) {
  Settlement settlement = refused(
      Refusal::Kind::closed, {"review item " + std::to_string(item.id) + " was " +
                              std::string(to_word(item.state)) + " by " + item.who + " on " +
                              to_rfc3339(item.closed) + (item.why.empty() ? "" : ": " + item.why)});
  settlement.item = item;
  return settlement;
}

DraftOutcome outcome_of(const Decision& decision, const ReplyRecord& reply,
                        const Standing& standing) {
  const auto found = standing.find(decision.draft);
  if (found == standing.end()) return DraftOutcome::recorded;
  const DecisionRecord& stands = found->second;
  if (!differ(decision, {stands.draft, stands.authority, stands.comments, ""})) {
    return DraftOutcome::repeated;
  }
  return reply.received < stands.received ? DraftOutcome::outdated : DraftOutcome::changed;
}

/// Every draft of the circular: as decided now, else as it was read, and then it does not count.
std::vector<DraftVerdict> drafts_of(const Plan& plan, const ReplyRecord& reply,
                                    const Standing& standing, bool reasons) {
  std::vector<DraftVerdict> drafts;
  for (const Draft& draft : plan.consultation->drafts) {
    const auto of_draft = [&](const Decision& one) { return one.draft == draft.designation; };
    const auto decided = std::find_if(plan.decisions.begin(), plan.decisions.end(), of_draft);
    const auto read = std::find_if(reply.decisions.begin(), reply.decisions.end(), of_draft);
    DraftVerdict verdict;
    verdict.decision.draft = draft.designation;
    if (read != reply.decisions.end()) verdict.decision = *read;
    if (decided != plan.decisions.end()) {
      verdict.decision = *decided;
      verdict.outcome = plan.late ? DraftOutcome::late : outcome_of(*decided, reply, standing);
      verdict.reasons_missing = decided->authority == Authority::not_assigned && !reasons;
    }
    const auto stands = standing.find(draft.designation);
    if (stands != standing.end()) {
      const DecisionRecord& record = stands->second;
      verdict.before = Decision{record.draft, record.authority, record.comments, ""};
    }
    drafts.push_back(std::move(verdict));
  }
  return drafts;
}

Answer answer_of(const Plan& plan, const std::vector<DraftVerdict>& drafts) {
  const auto any = [&](auto is_it) { return std::any_of(drafts.begin(), drafts.end(), is_it); };
  if (plan.late) return Answer::late;
  if (any([](const DraftVerdict& draft) { return draft.outcome == DraftOutcome::changed; })) {
    return Answer::changed;
  }
  const bool left_open = any([](const DraftVerdict& draft) {
    return draft.outcome == DraftOutcome::undecided && !draft.before;
  });
  return left_open ? Answer::partial : Answer::recorded;
}

/// The sender; if it may be somebody else who wrote, or nobody can be answered there, those whom
/// the register has. An unknown sender is answered beside them: they were warned of him.
std::vector<std::string> recipients(const Desk& desk, const Plan& plan) {
  if (desk.reply.received < plan.consultation->opened) return {};
  const auto& since = desk.office.policy.answer_since;
  if (since && desk.reply.received < *since) return {};
  const Administration* administration =
      find_administration(desk.office.asked.administrations, plan.administration);
  std::vector<std::string> registered = administration->addresses;
  const auto& doubts = desk.item.doubts;
  const bool may_be_forged = std::any_of(doubts.begin(), doubts.end(), [](const Doubt& doubt) {
    return doubt.code == "forged_sender" || doubt.code == "unproved_sender";
  });
  const std::string sender = lower_case(desk.reply.sender);
  const bool is_registered =
      std::find(registered.begin(), registered.end(), sender) != registered.end();
  if (sender.empty() || !desk.reading.mail.unanswerable.empty()) return registered;
  if (is_registered) return {desk.reply.sender};
  if (may_be_forged) return registered;
  const auto speaks = find_speaker(sender, desk.office.asked.administrations).administrations;
  const bool is_known =
      std::find(speaks.begin(), speaks.end(), plan.administration) != speaks.end();
  if (is_known) return {desk.reply.sender};
  registered.insert(registered.begin(), desk.reply.sender);
  return registered;
}

Verdict verdict_of(const Desk& desk, const Plan& plan, const Standing& standing) {
  Verdict verdict;
  verdict.fate = Fate::record;
  verdict.circular = plan.consultation->circular;
  verdict.administration = plan.administration;
  verdict.language = desk.reply.language;
  if (verdict.language.empty()) {
    const auto& administrations = desk.office.asked.administrations;
    verdict.language = find_administration(administrations, plan.administration)->language;
  }
  verdict.drafts = drafts_of(plan, desk.reply, standing, gives_reasons(desk.reading));
  verdict.answer = answer_of(plan, verdict.drafts);
  verdict.answer_to = recipients(desk, plan);
  if (verdict.answer_to.empty()) verdict.answer = Answer::none;
  return verdict;
}

Outcome outcome_of(const Verdict& verdict) {
  const auto any = [&](DraftOutcome outcome) {
    return std::any_of(verdict.drafts.begin(), verdict.drafts.end(),
                       [&](const DraftVerdict& draft) { return draft.outcome == outcome; });
  };
  if (any(DraftOutcome::recorded) || any(DraftOutcome::changed)) return Outcome::recorded;
  if (any(DraftOutcome::late)) return Outcome::late;
  return any(DraftOutcome::repeated) ? Outcome::duplicate : Outcome::not_counted;
}

ReviewClosing closing_of(const Desk& desk, const Verdict& verdict) {
  ReviewClosing closing;
  closing.review = desk.item.id;
  closing.outcome = outcome_of(verdict);
  closing.administration = verdict.administration;
  closing.circular = verdict.circular;
  closing.who = desk.instruction.who;
  closing.why = desk.instruction.why;
  closing.at = desk.now;
  for (const DraftVerdict& draft : verdict.drafts) {
    if (!is_kept(draft.outcome)) continue;
    DecisionRecord record;
    record.circular = verdict.circular;
    record.administration = verdict.administration;
    record.draft = draft.decision.draft;
    record.authority = draft.decision.authority;
    record.comments = draft.decision.comments;
    record.received = desk.reply.received;
    closing.decisions.push_back(std::move(record));
  }
  return closing;
}

Result<Settlement> resolve(Desk& desk, const Instruction& instruction) {
  const Plan plan = plan_resolution(instruction, desk.item, desk.reply, desk.office.asked);
  if (!plan.mistakes.empty()) return refused(Refusal::Kind::wrong, plan.mistakes);
  TALLYD_TRY_ASSIGN(const auto records,
                    standing_decisions(desk.transaction.database(), plan.consultation->circular,
                                       plan.administration));
  Standing standing;
  for (const DecisionRecord& record : records) standing.emplace(record.draft, record);
  Settlement settlement;
  settlement.end = Settlement::End::resolved;
  settlement.verdict = verdict_of(desk, plan, standing);
  ReviewClosing closing = closing_of(desk, settlement.verdict);
  closing.mails = compose_answers({settlement.verdict, desk.reading, desk.reply.digest,
                                   desk.reply.received, desk.now, "", desk.item.id},
                                  desk.office.asked, desk.office.templates, desk.office.letterhead);
  settlement.mails = closing.mails;
  TALLYD_TRY(close_review(desk.transaction, closing));
  return settlement;
}

Result<Settlement> reject(Desk& desk) {
  if (desk.instruction.why.empty() || desk.instruction.who.empty()) {
    return refused(Refusal::Kind::wrong, {"who rejects a reply says who it is, and why"});
  }
  ReviewClosing closing;
  closing.review = desk.item.id;
  closing.state = ReviewState::rejected;
  closing.outcome = Outcome::rejected;
  closing.who = desk.instruction.who;
  closing.why = desk.instruction.why;
  closing.at = desk.now;
  const auto closed = close_review(desk.transaction, closing);
  if (!closed && closed.error().failure == Failure::permanent) {
    return refused(Refusal::Kind::wrong, {closed.error().message});
  }
  TALLYD_TRY(closed);
  Settlement settlement;
  settlement.end = Settlement::End::rejected;
  return settlement;
}

/// Doubts that are answered by saying who spoke.
bool is_about_sender(const Doubt& doubt) {
  constexpr std::string_view kCodes[] = {"unknown_sender",         "unproved_sender",
                                         "forged_sender",          "ambiguous_sender",
                                         "another_administration", "administration_differs",
                                         "administration_unknown"};
  return std::find(std::begin(kCodes), std::end(kCodes), doubt.code) != std::end(kCodes);
}

/// Whether nothing is in doubt but who spoke.
bool is_certain_but_for_sender(const Desk& desk) {
  const auto& doubts = desk.item.doubts;
  if (!std::all_of(doubts.begin(), doubts.end(), is_about_sender)) return false;
  Reading reading = desk.reading;
  reading.doubts.clear();
  reading.kind = Kind::reply;
  reading.circular = desk.reply.circular;
  reading.decisions = desk.reply.decisions;
  return is_certain(reading);
}

Result<Settlement> assign(Desk& desk) {
  const Instruction& told = desk.instruction;
  const Administration* administration =
      find_named(desk.office.asked.administrations, told.administration);
  std::vector<std::string> mistakes;
  if (administration == nullptr) {
    mistakes.push_back("there is no administration \"" + told.administration +
                       "\" in the register");
  }
  if (told.who.empty() || told.why.empty()) {
    mistakes.emplace_back("who assigns a reply says who it is, and why");
  }
  if (administration == nullptr || !mistakes.empty()) {
    return refused(Refusal::Kind::wrong, mistakes);
  }
  if (is_certain_but_for_sender(desk)) {
    Instruction as_read = told;
    as_read.what = Instruction::What::resolve;
    as_read.as_read = true;
    TALLYD_TRY_ASSIGN(Settlement settlement, resolve(desk, as_read));
    if (settlement.end == Settlement::End::resolved) return settlement;
  }
  TALLYD_TRY(attribute_review(desk.transaction,
                              {desk.item.id, administration->code, told.who, told.why, desk.now}));
  Settlement settlement;
  settlement.end = Settlement::End::assigned;
  settlement.verdict.administration = administration->code;
  return settlement;
}

Result<Settlement> carry_out(Desk& desk) {
  switch (desk.instruction.what) {
    case Instruction::What::resolve:
      return resolve(desk, desk.instruction);
    case Instruction::What::reject:
      return reject(desk);
    case Instruction::What::assign:
      return assign(desk);
  }
  std::abort();
}

std::string described(const DraftVerdict& draft) {
  return draft.decision.draft + " " + std::string(to_word(draft.decision.authority)) +
         ", comments " + std::string(to_word(draft.decision.comments)) + ": " +
         std::string(to_word(draft.outcome));
}

}  // namespace

Result<Settlement> settle(Transaction& transaction, const Office& office,
                          const Instruction& instruction, Instant now) {
  Database& database = transaction.database();
  TALLYD_TRY_ASSIGN(const auto item, find_review(database, instruction.review));
  if (!item) {
    return refused(Refusal::Kind::no_item,
                   {"there is no review item " + std::to_string(instruction.review)});
  }
  if (item->state != ReviewState::open) return refused_as_closed(*item);
  TALLYD_TRY_ASSIGN(const auto reply, find_reply(database, item->reply));
  if (!reply) return corrupt("review item " + std::to_string(item->id) + " has no reply");
  Desk desk{transaction, office, instruction, now, *item, *reply};
  desk.reading = reading_from_json(reply->reading).value_or(Reading{});
  desk.reading.mail.from = reply->sender;
  desk.reading.mail.message_id = reply->message_id;
  TALLYD_TRY_ASSIGN(Settlement settlement, carry_out(desk));
  settlement.item = *item;
  return settlement;
}

Result<Settlement> settle(Database& database, const Office& office, const Instruction& instruction,
                          Instant now) {
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database));
  TALLYD_TRY_ASSIGN(Settlement settlement, settle(transaction, office, instruction, now));
  if (settlement.end != Settlement::End::refused) TALLYD_TRY(transaction.commit());
  return settlement;
}

std::vector<std::string> describe(const Settlement& settlement) {
  const std::string item = "review item " + std::to_string(settlement.item.id);
  std::vector<std::string> lines;
  switch (settlement.end) {
    case Settlement::End::refused:
      return settlement.refusal.mistakes;
    case Settlement::End::rejected:
      return {item + " is rejected; nothing of it counts, and nobody is told"};
    case Settlement::End::assigned:
      return {item + " is assigned to " + settlement.verdict.administration +
              "; it is still open, because more than the sender is in doubt"};
    case Settlement::End::resolved:
      lines.push_back(item + " is resolved for " + settlement.verdict.administration + ", " +
                      settlement.verdict.circular);
      break;
  }
  for (const DraftVerdict& draft : settlement.verdict.drafts) lines.push_back(described(draft));
  std::string to;
  for (const OutboxMail& mail : settlement.mails) {
    for (const Recipient& recipient : mail.recipients) {
      to += (to.empty() ? "" : ", ") + recipient.address;
    }
  }
  lines.push_back(to.empty() ? "nobody is answered"
                             : "the answer \"" + std::string(to_word(settlement.verdict.answer)) +
                                   "\" goes to " + to);
  return lines;
}

}  // namespace tallyd
