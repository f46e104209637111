// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/decide.h"

#include <nlohmann/json.hpp>

#include "storage/event.h"
#include "storage/payload.h"

namespace tallyd {
namespace {

void fill_in(DecisionRecord& decision, const ReplyRecord& reply) {
  decision.reply = reply.id;
  if (decision.circular.empty()) decision.circular = reply.circular;
  if (decision.administration.empty()) decision.administration = reply.administration;
  if (decision.received == Instant{}) decision.received = reply.received;
}

/// Nothing that is uncertain or of nobody may count: better no record than a wrong one.
void require_countable(const DecisionRecord& decision) {
  const bool decided =
      decision.authority == Authority::assigned || decision.authority == Authority::not_assigned;
  if (decided && decision.comments != Comments::conflict && !decision.circular.empty() &&
      !decision.administration.empty() && !decision.draft.empty()) {
    return;
  }
  fail(Failure::permanent, "the decision on \"" + decision.draft + "\" of \"" +
                               decision.administration + "\" decides nothing that can be counted");
}

/// Against the one that stands.
void set_standing(Database::Connection& connection, DecisionRecord& decision) {
  Statement standing(connection,
                     "SELECT decision.id, received FROM standing JOIN decision"
                     " ON decision.id = standing.decision WHERE standing.circular = ?1"
                     " AND standing.administration = ?2 AND standing.draft = ?3");
  standing.with(decision.circular, decision.administration, decision.draft);
  decision.supersedes = 0;
  decision.stands = true;
  if (!standing.next()) return;
  decision.stands = standing.instant(1) <= decision.received;
  if (decision.stands) decision.supersedes = standing.number(0);
}

}  // namespace

std::vector<EventId> record_decisions(Database::Connection& connection, const ReplyRecord& reply,
                                      const std::vector<DecisionRecord>& decisions, Instant at) {
  std::vector<EventId> recorded;
  for (DecisionRecord decision : decisions) {
    fill_in(decision, reply);
    require_countable(decision);
    set_standing(connection, decision);
    recorded.push_back(
        append_event(connection, EventKind::decision_recorded, at, payload_of(decision)));
  }
  return recorded;
}

void withdraw_decision(Database::Connection& connection, const Withdrawal& withdrawal) {
  Statement standing(connection,
                     "SELECT reply, decision.circular, decision.administration, decision.draft"
                     " FROM standing JOIN decision ON decision.id = standing.decision"
                     " WHERE standing.decision = ?1");
  if (!standing.with(withdrawal.decision).next()) {
    fail(Failure::permanent,
         "decision " + std::to_string(withdrawal.decision) + " does not count any more");
  }
  append_event(connection, EventKind::decision_withdrawn, withdrawal.at,
               {{"decision", withdrawal.decision},
                {"reply", standing.number(0)},
                {"circular", standing.text(1)},
                {"administration", standing.text(2)},
                {"draft", standing.text(3)},
                {"instead", withdrawal.instead},
                {"outcome", to_word(withdrawal.outcome)},
                {"who", withdrawal.who},
                {"why", withdrawal.why}});
}

}  // namespace tallyd
