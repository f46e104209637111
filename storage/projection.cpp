// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "storage/event.h"
#include "storage/payload.h"

namespace tallyd {
namespace {

using nlohmann::json;

void insert_reply(Database::Connection& connection, const Event& event, const json& payload) {
  const ReplyRecord reply = parse_reply_row(payload);
  Statement(
      connection,
      "INSERT INTO reply VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)")
      .with(event.id, reply.digest, reply.content, reply.message_id, reply.received, reply.sender,
            reply.circular, reply.administration, reply.language, reply.format, reply.outcome,
            reply.certain, reply.reason, reply.authentication)
      .run();
}

void insert_decision(Database::Connection& connection, const Event& event, const json& payload) {
  const DecisionRecord decision = parse_decision(payload);
  Statement(connection, "INSERT INTO decision VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
      .with(event.id, decision.reply, decision.circular, decision.administration, decision.draft,
            decision.authority, decision.comments, decision.received, or_null(decision.supersedes))
      .run();
  if (!decision.stands) return;
  Statement(connection, "INSERT OR REPLACE INTO standing VALUES (?1, ?2, ?3, ?4)")
      .with(decision.circular, decision.administration, decision.draft, event.id)
      .run();
}

void insert_review(Database::Connection& connection, const Event& event, const json& payload) {
  const ReviewItem item = parse_review(payload);
  Statement(connection, "INSERT INTO review VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'open', ?7, 0, '', '')")
      .with(event.id, item.reply, item.circular, item.administration, item.token, event.at,
            item.assignee)
      .run();
}

void assign(Database::Connection& connection, const json& payload) {
  Statement(connection,
            "UPDATE review SET assignee = ?2, administration = iif(?3 = '', administration, ?3)"
            " WHERE id = ?1")
      .with(payload.at("review").get<EventId>(), payload.at("assignee").get<std::string>(),
            payload.value("administration", ""))
      .run();
}

void close(Database::Connection& connection, const Event& event, const json& payload,
           ReviewState state) {
  Statement(connection,
            "UPDATE review SET state = ?2, closed = ?3, who = ?4, why = ?5 WHERE id = ?1")
      .with(payload.at("review").get<EventId>(), state, event.at,
            payload.at("who").get<std::string>(), payload.at("why").get<std::string>())
      .run();
  Statement(connection,
            "UPDATE reply SET outcome = ?2, administration = iif(?3 = '', administration, ?3),"
            " circular = iif(?4 = '', circular, ?4) WHERE id = ?1")
      .with(payload.at("reply").get<EventId>(), payload.at("outcome").get<std::string>(),
            payload.at("administration").get<std::string>(), payload.value("circular", ""))
      .run();
}

void withdraw(Database::Connection& connection, const json& payload) {
  const auto instead = payload.at("instead").get<EventId>();
  const auto of = [&](const char* key) { return payload.at(key).get<std::string>(); };
  if (instead == 0) {
    Statement(connection,
              "DELETE FROM standing WHERE circular = ?1 AND administration = ?2 AND draft = ?3")
        .with(of("circular"), of("administration"), of("draft"))
        .run();
  } else {
    Statement(connection, "INSERT OR REPLACE INTO standing VALUES (?1, ?2, ?3, ?4)")
        .with(of("circular"), of("administration"), of("draft"), instead)
        .run();
  }
  Statement(connection, "UPDATE reply SET outcome = ?2 WHERE id = ?1")
      .with(payload.at("reply").get<EventId>(), of("outcome"))
      .run();
}

void set_failing(Database::Connection& connection, const json& payload) {
  const FailingAddress failing = parse_failing(payload);
  Statement(connection, "INSERT OR REPLACE INTO contact VALUES (?1, ?2, ?3, ?4)")
      .with(failing.address, failing.permanent, failing.since, failing.why)
      .run();
}

void set_working(Database::Connection& connection, const json& payload) {
  Statement(connection, "DELETE FROM contact WHERE address = ?1")
      .with(payload.at("address").get<std::string>())
      .run();
}

void insert_removed(Database::Connection& connection, const Event& event, const json& payload) {
  Statement(connection, "INSERT INTO removed VALUES (?1, ?2, ?3, ?4)")
      .with(payload.at("reply").get<EventId>(), event.at, payload.at("who").get<std::string>(),
            payload.at("why").get<std::string>())
      .run();
}

}  // namespace

void project(Database::Connection& connection, const Event& event, const json& payload) {
  switch (event.kind) {
    case EventKind::reply_received:
      return insert_reply(connection, event, payload);
    case EventKind::decision_recorded:
      return insert_decision(connection, event, payload);
    case EventKind::decision_withdrawn:
      return withdraw(connection, payload);
    case EventKind::review_opened:
      return insert_review(connection, event, payload);
    case EventKind::review_assigned:
      return assign(connection, payload);
    case EventKind::review_resolved:
      return close(connection, event, payload, ReviewState::resolved);
    case EventKind::review_rejected:
      return close(connection, event, payload, ReviewState::rejected);
    case EventKind::address_failing:
      return set_failing(connection, payload);
    case EventKind::address_working:
      return set_working(connection, payload);
    case EventKind::message_removed:
      return insert_removed(connection, event, payload);
    case EventKind::consultation_changed:
    case EventKind::mail_queued:
    case EventKind::mail_sent:
    case EventKind::mail_failed:
    case EventKind::mail_retried:
    case EventKind::mail_cancelled:
      return;  // told by the ledger alone
  }
}

}  // namespace tallyd
