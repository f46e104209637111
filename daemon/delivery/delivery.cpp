// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/delivery/delivery.h"

#include <algorithm>
#include <array>

#include "daemon/delivery/return_path.h"
#include "storage/contacts.h"

namespace tallyd {
namespace {

/// Longer than an attempt at all recipients takes; release_claims() frees those of a crash at once.
constexpr std::chrono::seconds kClaim = std::chrono::hours{1};

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

/// RFC 3463 section 3.2: bad destination mailbox or system. Other refusals (policy, size, content)
/// say nothing about the address.
bool names_no_mailbox(std::string_view reply) {
  constexpr std::array<std::string_view, 5> kCodes = {" 5.1.1", " 5.1.2", " 5.1.3", " 5.1.6",
                                                      " 5.1.10"};
  const std::string_view code = reply.substr(0, reply.find(' ', 4));
  return std::any_of(kCodes.begin(), kCodes.end(), [&](std::string_view known) {
    return code.size() == 3 + known.size() && code.substr(3) == known;
  });
}

}  // namespace

Result<std::optional<OutboxMail>> Delivery::claim(Instant now) {
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database_));
  TALLYD_TRY_ASSIGN(auto mail, claim_due_mail(transaction, now, kClaim));
  TALLYD_TRY(transaction.commit());
  return mail;
}

DeliveryAttempt Delivery::attempt(OutboxMail& mail) {
  DeliveryAttempt report;
  report.mail = mail.id;
  bool unavailable = false;
  for (Recipient& recipient : mail.recipients) {
    if (recipient.state != RecipientState::waiting) continue;
    if (unavailable) continue;  // the next ones would wait for the same time-out
    const Sent sent =
        submission_.submit(return_path(mail, recipient.address), recipient.address, mail.bytes);
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

Result<bool> Delivery::cancelled(Delivered& delivered) {
  if (!is_moot_) return false;
  TALLYD_TRY_ASSIGN(const bool moot, is_moot_(delivered.mail));
  if (!moot) return false;
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database_));
  TALLYD_TRY(cancel_mail(transaction, delivered.mail.id, clock_()));
  TALLYD_TRY(transaction.commit());
  delivered.mail.state = MailState::cancelled;
  return true;
}

/// Writes what became of the attempt, and which addresses there are no more.
Result<void> Delivery::note(const OutboxMail& mail, const DeliveryAttempt& report,
                            MailState& state) {
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database_));
  TALLYD_TRY_ASSIGN(state, record_delivery(transaction, report));
  for (const Recipient& recipient : mail.recipients) {
    const bool gone =
        recipient.state == RecipientState::failed && names_no_mailbox(recipient.reply);
    if (!gone) continue;
    TALLYD_TRY(mark_failing(transaction, {recipient.address, true, report.at, recipient.reply}));
  }
  return transaction.commit();
}

Result<std::optional<Delivered>> Delivery::deliver_one() {
  TALLYD_TRY_ASSIGN(auto claimed, claim(clock_()));
  if (!claimed) return std::optional<Delivered>{};
  Delivered delivered{std::move(*claimed), std::nullopt};
  TALLYD_TRY_ASSIGN(const bool moot, cancelled(delivered));
  if (moot) return std::optional<Delivered>{std::move(delivered)};
  const DeliveryAttempt report = attempt(delivered.mail);
  TALLYD_TRY(note(delivered.mail, report, delivered.mail.state));
  delivered.retry_at = report.retry_at;
  delivered.mail.last_error = report.error;
  return std::optional<Delivered>{std::move(delivered)};
}

}  // namespace tallyd
