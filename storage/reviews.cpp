// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reviews.h"

#include <nlohmann/json.hpp>

#include "storage/decide.h"
#include "storage/event.h"
#include "storage/outbox.h"
#include "storage/payload.h"
#include "storage/replies.h"
#include "storage/retention.h"

namespace tallyd {
namespace {

using nlohmann::json;

ReviewItem item_of(Statement& row) {
  ReviewItem item = parse_review(json::parse(row.text(1)));
  item.id = row.number(0);
  item.opened = row.instant(2);
  item.state = row.word(3, parse_review_state);
  item.assignee = row.text(4);
  item.closed = row.instant(5);
  item.who = row.text(6);
  item.why = row.text(7);
  item.circular = row.text(8);
  item.administration = row.text(9);
  return item;
}

ReviewItem require_open(Transaction& transaction, EventId id) {
  const auto item = take(find_review(transaction.database(), id));
  if (!item) fail(Failure::permanent, "there is no review item " + std::to_string(id));
  if (item->state != ReviewState::open) {
    fail(Failure::permanent, "review item " + std::to_string(id) + " was " +
                                 std::string(to_word(item->state)) + " by " + item->who);
  }
  return *item;
}

ReplyRecord require_reply(Transaction& transaction, EventId id) {
  auto reply = take(find_reply(transaction.database(), id));
  if (!reply) fail(Failure::permanent, "there is no reply " + std::to_string(id));
  return *std::move(reply);
}

void require_none_open(Database::Connection& connection, EventId reply) {
  Statement open(connection, "SELECT id FROM review WHERE reply = ?1 AND state = 'open'");
  if (!open.with(reply).next()) return;
  fail(Failure::permanent, "review item " + std::to_string(open.number(0)) + " of it is open");
}

/// What cannot be looked at cannot be decided on.
void require_kept(Transaction& transaction, EventId reply) {
  const auto removal = take(find_removal(transaction.database(), reply));
  if (!removal) return;
  fail(Failure::permanent, "the message of reply " + std::to_string(reply) + " was removed at " +
                               to_rfc3339(removal->at) + " (" + removal->why + ")");
}

/// A rejected item leaves nothing that counts.
void require_sense(const ReviewClosing& closing) {
  const bool rejected = closing.state == ReviewState::rejected;
  if (closing.state != ReviewState::open && !(rejected && !closing.decisions.empty()) &&
      !closing.who.empty()) {
    return;
  }
  fail(Failure::permanent,
       "a review item is resolved or rejected, by somebody, and a rejected one"
       " has no decisions");
}

/// Who rejects a reply whose decisions count would leave a tally that nobody can explain.
void require_nothing_standing(Database::Connection& connection, const ReviewClosing& closing,
                              EventId reply) {
  if (closing.state != ReviewState::rejected) return;
  Statement standing(connection,
                     "SELECT decision.draft FROM standing JOIN decision ON decision.id ="
                     " standing.decision WHERE decision.reply = ?1");
  if (!standing.with(reply).next()) return;
  fail(Failure::permanent, "its decision on " + standing.text(0) +
                               " counts: resolve it with the right decisions instead");
}

void append_closing(Database::Connection& connection, const ReviewClosing& closing, EventId reply) {
  const EventKind kind = closing.state == ReviewState::rejected ? EventKind::review_rejected
                                                                : EventKind::review_resolved;
  append_event(connection, kind, closing.at,
               {{"review", closing.review},
                {"reply", reply},
                {"outcome", to_word(closing.outcome)},
                {"administration", closing.administration},
                {"circular", closing.circular},
                {"who", closing.who},
                {"why", closing.why}});
}

}  // namespace

Result<std::vector<ReviewItem>> list_reviews(Database& database, std::optional<ReviewState> state) {
  return guarded("list the review items", [&] {
    Statement rows(database.connection(),
                   "SELECT review.id, payload, opened, state, assignee, closed, who, why, circular,"
                   " administration FROM review JOIN ledger USING (id) WHERE ?1 IN ('', state) "
                   "ORDER BY opened, review.id");
    rows.with(state ? to_word(*state) : std::string_view());
    std::vector<ReviewItem> items;
    while (rows.next()) items.push_back(item_of(rows));
    return items;
  });
}

Result<std::optional<ReviewItem>> find_review(Database& database, EventId id) {
  return guarded("read a review item", [&]() -> std::optional<ReviewItem> {
    Statement rows(database.connection(),
                   "SELECT review.id, payload, opened, state, assignee, closed, who, why, circular,"
                   " administration FROM review JOIN ledger USING (id) WHERE review.id = ?1");
    if (!rows.with(id).next()) return std::nullopt;
    return item_of(rows);
  });
}

Result<std::optional<ReviewItem>> find_review_by_token(Database& database, std::string_view token) {
  return guarded("read a review item", [&]() -> std::optional<ReviewItem> {
    Statement rows(database.connection(),
                   "SELECT review.id, payload, opened, state, assignee, closed, who, why, circular,"
                   " administration FROM review JOIN ledger USING (id) WHERE token = ?1");
    if (!rows.with(sha256(token)).next()) return std::nullopt;
    return item_of(rows);
  });
}

Result<EventId> open_review(Transaction& transaction, const ReviewItem& item) {
  return writing(transaction, "open a review item", [&](Database::Connection& connection) {
    const ReplyRecord reply = require_reply(transaction, item.reply);
    require_none_open(connection, item.reply);
    require_kept(transaction, item.reply);
    ReviewItem filled = item;
    if (filled.circular.empty()) filled.circular = reply.circular;
    if (filled.administration.empty()) filled.administration = reply.administration;
    return append_event(connection, EventKind::review_opened, item.opened, payload_of(filled));
  });
}

Result<void> assign_review(Transaction& transaction, EventId id, std::string_view assignee,
                           std::string_view who, Instant at) {
  return writing(transaction, "assign a review item", [&](Database::Connection& connection) {
    require_open(transaction, id);
    append_event(connection, EventKind::review_assigned, at,
                 {{"review", id}, {"assignee", assignee}, {"who", who}});
  });
}

Result<void> attribute_review(Transaction& transaction, const Attribution& attribution) {
  return writing(transaction, "assign a review item", [&](Database::Connection& connection) {
    const ReviewItem item = require_open(transaction, attribution.review);
    append_event(connection, EventKind::review_assigned, attribution.at,
                 {{"review", attribution.review},
                  {"assignee", item.assignee},
                  {"administration", attribution.administration},
                  {"who", attribution.who},
                  {"why", attribution.why}});
  });
}

Result<void> close_review(Transaction& transaction, const ReviewClosing& closing) {
  return writing(transaction, "close a review item", [&](Database::Connection& connection) {
    require_sense(closing);
    const ReviewItem item = require_open(transaction, closing.review);
    append_closing(connection, closing, item.reply);
    const ReplyRecord reply = require_reply(transaction, item.reply);
    require_nothing_standing(connection, closing, item.reply);
    record_decisions(connection, reply, closing.decisions, closing.at);
    for (OutboxMail mail : closing.mails) {
      if (mail.reply == 0) mail.reply = item.reply;
      take(queue_mail(transaction, mail));
    }
  });
}

Result<void> tell_later(Transaction& transaction, EventId review) {
  return writing(transaction, "note an untold review", [&](Database::Connection& connection) {
    Statement(connection, "INSERT OR IGNORE INTO untold VALUES (?1)").with(review).run();
  });
}

Result<std::vector<EventId>> untold_reviews(Database& database) {
  return guarded("list the untold reviews", [&] {
    Statement rows(database.connection(), "SELECT review FROM untold ORDER BY review");
    std::vector<EventId> untold;
    while (rows.next()) untold.push_back(rows.number(0));
    return untold;
  });
}

Result<void> told_up_to(Transaction& transaction, EventId review) {
  return writing(transaction, "note what was told", [&](Database::Connection& connection) {
    Statement(connection, "DELETE FROM untold WHERE review <= ?1").with(review).run();
  });
}

Result<int> notices_since(Database& database, Instant since) {
  return guarded("count the notices", [&] {
    Statement count(database.connection(),
                    "SELECT count(*) FROM outbox WHERE purpose = 'alert' AND reply IS NOT NULL"
                    " AND queued >= ?1");
    return count.with(since).next() ? static_cast<int>(count.number(0)) : 0;
  });
}

}  // namespace tallyd
