// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/consultation/apply.h"

#include <map>

#include <nlohmann/json.hpp>

#include "daemon/compose/answer.h"
#include "daemon/compose/names.h"
#include "daemon/review/settle.h"
#include "parsers/reading_json.h"
#include "storage/ledger.h"

namespace tallyd {
namespace {

using nlohmann::json;

std::string change_text(const ConsultationChangeSet& change, const std::string& why) {
  json differences = json::array();
  for (const ConsultationDifference& one : change.differences) {
    differences.push_back({{"what", one.what}, {"recorded", one.recorded}, {"now", one.now}});
  }
  json text = {{"differences", differences}, {"why", why}};
  if (change.configured != nullptr) {
    text["consultation"] = json::parse(to_ledger(*change.configured));
  }
  return text.dump(-1, ' ', false, json::error_handler_t::replace);
}

class Applying {
 public:
  Applying(Transaction& transaction, const Office& office, const Order& order)
      : transaction_(transaction), office_(office), order_(order) {}

  Result<void> apply(const ConsultationChangeSet& change) {
    TALLYD_TRY_ASSIGN(
        const EventId event,
        record_consultation_change(transaction_, change.circular, change_text(change, order_.why),
                                   order_.who, order_.now));
    done_.push_back(change.circular + ": " + std::to_string(change.differences.size()) +
                    " differences are recorded in row " + std::to_string(event) + " of the ledger");
    std::map<EventId, std::vector<const Effect*>> by_reply;
    std::vector<EventId> order;
    for (const Effect& effect : change.effects) {
      auto& effects = by_reply[effect.reply.id];
      if (effects.empty()) order.push_back(effect.reply.id);
      effects.push_back(&effect);
    }
    for (const EventId reply : order) TALLYD_TRY(apply_to(by_reply[reply], event));
    return {};
  }
  std::vector<std::string> take_done() { return std::move(done_); }

 private:
  Result<void> apply_to(const std::vector<const Effect*>& effects, EventId event) {
    std::vector<const Effect*> withdrawn;
    bool admitted = false;
    for (const Effect* effect : effects) {
      admitted = admitted || effect->kind == Effect::Kind::counts;
      if (effect->kind == Effect::Kind::counts_no_more) withdrawn.push_back(effect);
    }
    if (admitted) TALLYD_TRY(admit(effects.front()->reply));
    if (!withdrawn.empty()) TALLYD_TRY(take_back(withdrawn, event));
    return {};
  }

  Result<void> admit(const ReplyRecord& reply) {
    ReviewItem item;
    item.reply = reply.id;
    item.opened = order_.now;
    item.doubts = {{"consultation_changed", "",
                    "it came late, and is in time since the consultation was changed"}};
    TALLYD_TRY_ASSIGN(const EventId id, open_review(transaction_, item));
    Instruction instruction;
    instruction.review = id;
    instruction.as_read = true;
    instruction.who = order_.who;
    instruction.why = order_.why;
    TALLYD_TRY_ASSIGN(const Settlement settlement,
                      settle(transaction_, office_, instruction, order_.now));
    const std::string name = "reply " + std::to_string(reply.id) + " of " + reply.administration;
    if (settlement.end == Settlement::End::resolved) {
      done_.push_back(name + " counts now");
      return {};
    }
    done_.push_back(name + " is left to a person, review item " + std::to_string(id) + ": " +
                    settlement.refusal.mistakes.front());
    return {};
  }

  Result<void> take_back(const std::vector<const Effect*>& effects, EventId event) {
    const ReplyRecord& reply = effects.front()->reply;
    Verdict verdict;
    for (const Effect* effect : effects) {
      TALLYD_TRY(withdraw(transaction_, {effect->decision, effect->instead, Outcome::late,
                                         order_.who, order_.why, order_.now}));
      DraftVerdict draft;
      draft.decision = {effect->draft, effect->authority, effect->comments, ""};
      draft.outcome = DraftOutcome::late;
      verdict.drafts.push_back(std::move(draft));
    }
    done_.push_back("reply " + std::to_string(reply.id) + " of " + reply.administration +
                    " counts no more");
    return tell(reply, std::move(verdict), event);
  }

  Result<void> tell(const ReplyRecord& reply, Verdict verdict, EventId event) {
    Reading reading = reading_from_json(reply.reading).value_or(Reading{});
    reading.mail.from = reply.sender;
    reading.mail.message_id = reply.message_id;
    if (!reading.mail.unanswerable.empty()) return {};
    verdict.circular = reply.circular;
    verdict.administration = reply.administration;
    verdict.language = reply.language;
    verdict.answer = Answer::late;
    verdict.answer_to = {reply.sender};
    for (OutboxMail& mail :
         compose_answers({verdict, reading, reply.digest, reply.received, order_.now, "", event},
                         office_.asked, office_.templates, office_.letterhead)) {
      mail.reply = reply.id;
      TALLYD_TRY(queue_mail(transaction_, mail));
    }
    return {};
  }

  Transaction& transaction_;
  const Office& office_;
  const Order& order_;
  std::vector<std::string> done_;
};

}  // namespace

Result<Applied> apply_changes(Database& database, const Office& office, const Order& order) {
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database));
  TALLYD_TRY_ASSIGN(auto changes, consultation_changes(database, office.asked));
  Applying applying(transaction, office, order);
  Applied applied;
  for (ConsultationChangeSet& change : changes) {
    if (!change.is_change()) continue;
    TALLYD_TRY(applying.apply(change));
    applied.changes.push_back(std::move(change));
  }
  applied.done = applying.take_done();
  if (!applied.changes.empty()) TALLYD_TRY(transaction.commit());
  return applied;
}

Result<std::vector<std::string>> adopt_consultations(Database& database, const Asked& asked,
                                                     Instant now) {
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database));
  std::vector<std::string> changed;
  bool adopted = false;
  for (const Consultation& consultation : asked.consultations) {
    TALLYD_TRY_ASSIGN(const auto last, last_consultation_change(database, consultation.circular));
    const auto known = last ? consultation_from_ledger(last->change) : std::nullopt;
    if (known) {
      if (!differences_of(*known, consultation).empty()) changed.push_back(consultation.circular);
      continue;
    }
    ConsultationChangeSet first;
    first.configured = &consultation;
    TALLYD_TRY(record_consultation_change(transaction, consultation.circular,
                                          change_text(first, "first version"), "tallyd", now));
    adopted = true;
  }
  if (adopted) TALLYD_TRY(transaction.commit());
  return changed;
}

}  // namespace tallyd
