// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake/entry.h"

#include <algorithm>
#include <cstdlib>

#include "daemon/intake/memory.h"
#include "parsers/reading_json.h"

namespace tallyd {
namespace {

Outcome outcome_of(const Verdict& verdict) {
  if (verdict.fate == Fate::review) return Outcome::review;
  const auto any = [&](DraftOutcome outcome) {
    return std::any_of(verdict.drafts.begin(), verdict.drafts.end(),
                       [&](const DraftVerdict& draft) { return draft.outcome == outcome; });
  };
  if (any(DraftOutcome::recorded) || any(DraftOutcome::changed)) return Outcome::recorded;
  if (any(DraftOutcome::late)) return Outcome::late;
  return any(DraftOutcome::repeated) ? Outcome::duplicate : Outcome::not_counted;
}

std::string reason_of(const Verdict& verdict) {
  std::string reason;
  for (const Doubt& doubt : verdict.reasons) reason += (reason.empty() ? "" : "; ") + doubt.text;
  if (!reason.empty()) return reason;
  for (const std::string& rule : verdict.rules) reason += (reason.empty() ? "" : "; ") + rule;
  return reason;
}

ReplyRecord reply_of(const Judged& judged) {
  const Reading& reading = judged.reading;
  ReplyRecord reply;
  reply.digest = judged.digest;
  reply.content = content_digest(reading);
  reply.message_id = reading.mail.message_id;
  reply.received = judged.received;
  reply.sender = reading.mail.from;
  reply.circular = judged.verdict.circular;
  reply.administration = judged.verdict.administration;
  reply.language = reading.language;
  reply.format = reading.format;
  reply.outcome = outcome_of(judged.verdict);
  reply.certain = is_certain(reading);
  reply.reason = reason_of(judged.verdict);
  reply.authentication = judged.verdict.authentication;
  reply.decisions = reading.decisions;
  reply.doubts = reading.doubts;
  reply.reading = to_json(reading);
  return reply;
}

std::vector<DecisionRecord> decisions_of(const Judged& judged) {
  std::vector<DecisionRecord> records;
  for (const DraftVerdict& draft : judged.verdict.drafts) {
    if (!is_kept(draft.outcome)) continue;
    DecisionRecord record;
    record.circular = judged.verdict.circular;
    record.administration = judged.verdict.administration;
    record.draft = draft.decision.draft;
    record.authority = draft.decision.authority;
    record.comments = draft.decision.comments;
    record.received = judged.received;
    records.push_back(std::move(record));
  }
  return records;
}

ReviewItem review_of(const Judged& judged) {
  ReviewItem review;
  review.circular = judged.verdict.circular;
  review.administration = judged.verdict.administration;
  review.doubts = judged.verdict.reasons;
  for (const Decision& decision : judged.reading.decisions) {
    if (decision.evidence.empty()) continue;
    review.evidence += decision.draft + ": " + decision.evidence + "\n";
  }
  review.opened = judged.now;
  if (!judged.token.empty()) review.token = sha256(judged.token);
  return review;
}

}  // namespace

MessageRecord to_record(const Judged& judged) {
  MessageRecord record;
  record.digest = judged.digest;
  record.message_id = judged.reading.mail.message_id;
  record.at = judged.now;
  const Fate fate = judged.verdict.fate;
  if (fate != Fate::record && fate != Fate::review) return record;
  record.reply = reply_of(judged);
  if (fate == Fate::record) record.decisions = decisions_of(judged);
  if (fate == Fate::review) record.review = review_of(judged);
  return record;
}

}  // namespace tallyd
