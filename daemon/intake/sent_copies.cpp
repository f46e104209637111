// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake/sent_copies.h"

#include "storage/intake.h"
#include "storage/ledger.h"
#include "storage/outbox.h"

namespace tallyd {
namespace {

constexpr std::chrono::minutes kPause{10};

}  // namespace

Result<void> SentCopies::begin() {
  if (folder_.empty()) return {};
  TALLYD_TRY_ASSIGN(const auto known, find_cursor(database_, row()));
  if (known) {
    copied_ = known->last_uid;
    return {};
  }
  TALLYD_TRY_ASSIGN(const LedgerHead head, ledger_head(database_));
  return note(head.id);
}

Result<void> SentCopies::carry_out() {
  if (folder_.empty()) return {};
  const Instant now = clock_();
  // A clock that was set back must not make the pause longer.
  if (failed_ && now >= *failed_ && now < *failed_ + kPause) return {};
  failed_.reset();
  auto copied = copy_all();
  if (!copied) {
    last_ = Last::unknown;
    failed_ = now;
    copied.error().message += "; copies of sent mail wait for some minutes";
  }
  return copied;
}

Result<void> SentCopies::copy_all() {
  for (;;) {
    TALLYD_TRY_ASSIGN(const auto sent, next_sent_mail(database_, copied_));
    if (!sent) return {};
    TALLYD_TRY(
        mailbox_.append(folder_, sent->bytes, last_ == Last::unknown ? sent->message_id : ""));
    last_ = Last::unknown;  // until it is noted
    TALLYD_TRY(note(sent->event));
    last_ = Last::arrived;
  }
}

Result<void> SentCopies::note(EventId event) {
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database_));
  TALLYD_TRY(move_cursor(transaction, {row(), 1, static_cast<std::uint32_t>(event)}));
  TALLYD_TRY(transaction.commit());
  copied_ = event;
  return {};
}

}  // namespace tallyd
