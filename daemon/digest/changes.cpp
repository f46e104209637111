// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/digest/changes.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "config/speaker.h"
#include "daemon/tally/rows.h"

namespace tallyd {
namespace {

/// WTSA Resolution 1, 9.6.1: the Director notifies the result within four weeks of the meeting;
/// later changes of a closed consultation are looked up, not sent round.
constexpr std::chrono::hours kHistory{24 * 28};

std::vector<Change> new_decisions(const Replies& replies, EventId since, Rule rule) {
  std::map<EventId, const DecisionRecord*> by_id;
  for (const DecisionRecord& decision : replies.decisions) by_id[decision.id] = &decision;
  std::map<EventId, Change> by_reply;
  for (const DecisionRecord& decision : replies.decisions) {
    if (decision.id <= since) continue;
    const auto before = by_id.find(decision.supersedes);
    const std::string text = decision_text(decision, rule);
    const std::string replaced = before == by_id.end() ? "" : decision_text(*before->second, rule);
    if (text == replaced) continue;  // said again
    Change& change = by_reply[decision.reply];
    change.at = decision.received;
    change.administration = decision.administration;
    change.what += (change.what.empty() ? "" : "; ") + decision.draft + " " + text;
    if (!decision.stands) change.what += ", and a later reply counts instead";
    if (!replaced.empty()) change.what += " (before: " + replaced + ")";
  }
  std::vector<Change> changes;
  changes.reserve(by_reply.size());
  for (auto& [reply, change] : by_reply) changes.push_back(std::move(change));
  return changes;
}

std::string uncounted(const ReplyRecord& reply) {
  switch (reply.outcome) {
    case Outcome::review:
      return "a reply waits for a person" + (reply.reason.empty() ? "" : ": " + reply.reason);
    case Outcome::late:
      return "a reply came after the deadline; not counted";
    case Outcome::not_counted:
      return "a reply that decides nothing" + (reply.reason.empty() ? "" : ": " + reply.reason);
    case Outcome::recorded:
    case Outcome::duplicate:
    case Outcome::rejected:
      return "";  // told by its decisions, or nothing to tell
  }
  std::abort();
}

}  // namespace

std::string_view to_word(DigestKind kind) {
  switch (kind) {
    case DigestKind::scheduled:
      return "scheduled";
    case DigestKind::final:
      return "final";
    case DigestKind::demand:
      return "demand";
  }
  std::abort();
}

std::vector<Change> changes_since(const Replies& replies, const std::vector<ReviewItem>& reviews,
                                  const PastDigest& since, Rule rule) {
  std::vector<Change> changes = new_decisions(replies, since.event, rule);
  for (const ReplyRecord& reply : replies.replies) {
    const std::string what = reply.id > since.event ? uncounted(reply) : "";
    if (!what.empty()) changes.push_back({reply.received, reply.administration, what});
  }
  for (const ReviewItem& review : reviews) {
    if (review.state == ReviewState::open || review.closed <= since.at) continue;
    const std::string end = review.state == ReviewState::resolved ? "resolved" : "rejected";
    changes.push_back({review.closed, review.administration,
                       "review " + std::to_string(review.id) + " " + end + " by " + review.who +
                           ": " + review.why});
  }
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& a, const Change& b) { return a.at < b.at; });
  return changes;
}

std::vector<Change> failures_since(const std::vector<FailingAddress>& failing,
                                   const Register& administrations,
                                   const Consultation& consultation, Instant since_time) {
  std::vector<Change> changes;
  for (const FailingAddress& one : failing) {
    const bool is_new = one.permanent && one.since > since_time;
    if (!is_new || one.since < consultation.opened || !in_time(consultation, one.since)) continue;
    for (const std::string& code : find_speaker(one.address, administrations).administrations) {
      changes.push_back({one.since, code,
                         "mail does not reach " + one.address + " (" + one.why +
                             "); its other addresses are used"});
    }
  }
  return changes;
}

std::optional<DigestKind> due_digest(const Consultation& consultation,
                                     const std::vector<PastDigest>& past,
                                     const std::vector<Change>& changes,
                                     std::chrono::seconds interval, Instant now) {
  const Instant end = end_of(consultation);
  if (now < consultation.opened || now >= end + kHistory) return std::nullopt;
  const bool final_went = std::any_of(past.begin(), past.end(), [&](const PastDigest& digest) {
    return digest.kind == DigestKind::final && digest.at >= end;
  });
  if (now >= end && !final_went) return DigestKind::final;
  if (changes.empty() || interval.count() == 0) return std::nullopt;
  // Nothing went yet: the first one gathers what comes within an interval of the first change.
  Instant last = past.empty() ? changes.front().at : past.front().at;
  for (const PastDigest& digest : past) last = std::max(last, digest.at);
  if (now - last < interval) return std::nullopt;
  return DigestKind::scheduled;
}

}  // namespace tallyd
