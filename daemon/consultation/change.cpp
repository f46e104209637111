// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/consultation/change.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "daemon/compose/names.h"
#include "daemon/judgement/case.h"
#include "storage/consultations.h"
#include "storage/ledger.h"
#include "storage/replies.h"

namespace tallyd {
namespace {

/// What storage knows of the replies to one circular.
struct Known {
  std::vector<ReplyRecord> replies;  ///< as they were received
  std::vector<DecisionRecord> standing;
  std::vector<DecisionRecord> decisions;  ///< all of them, in the order of recording
};

Result<Known> known_of(Database& database, const std::string& circular) {
  Known known;
  TALLYD_TRY_ASSIGN(known.replies, list_replies(database, {circular}));
  TALLYD_TRY_ASSIGN(known.standing, standing_decisions(database, circular));
  TALLYD_TRY_ASSIGN(known.decisions, all_decisions(database, circular));
  return known;
}

const ReplyRecord* find_reply(const Known& known, EventId id) {
  const auto found = std::find_if(known.replies.begin(), known.replies.end(),
                                  [&](const ReplyRecord& reply) { return reply.id == id; });
  return found == known.replies.end() ? nullptr : &*found;
}

/// Whether a decision of that administration on the draft stands that was received later.
bool is_outdated(const Known& known, const ReplyRecord& reply, const std::string& draft) {
  return std::any_of(
      known.standing.begin(), known.standing.end(), [&](const DecisionRecord& stands) {
        return stands.draft == draft && stands.administration == reply.administration &&
               stands.received > reply.received;
      });
}

/// Late replies that are in time now.
void add_admitted(const Known& known, const Consultation& now, std::vector<Effect>& effects) {
  for (const ReplyRecord& reply : known.replies) {
    const bool admitted = reply.outcome == Outcome::late && reply.certain &&
                          !reply.administration.empty() && in_time(now, reply.received);
    if (!admitted) continue;
    for (const Decision& decision : reply.decisions) {
      if (!decides(decision) || now.find(decision.draft) == nullptr ||
          is_outdated(known, reply, decision.draft)) {
        continue;
      }
      effects.push_back({Effect::Kind::counts, reply, decision.draft, decision.authority,
                         decision.comments, 0, 0});
    }
  }
}

/// The decision received last of those that are in time now.
EventId earlier_in_time(const Known& known, const DecisionRecord& stands, const Consultation& now) {
  const DecisionRecord* best = nullptr;
  for (const DecisionRecord& decision : known.decisions) {
    const bool same =
        decision.draft == stands.draft && decision.administration == stands.administration;
    if (!same || decision.id == stands.id || !in_time(now, decision.received)) continue;
    if (best == nullptr || best->received <= decision.received) best = &decision;
  }
  return best == nullptr ? 0 : best->id;
}

Effect effect_on(const DecisionRecord& decision, const ReplyRecord& reply, Effect::Kind kind) {
  return {kind, reply, decision.draft, decision.authority, decision.comments, decision.id, 0};
}

/// Decisions that stand and would not: too late now (what a person admitted late stays), or on a
/// draft that is withdrawn.
void add_dropped(const Known& known, const Consultation& before, const Consultation& now,
                 std::vector<Effect>& effects) {
  for (const DecisionRecord& stands : known.standing) {
    const ReplyRecord* reply = find_reply(known, stands.reply);
    if (reply == nullptr) continue;
    const bool was_asked = before.find(stands.draft) != nullptr;
    const bool is_asked = now.find(stands.draft) != nullptr;
    if (was_asked && !is_asked) {
      effects.push_back(effect_on(stands, *reply, Effect::Kind::leaves_tally));
    } else if (is_asked && !was_asked) {
      effects.push_back(effect_on(stands, *reply, Effect::Kind::returns_to_tally));
    }
    if (!is_asked || !in_time(before, stands.received) || in_time(now, stands.received)) continue;
    effects.push_back(effect_on(stands, *reply, Effect::Kind::counts_no_more));
    effects.back().instead = earlier_in_time(known, stands, now);
  }
}

Result<ConsultationChangeSet> change_of(Database& database, const std::string& circular,
                                        const Asked& asked) {
  ConsultationChangeSet change;
  change.circular = circular;
  change.configured = find_consultation(asked, circular);
  TALLYD_TRY_ASSIGN(const auto last, last_consultation_change(database, circular));
  const auto before = last ? consultation_from_ledger(last->change) : std::nullopt;
  change.is_known = before.has_value();
  if (change.configured == nullptr) {
    change.differences = {{"consultation", circular, ""}};
    return change;
  }
  if (before) change.differences = differences_of(*before, *change.configured);
  if (!change.is_change()) return change;
  TALLYD_TRY_ASSIGN(const Known known, known_of(database, circular));
  add_admitted(known, *change.configured, change.effects);
  if (before) add_dropped(known, *before, *change.configured, change.effects);
  std::stable_sort(change.effects.begin(), change.effects.end(),
                   [](const Effect& one, const Effect& other) {
                     return one.reply.received < other.reply.received;
                   });
  return change;
}

}  // namespace

Result<std::vector<ConsultationChangeSet>> consultation_changes(Database& database,
                                                                const Asked& asked) {
  std::set<std::string> circulars;
  for (const Consultation& consultation : asked.consultations) {
    circulars.insert(consultation.circular);
  }
  TALLYD_TRY_ASSIGN(const auto recorded, recorded_consultations(database));
  circulars.insert(recorded.begin(), recorded.end());
  std::vector<ConsultationChangeSet> changes;
  for (const std::string& circular : circulars) {
    TALLYD_TRY_ASSIGN(auto change, change_of(database, circular, asked));
    changes.push_back(std::move(change));
  }
  return changes;
}

std::string_view to_word(Effect::Kind kind) {
  switch (kind) {
    case Effect::Kind::counts:
      return "counts";
    case Effect::Kind::counts_no_more:
      return "counts_no_more";
    case Effect::Kind::leaves_tally:
      return "leaves_tally";
    case Effect::Kind::returns_to_tally:
      return "returns_to_tally";
  }
  std::abort();
}

}  // namespace tallyd
