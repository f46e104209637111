// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.h"
#include "storage/database.h"
#include "storage/records.h"

namespace tallyd {

/// Mail on its way: at least once, under one Message-ID.

/// 64 hexadecimal digits of this database alone, made with it and never changed: what our
/// Message-IDs are made with, so that nobody can guess that of a mail he has not got.
Result<std::string> message_id_key(Database& database);

enum class Queued {
  now,      ///< it is in the outbox
  already,  ///< its Message-ID was there before, whatever became of it: nothing changed
};
Result<Queued> queue_mail(Transaction& transaction, const OutboxMail& mail);

/// The next mail due, for the caller to deliver to the recipients still waiting; nobody else gets
/// it until `claimed_for` has passed. Counts as an attempt. Empty: none is due.
Result<std::optional<OutboxMail>> claim_due_mail(Transaction& transaction, Instant now,
                                                 std::chrono::seconds claimed_for);

/// Gives up the claims of a deliverer that died. Call at start, when nobody else delivers.
Result<void> release_claims(Transaction& transaction);

/// When the next mail will be due, claimed ones aside. Empty: nothing is queued.
Result<std::optional<Instant>> next_due(Database& database);

/// How an attempt ended.
struct DeliveryAttempt {
  std::int64_t mail = 0;
  std::vector<Recipient> recipients;     ///< those that were tried, as they are now
  std::optional<Instant> retry_at = {};  ///< for those waiting; none: they have failed
  std::string error = {};                ///< empty: none
  Instant at;
};
/// Returns what the mail has become.
Result<MailState> record_delivery(Transaction& transaction, const DeliveryAttempt& report);

/// A person: send a failed, cancelled or waiting mail now to who did not get it; or never. Both are
/// `permanent` failures for a mail that was sent or does not exist.
Result<void> retry_mail(Transaction& transaction, std::int64_t mail, Instant at);
Result<void> cancel_mail(Transaction& transaction, std::int64_t mail, Instant at);

/// In the order of queueing, without `bytes`. No state: all.
Result<std::vector<OutboxMail>> list_mails(Database& database, std::optional<MailState> state = {});

/// Empty: no such mail.
Result<std::optional<OutboxMail>> find_mail(Database& database, std::int64_t id);

/// Our own mail, for bounces and loops. `message_id` without the angle brackets.
Result<std::optional<OutboxMail>> find_mail(Database& database, std::string_view message_id);

/// The last mail that was queued for that address since then, without `bytes`. Empty: none was.
Result<std::optional<OutboxMail>> last_mail_to(Database& database, std::string_view address,
                                               Instant since);

/// Acknowledgements queued since then that the mail server would not take for an address that is
/// known to fail for good.
Result<std::vector<std::int64_t>> refused_acknowledgements(Database& database, Instant since);

/// A mail that went, with the event of the ledger that says so.
struct SentMail {
  EventId event = 0;
  std::string message_id;
  std::string bytes;
};
/// The first that went after that event. Empty: none did.
Result<std::optional<SentMail>> next_sent_mail(Database& database, EventId after);

/// How many answers (acknowledgement, verification) were queued to that address since then.
Result<int> answers_since(Database& database, std::string_view address, Instant since);

}  // namespace tallyd
