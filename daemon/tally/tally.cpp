// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/tally/tally.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "storage/replies.h"

namespace tallyd {
namespace {

constexpr int kLeastRepliesOfQuestion = 10;

const Decision* find_decision(const ReplyRecord& reply, const std::string& draft) {
  const auto found =
      std::find_if(reply.decisions.begin(), reply.decisions.end(),
                   [&](const Decision& decision) { return decision.draft == draft; });
  return found == reply.decisions.end() ? nullptr : &*found;
}

bool decides(const Decision* decision) {
  return decision != nullptr && (decision->authority == Authority::assigned ||
                                 decision->authority == Authority::not_assigned);
}

/// A message that nobody could read may hold a decision on any draft.
bool may_concern(const ReplyRecord& reply, const std::string& draft) {
  const Decision* decision = find_decision(reply, draft);
  return reply.decisions.empty() || (decision != nullptr && decision->authority != Authority::none);
}

void count(const DecisionRecord& decision, DraftTally& draft) {
  if (decision.authority == Authority::not_assigned) {
    ++draft.not_assigned;
    return;
  }
  switch (decision.comments) {
    case Comments::none:
      ++draft.assigned_without_comments;
      return;
    case Comments::attached:
      ++draft.assigned_with_comments;
      return;
    case Comments::unspecified:
    case Comments::conflict:
      ++draft.assigned_unspecified;
      return;
  }
  std::abort();
}

/// The decisions that gave way to another one, not to the same one in a later reply.
/// Cost: linear in the decisions.
std::map<std::string, int> count_replaced(const std::vector<DecisionRecord>& decisions) {
  std::unordered_map<EventId, const DecisionRecord*> by_id;
  for (const DecisionRecord& decision : decisions) by_id.emplace(decision.id, &decision);
  std::unordered_set<EventId> repeated;
  for (const DecisionRecord& later : decisions) {
    const auto earlier = by_id.find(later.supersedes);
    if (earlier != by_id.end() && later.authority == earlier->second->authority &&
        later.comments == earlier->second->comments) {
      repeated.insert(later.supersedes);
    }
  }
  std::map<std::string, int> replaced;
  for (const DecisionRecord& decision : decisions) {
    if (!decision.stands && repeated.count(decision.id) == 0) ++replaced[decision.draft];
  }
  return replaced;
}

DraftTally tally_draft(const Draft& asked, const Register& administrations,
                       const Replies& replies) {
  DraftTally draft;
  draft.draft = asked;
  std::set<std::string> counted;
  for (const DecisionRecord& decision : replies.standing) {
    // One standing decision each: a second would be a fault of storage, and must not count twice.
    if (decision.draft != asked.designation || !counted.insert(decision.administration).second) {
      continue;
    }
    count(decision, draft);
  }
  std::set<std::string> late;
  for (const ReplyRecord& reply : replies.replies) {
    if (reply.outcome == Outcome::review && may_concern(reply, asked.designation)) {
      ++draft.in_review;
    }
    if (reply.outcome == Outcome::late && counted.count(reply.administration) == 0 &&
        decides(find_decision(reply, asked.designation))) {
      late.insert(reply.administration);
    }
  }
  draft.late = static_cast<int>(late.size());
  draft.missing = static_cast<int>(
      std::count_if(administrations.begin(), administrations.end(),
                    [&](const Administration& entry) { return counted.count(entry.code) == 0; }));
  return draft;
}

}  // namespace

Support judge_tap(int assigned, int counted) {
  if (counted == 0) return Support::no_replies;
  return 10 * assigned >= 7 * counted ? Support::may_proceed : Support::may_not_proceed;
}

Support judge_question(int approved, int counted) {
  if (counted == 0) return Support::no_replies;
  const bool approved_by_enough = counted >= kLeastRepliesOfQuestion && 2 * approved > counted;
  return approved_by_enough ? Support::may_proceed : Support::may_not_proceed;
}

std::string_view to_word(Support support) {
  switch (support) {
    case Support::no_replies:
      return "no_replies";
    case Support::may_proceed:
      return "may_proceed";
    case Support::may_not_proceed:
      return "may_not_proceed";
  }
  std::abort();
}

Result<Replies> stored_replies(Database& database, const std::string& circular) {
  Replies replies;
  TALLYD_TRY_ASSIGN(replies.standing, standing_decisions(database, circular));
  TALLYD_TRY_ASSIGN(replies.replies, list_replies(database, {circular}));
  TALLYD_TRY_ASSIGN(replies.decisions, all_decisions(database, circular));
  return replies;
}

Tally tally(const Consultation& consultation, const Register& administrations,
            const Replies& replies, Instant now) {
  Tally result;
  result.circular = consultation.circular;
  result.study_group = consultation.study_group;
  result.rule = consultation.rule;
  result.deadline = consultation.deadline;
  result.at = now;
  result.closed = !in_time(consultation, now);
  const std::map<std::string, int> replaced = count_replaced(replies.decisions);
  for (const Draft& asked : consultation.drafts) {
    DraftTally draft = tally_draft(asked, administrations, replies);
    const auto gave_way = replaced.find(asked.designation);
    draft.replaced = gave_way == replaced.end() ? 0 : gave_way->second;
    draft.support = consultation.rule == Rule::tap
                        ? judge_tap(draft.assigned(), draft.counted())
                        : judge_question(draft.assigned(), draft.counted());
    result.drafts.push_back(std::move(draft));
  }
  return result;
}

}  // namespace tallyd
