// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/delivery/delivery.h"

#include <algorithm>

namespace tallyd {
namespace {

/// Longer than an attempt at all recipients takes; release_claims() frees those of a crash at once.
constexpr std::chrono::seconds kClaim = std::chrono::hours{1};

/// VERP: "{id}" in the return-path becomes the number of the mail, so that a bounce tells which
/// mail it returns (smtp.envelope_from in tallyd.toml).
std::string return_path(const OutboxMail& mail) {
  constexpr std::string_view kNumber = "{id}";
  std::string path = mail.envelope_from;
  const auto at = path.find(kNumber);
  if (at != std::string::npos) path.replace(at, kNumber.size(), std::to_string(mail.id));
  return path;
}

RecipientState state_after(Sent::Outcome outcome) {
  switch (outcome) {
    case Sent::Outcome::accepted:
      return RecipientState::sent;
    case Sent::Outcome::refused:
      return RecipientState::failed;
    case Sent::Outcome::deferred:
    case Sent::Outcome::unavailable:
      return RecipientState::waiting;
  }
  std::abort();
}

}  // namespace

Result<std::optional<OutboxMail>> Delivery::claim(Instant now) {
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database_));
  TALLYD_TRY_ASSIGN(auto mail, claim_due_mail(transaction, now, kClaim));
  TALLYD_TRY(transaction.commit());
  return mail;
}

DeliveryReport Delivery::attempt(OutboxMail& mail) {
  DeliveryReport report;
  report.mail = mail.id;
  bool unavailable = false;
  for (Recipient& recipient : mail.recipients) {
    if (recipient.state != RecipientState::waiting) continue;
    if (unavailable) continue;  // the next ones would wait for the same time-out
    const Sent sent = submission_.submit(return_path(mail), recipient.address, mail.bytes);
    unavailable = sent.outcome == Sent::Outcome::unavailable;
    recipient.state = state_after(sent.outcome);
    recipient.reply = sent.reply;
    if (sent.outcome != Sent::Outcome::accepted) report.error = sent.reply;
    report.recipients.push_back(recipient);
  }
  report.at = clock_();
  const bool waiting = std::any_of(
      mail.recipients.begin(), mail.recipients.end(),
      [](const Recipient& recipient) { return recipient.state == RecipientState::waiting; });
  if (waiting) {
    report.retry_at = next_attempt(schedule_, mail.queued, mail.attempts, report.at, random_());
  }
  return report;
}

Result<std::optional<Delivered>> Delivery::deliver_one() {
  TALLYD_TRY_ASSIGN(auto claimed, claim(clock_()));
  if (!claimed) return std::optional<Delivered>{};
  Delivered delivered{std::move(*claimed), std::nullopt};
  const DeliveryReport report = attempt(delivered.mail);
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database_));
  TALLYD_TRY_ASSIGN(delivered.mail.state, record_delivery(transaction, report));
  TALLYD_TRY(transaction.commit());
  delivered.retry_at = report.retry_at;
  delivered.mail.last_error = report.error;
  return std::optional<Delivered>{std::move(delivered)};
}

}  // namespace tallyd
