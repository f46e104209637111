// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>

#include "storage/ledger.h"
#include "storage/records.h"

namespace tallyd {
namespace {

/// The one of `all` whose word that is.
template <typename Enum, std::size_t Count>
std::optional<Enum> parse(const Enum (&all)[Count], std::string_view word) {
  for (const Enum one : all) {
    if (to_word(one) == word) return one;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_word(Outcome outcome) {
  switch (outcome) {
    case Outcome::recorded:
      return "recorded";
    case Outcome::review:
      return "review";
    case Outcome::late:
      return "late";
    case Outcome::not_counted:
      return "not_counted";
    case Outcome::duplicate:
      return "duplicate";
    case Outcome::rejected:
      return "rejected";
  }
  std::abort();
}

std::string_view to_word(ReviewState state) {
  switch (state) {
    case ReviewState::open:
      return "open";
    case ReviewState::resolved:
      return "resolved";
    case ReviewState::rejected:
      return "rejected";
  }
  std::abort();
}

std::string_view to_word(Purpose purpose) {
  switch (purpose) {
    case Purpose::acknowledgement:
      return "acknowledgement";
    case Purpose::verification:
      return "verification";
    case Purpose::reminder:
      return "reminder";
    case Purpose::digest:
      return "digest";
    case Purpose::alert:
      return "alert";
  }
  std::abort();
}

std::string_view to_word(MailState state) {
  switch (state) {
    case MailState::queued:
      return "queued";
    case MailState::sent:
      return "sent";
    case MailState::failed:
      return "failed";
    case MailState::cancelled:
      return "cancelled";
  }
  std::abort();
}

std::string_view to_word(RecipientState state) {
  switch (state) {
    case RecipientState::waiting:
      return "waiting";
    case RecipientState::sent:
      return "sent";
    case RecipientState::failed:
      return "failed";
  }
  std::abort();
}

std::string_view to_word(EventKind kind) {
  switch (kind) {
    case EventKind::reply_received:
      return "reply_received";
    case EventKind::decision_recorded:
      return "decision_recorded";
    case EventKind::decision_withdrawn:
      return "decision_withdrawn";
    case EventKind::review_opened:
      return "review_opened";
    case EventKind::review_assigned:
      return "review_assigned";
    case EventKind::review_resolved:
      return "review_resolved";
    case EventKind::review_rejected:
      return "review_rejected";
    case EventKind::consultation_changed:
      return "consultation_changed";
    case EventKind::mail_queued:
      return "mail_queued";
    case EventKind::mail_sent:
      return "mail_sent";
    case EventKind::mail_failed:
      return "mail_failed";
    case EventKind::mail_retried:
      return "mail_retried";
    case EventKind::mail_cancelled:
      return "mail_cancelled";
    case EventKind::address_failing:
      return "address_failing";
    case EventKind::address_working:
      return "address_working";
    case EventKind::message_removed:
      return "message_removed";
  }
  std::abort();
}

std::optional<Authority> parse_authority(std::string_view word) {
  using enum Authority;
  return parse({assigned, not_assigned, none, conflict}, word);
}
std::optional<Comments> parse_comments(std::string_view word) {
  using enum Comments;
  return parse({none, attached, unspecified, conflict}, word);
}
std::optional<Outcome> parse_outcome(std::string_view word) {
  using enum Outcome;
  return parse({recorded, review, late, not_counted, duplicate, rejected}, word);
}
std::optional<ReviewState> parse_review_state(std::string_view word) {
  using enum ReviewState;
  return parse({open, resolved, rejected}, word);
}
std::optional<Purpose> parse_purpose(std::string_view word) {
  using enum Purpose;
  return parse({acknowledgement, verification, reminder, digest, alert}, word);
}
std::optional<MailState> parse_mail_state(std::string_view word) {
  using enum MailState;
  return parse({queued, sent, failed, cancelled}, word);
}
std::optional<RecipientState> parse_recipient_state(std::string_view word) {
  using enum RecipientState;
  return parse({waiting, sent, failed}, word);
}
std::optional<EventKind> parse_event_kind(std::string_view word) {
  using enum EventKind;
  return parse(
      {reply_received, decision_recorded, decision_withdrawn, review_opened, review_assigned,
       review_resolved, review_rejected, consultation_changed, mail_queued, mail_sent, mail_failed,
       mail_retried, mail_cancelled, address_failing, address_working, message_removed},
      word);
}

}  // namespace tallyd
