// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/outbox.h"

#include <nlohmann/json.hpp>

#include "storage/event.h"
#include "storage/payload.h"

namespace tallyd {
namespace {

bool is_known(Database::Connection& connection, const std::string& message_id) {
  Statement known(connection, "SELECT 1 FROM outbox WHERE message_id = ?1");
  return known.with(message_id).next();
}

void insert_mail(Database::Connection& connection, const OutboxMail& mail) {
  Statement(
      connection,
      "INSERT INTO outbox (message_id, purpose, envelope_from, bytes, circular,"
      " administration, reply, queued, not_before, claimed_until, attempts, last_error, state)"
      " VALUES (?1, ?2, ?3, CAST(?4 AS BLOB), ?5, ?6, ?7, ?8, ?9, 0, 0, '', 'queued')")
      .with(mail.message_id, mail.purpose, mail.envelope_from, mail.bytes, mail.circular,
            mail.administration, or_null(mail.reply), mail.queued, mail.not_before)
      .run();
  const auto id = connection.sqlite.getLastInsertRowid();
  for (const Recipient& to : mail.recipients) {
    // The same address twice is one recipient.
    Statement(connection, "INSERT OR IGNORE INTO recipient VALUES (?1, ?2, 'waiting', '')")
        .with(id, to.address)
        .run();
  }
}

std::vector<Recipient> recipients_of(Database::Connection& connection, std::int64_t mail) {
  Statement rows(connection,
                 "SELECT address, state, reply FROM recipient WHERE mail = ?1 ORDER BY address");
  rows.with(mail);
  std::vector<Recipient> recipients;
  while (rows.next()) {
    recipients.push_back({rows.text(0), rows.word(1, parse_recipient_state), rows.text(2)});
  }
  return recipients;
}

/// Of the columns of the queries below.
OutboxMail mail_of(Database::Connection& connection, Statement& row) {
  OutboxMail mail;
  mail.id = row.number(0);
  mail.message_id = row.text(1);
  mail.purpose = row.word(2, parse_purpose);
  mail.envelope_from = row.text(3);
  mail.bytes = row.text(4);
  mail.circular = row.text(5);
  mail.administration = row.text(6);
  mail.reply = row.number(7);
  mail.queued = row.instant(8);
  mail.not_before = row.instant(9);
  mail.attempts = static_cast<int>(row.number(10));
  mail.last_error = row.text(11);
  mail.state = row.word(12, parse_mail_state);
  mail.recipients = recipients_of(connection, mail.id);
  return mail;
}

OutboxMail require_mail(Transaction& transaction, std::int64_t id) {
  auto mail = take(find_mail(transaction.database(), id));
  if (!mail) fail(Failure::permanent, "there is no mail " + std::to_string(id));
  return *std::move(mail);
}

OutboxMail require_unsent(Transaction& transaction, std::int64_t id) {
  OutboxMail mail = require_mail(transaction, id);
  if (mail.state == MailState::sent) {
    fail(Failure::permanent, "mail " + std::to_string(id) + " was sent");
  }
  return mail;
}

void update_recipients(Database::Connection& connection, const DeliveryAttempt& report) {
  for (const Recipient& to : report.recipients) {
    const bool given_up = to.state == RecipientState::waiting && !report.retry_at;
    // Who has got it once has got it, whatever a second attempt says.
    Statement(connection,
              "UPDATE recipient SET state = ?3, reply = ?4 WHERE mail = ?1 AND address = ?2"
              " AND state <> 'sent'")
        .with(report.mail, to.address, given_up ? RecipientState::failed : to.state, to.reply)
        .run();
  }
  if (report.retry_at) return;
  Statement(connection,
            "UPDATE recipient SET state = 'failed' WHERE mail = ?1 AND state = 'waiting'")
      .with(report.mail)
      .run();
}

/// What a mail is when its recipients are that far.
MailState state_of(const std::vector<Recipient>& recipients) {
  bool sent = false;
  for (const Recipient& to : recipients) {
    if (to.state == RecipientState::waiting) return MailState::queued;
    sent = sent || to.state == RecipientState::sent;
  }
  return sent ? MailState::sent : MailState::failed;
}

/// What became of a mail, for the ledger.
void append_outcome(Database::Connection& connection, EventKind kind, const OutboxMail& mail,
                    Instant at) {
  append_event(connection, kind, at,
               {{"message_id", mail.message_id},
                {"recipients", to_json_array(mail.recipients)},
                {"error", mail.last_error}});
}

void update_mail(Database::Connection& connection, const DeliveryAttempt& report, MailState state) {
  Statement(connection,
            "UPDATE outbox SET state = ?2, not_before = coalesce(?3, not_before), last_error = ?4,"
            " claimed_until = 0 WHERE id = ?1")
      .with(report.mail, state, report.retry_at, report.error)
      .run();
}

}  // namespace

Result<std::string> message_id_key(Database& database) {
  return guarded("read the key of our Message-IDs", [&] {
    Statement key(database.connection(), "SELECT lower(hex(message_id_key)) FROM installation");
    if (!key.next()) fail(Failure::corrupt, "the database has no key for Message-IDs");
    return key.text(0);
  });
}

Result<Queued> queue_mail(Transaction& transaction, const OutboxMail& mail) {
  return writing(transaction, "queue a mail", [&](Database::Connection& connection) {
    if (mail.recipients.empty()) fail(Failure::permanent, "it has no recipient");
    if (is_known(connection, mail.message_id)) return Queued::already;
    insert_mail(connection, mail);
    append_event(connection, EventKind::mail_queued, mail.queued, payload_of(mail));
    return Queued::now;
  });
}

Result<std::optional<OutboxMail>> claim_due_mail(Transaction& transaction, Instant now,
                                                 std::chrono::seconds claimed_for) {
  return writing(transaction, "claim a mail",
                 [&](Database::Connection& connection) -> std::optional<OutboxMail> {
                   // Queued in the future: the clock was set back since, and nobody waits for it.
                   Statement due(
                       connection,
                       "SELECT id FROM outbox WHERE state = 'queued' AND claimed_until <= ?1"
                       " AND (not_before <= ?1 OR (attempts = 0 AND queued > ?1))"
                       " ORDER BY not_before, id LIMIT 1");
                   if (!due.with(now).next()) return std::nullopt;
                   const std::int64_t id = due.number(0);
                   Statement(connection,
                             "UPDATE outbox SET claimed_until = ?2, attempts = attempts + 1"
                             " WHERE id = ?1")
                       .with(id, now + claimed_for)
                       .run();
                   return require_mail(transaction, id);
                 });
}

Result<void> release_claims(Transaction& transaction) {
  return writing(transaction, "release claims", [](Database::Connection& connection) {
    Statement(connection, "UPDATE outbox SET claimed_until = 0 WHERE claimed_until <> 0").run();
  });
}

Result<std::optional<Instant>> next_due(Database& database) {
  return guarded("look up the next mail", [&]() -> std::optional<Instant> {
    Statement next(database.connection(),
                   "SELECT max(not_before, claimed_until) AS due FROM outbox"
                   " WHERE state = 'queued' ORDER BY due LIMIT 1");
    if (!next.next()) return std::nullopt;
    return next.instant(0);
  });
}

Result<MailState> record_delivery(Transaction& transaction, const DeliveryAttempt& report) {
  return writing(transaction, "record a delivery", [&](Database::Connection& connection) {
    update_recipients(connection, report);
    const OutboxMail before = require_mail(transaction, report.mail);
    const MailState state = state_of(before.recipients);
    // A person may have cancelled it while it was on its way: who got it is told all the same.
    const bool cancelled = before.state == MailState::cancelled && state != MailState::sent;
    update_mail(connection, report, cancelled ? MailState::cancelled : state);
    const OutboxMail mail = require_mail(transaction, report.mail);
    if (mail.state == before.state) return mail.state;
    append_outcome(connection,
                   state == MailState::sent ? EventKind::mail_sent : EventKind::mail_failed, mail,
                   report.at);
    return mail.state;
  });
}

Result<void> retry_mail(Transaction& transaction, std::int64_t mail, Instant at) {
  return writing(transaction, "retry a mail", [&](Database::Connection& connection) {
    if (require_unsent(transaction, mail).bytes.empty()) {
      fail(Failure::permanent, "mail " + std::to_string(mail) +
                                   " is a notice of a message that was rejected and is not kept");
    }
    Statement(connection,
              "UPDATE recipient SET state = 'waiting' WHERE mail = ?1 AND state = 'failed'")
        .with(mail)
        .run();
    Statement(connection, "UPDATE outbox SET state = 'queued', not_before = ?2 WHERE id = ?1")
        .with(mail, at)
        .run();
    append_outcome(connection, EventKind::mail_retried, require_mail(transaction, mail), at);
  });
}

Result<void> cancel_mail(Transaction& transaction, std::int64_t mail, Instant at) {
  return writing(transaction, "cancel a mail", [&](Database::Connection& connection) {
    const OutboxMail found = require_unsent(transaction, mail);
    if (found.state == MailState::cancelled) return;
    Statement(connection, "UPDATE outbox SET state = 'cancelled' WHERE id = ?1").with(mail).run();
    append_outcome(connection, EventKind::mail_cancelled, found, at);
  });
}

Result<std::vector<OutboxMail>> list_mails(Database& database, std::optional<MailState> state) {
  return guarded("list the outbox", [&] {
    Statement rows(database.connection(),
                   "SELECT id, message_id, purpose, envelope_from, '', circular, administration,"
                   " reply, queued, not_before, attempts, last_error, state FROM outbox"
                   " WHERE ?1 IN ('', state) ORDER BY id");
    rows.with(state ? to_word(*state) : std::string_view());
    std::vector<OutboxMail> mails;
    while (rows.next()) mails.push_back(mail_of(database.connection(), rows));
    return mails;
  });
}

Result<std::optional<OutboxMail>> find_mail(Database& database, std::int64_t id) {
  return guarded("read a mail", [&]() -> std::optional<OutboxMail> {
    Statement rows(database.connection(),
                   "SELECT id, message_id, purpose, envelope_from, bytes, circular, administration,"
                   " reply, queued, not_before, attempts, last_error, state FROM outbox"
                   " WHERE id = ?1");
    if (!rows.with(id).next()) return std::nullopt;
    return mail_of(database.connection(), rows);
  });
}

Result<std::optional<OutboxMail>> find_mail(Database& database, std::string_view message_id) {
  return guarded("read a mail", [&]() -> std::optional<OutboxMail> {
    Statement rows(database.connection(), "SELECT id FROM outbox WHERE message_id = ?1");
    if (!rows.with(message_id).next()) return std::nullopt;
    return take(find_mail(database, rows.number(0)));
  });
}

Result<std::optional<OutboxMail>> last_mail_to(Database& database, std::string_view address,
                                               Instant since) {
  return guarded("look up the last mail to an address", [&]() -> std::optional<OutboxMail> {
    Statement rows(database.connection(),
                   "SELECT id, message_id, purpose, envelope_from, '', circular, administration,"
                   " outbox.reply, queued, not_before, attempts, last_error, outbox.state"
                   " FROM recipient JOIN outbox ON outbox.id = recipient.mail"
                   " WHERE lower(address) = lower(?1) AND queued >= ?2"
                   " ORDER BY queued DESC, id DESC LIMIT 1");
    if (!rows.with(address, since).next()) return std::nullopt;
    return mail_of(database.connection(), rows);
  });
}

Result<std::vector<std::int64_t>> refused_acknowledgements(Database& database, Instant since) {
  return guarded("list the refused acknowledgements", [&] {
    Statement rows(database.connection(),
                   "SELECT DISTINCT outbox.id FROM contact"
                   " JOIN recipient ON lower(recipient.address) = contact.address"
                   " JOIN outbox ON outbox.id = recipient.mail WHERE contact.permanent"
                   " AND recipient.state = 'failed' AND purpose = 'acknowledgement'"
                   " AND queued >= ?1 ORDER BY outbox.id");
    rows.with(since);
    std::vector<std::int64_t> mails;
    while (rows.next()) mails.push_back(rows.number(0));
    return mails;
  });
}

Result<std::optional<SentMail>> next_sent_mail(Database& database, EventId after) {
  return guarded("look up what was sent", [&]() -> std::optional<SentMail> {
    // A notice of a message that is kept no longer has no bytes (retention.h).
    Statement next(database.connection(),
                   "SELECT ledger.id, message_id, bytes FROM ledger JOIN outbox"
                   " ON message_id = json_extract(payload, '$.message_id')"
                   " WHERE ledger.id > ?1 AND kind = ?2 AND length(bytes) > 0"
                   " ORDER BY ledger.id LIMIT 1");
    if (!next.with(after, to_word(EventKind::mail_sent)).next()) return std::nullopt;
    return SentMail{next.number(0), next.text(1), next.text(2)};
  });
}

Result<int> answers_since(Database& database, std::string_view address, Instant since) {
  return guarded("count the answers", [&] {
    Statement count(
        database.connection(),
        "SELECT count(*) FROM recipient JOIN outbox ON outbox.id = recipient.mail"
        " WHERE lower(address) = lower(?1) AND queued >= ?2"
        " AND mail >= (SELECT id FROM outbox WHERE queued >= ?2 ORDER BY queued LIMIT 1)"
        " AND purpose IN ('acknowledgement', 'verification')");
    return count.with(address, since).next() ? static_cast<int>(count.number(0)) : 0;
  });
}

}  // namespace tallyd
