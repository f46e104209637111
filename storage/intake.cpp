// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/intake.h"

#include <nlohmann/json.hpp>

#include "storage/contacts.h"
#include "storage/decide.h"
#include "storage/event.h"
#include "storage/outbox.h"
#include "storage/payload.h"
#include "storage/reviews.h"
#include "storage/tags.h"

namespace tallyd {
namespace {

/// Of a row with digest, time and reply.
SeenMessage seen_message(Statement& row, bool same_bytes) {
  return {same_bytes, row.digest(0), row.instant(1), row.number(2)};
}

/// Of the Message-ID we keep the digest only: it may be of mail that is not for us.
std::optional<Digest> digest_of(std::string_view message_id) {
  if (message_id.empty()) return std::nullopt;
  return sha256(message_id);
}

/// These bytes, if they were looked at before.
std::optional<Recorded> find_recorded(Database::Connection& connection, const Digest& digest) {
  Statement seen(connection, "SELECT reply FROM seen WHERE digest = ?1");
  if (!seen.with(digest).next()) return std::nullopt;
  return Recorded{true, seen.number(0), 0, {}};
}

void remember(Database::Connection& connection, const MessageRecord& message, EventId reply) {
  Statement(connection, "INSERT INTO seen VALUES (?1, ?2, ?3, ?4)")
      .with(message.digest, digest_of(message.message_id), message.at, or_null(reply))
      .run();
}

EventId record_reply(Database::Connection& connection, const MessageRecord& message) {
  if (message.reply->digest != message.digest) {
    fail(Failure::permanent, "the reply has another digest than its message");
  }
  return append_event(connection, EventKind::reply_received, message.at,
                      payload_of(*message.reply));
}

Recorded record_reply_and_decisions(Transaction& transaction, const MessageRecord& message) {
  if (!message.reply) {
    if (!message.decisions.empty() || message.review) {
      fail(Failure::permanent, "decisions or a review item without a reply");
    }
    return {};
  }
  Database::Connection& connection = transaction.database().connection();
  Recorded recorded;
  ReplyRecord reply = *message.reply;
  reply.id = recorded.reply = record_reply(connection, message);
  recorded.decisions = record_decisions(connection, reply, message.decisions, message.at);
  if (message.review) {
    ReviewItem item = *message.review;
    item.reply = reply.id;
    item.opened = message.at;
    recorded.review = take(open_review(transaction, item));
  }
  return recorded;
}

void queue_mails(Transaction& transaction, const MessageRecord& message, EventId reply) {
  for (OutboxMail mail : message.mails) {
    if (mail.reply == 0) mail.reply = reply;
    take(queue_mail(transaction, mail));
  }
  for (const FailingAddress& failing : message.failing) {
    take(mark_failing(transaction, failing));
  }
  if (message.tag) take(wish_tag(transaction, *message.tag));
  for (const std::string& address : message.working) {
    take(mark_working(transaction, address, message.at));
  }
}

}  // namespace

Result<Recorded> record_message(Transaction& transaction, const MessageRecord& message) {
  return writing(transaction, "record a message", [&](Database::Connection& connection) {
    auto recorded = find_recorded(connection, message.digest);
    if (!recorded) {
      recorded = record_reply_and_decisions(transaction, message);
      remember(connection, message, recorded->reply);
      queue_mails(transaction, message, recorded->reply);
    }
    if (message.cursor) take(move_cursor(transaction, *message.cursor));
    return *recorded;
  });
}

Result<Recorded> record_message(Database& database, const MessageRecord& message) {
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database));
  auto recorded = record_message(transaction, message);
  if (recorded) TALLYD_TRY(transaction.commit());
  return recorded;
}

Result<std::optional<Cursor>> find_cursor(Database& database, std::string_view mailbox) {
  return guarded("read the cursor", [&]() -> std::optional<Cursor> {
    Statement cursor(database.connection(),
                     "SELECT uid_validity, last_uid FROM cursor WHERE mailbox = ?1");
    if (!cursor.with(mailbox).next()) return std::nullopt;
    return Cursor{std::string(mailbox), static_cast<std::uint32_t>(cursor.number(0)),
                  static_cast<std::uint32_t>(cursor.number(1))};
  });
}

Result<void> move_cursor(Transaction& transaction, const Cursor& cursor) {
  return writing(transaction, "move the cursor", [&](Database::Connection& connection) {
    Statement(connection,
              "INSERT INTO cursor VALUES (?1, ?2, ?3) ON CONFLICT (mailbox) DO UPDATE SET"
              " last_uid = iif(uid_validity = ?2, max(last_uid, ?3), ?3), uid_validity = ?2")
        .with(cursor.mailbox, cursor.uid_validity, cursor.last_uid)
        .run();
  });
}

Result<std::optional<SeenMessage>> find_seen(Database& database, const Digest& digest,
                                             std::string_view message_id, std::string_view sender) {
  return guarded("look up a message", [&]() -> std::optional<SeenMessage> {
    Statement same_bytes(database.connection(),
                         "SELECT digest, at, reply FROM seen WHERE digest = ?1");
    if (same_bytes.with(digest).next()) return seen_message(same_bytes, true);
    // Of several with that Message-ID the first is the one that had an effect.
    Statement same_id(database.connection(),
                      "SELECT seen.digest, at, reply FROM seen JOIN reply ON reply.id = seen.reply"
                      " WHERE seen.message_id = ?1 AND reply.sender = ?2 COLLATE NOCASE"
                      " ORDER BY at, reply LIMIT 1");
    if (same_id.with(digest_of(message_id), sender).next()) return seen_message(same_id, false);
    return std::nullopt;
  });
}

}  // namespace tallyd
