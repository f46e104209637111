// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/replies.h"

#include <nlohmann/json.hpp>

#include "storage/decide.h"
#include "storage/payload.h"
#include "storage/statement.h"

namespace tallyd {
namespace {

/// The reply of the row (id, payload, outcome, administration, circular): as received, but for what
/// a person has decided since.
ReplyRecord reply_of(Statement& row) {
  ReplyRecord reply = parse_reply(nlohmann::json::parse(row.text(1)));
  reply.id = row.number(0);
  reply.outcome = row.word(2, parse_outcome);
  reply.administration = row.text(3);
  reply.circular = row.text(4);
  return reply;
}

std::optional<ReplyRecord> first_of(Statement& rows) {
  if (!rows.next()) return std::nullopt;
  return reply_of(rows);
}

DecisionRecord decision_of(Statement& row) {
  DecisionRecord decision;
  decision.id = row.number(0);
  decision.reply = row.number(1);
  decision.circular = row.text(2);
  decision.administration = row.text(3);
  decision.draft = row.text(4);
  decision.authority = row.word(5, parse_authority);
  decision.comments = row.word(6, parse_comments);
  decision.received = row.instant(7);
  decision.supersedes = row.number(8);
  decision.stands = row.flag(9);
  return decision;
}

std::vector<DecisionRecord> decisions_of(Statement& rows) {
  std::vector<DecisionRecord> decisions;
  while (rows.next()) decisions.push_back(decision_of(rows));
  return decisions;
}

}  // namespace

Result<std::vector<ReplyRecord>> list_replies(Database& database, const ReplyFilter& filter) {
  return guarded("list the replies", [&] {
    Statement rows(
        database.connection(),
        "SELECT reply.id, payload, outcome, administration, circular FROM reply JOIN ledger"
        " USING (id) WHERE ?1 IN ('', circular) AND ?2 IN ('', administration)"
        " AND ?3 IN ('', outcome) ORDER BY received, reply.id");
    rows.with(filter.circular, filter.administration,
              filter.outcome ? to_word(*filter.outcome) : std::string_view());
    std::vector<ReplyRecord> replies;
    while (rows.next()) replies.push_back(reply_of(rows));
    return replies;
  });
}

Result<std::optional<ReplyRecord>> find_reply(Database& database, EventId id) {
  return guarded("read a reply", [&] {
    Statement rows(
        database.connection(),
        "SELECT reply.id, payload, outcome, administration, circular FROM reply JOIN ledger"
        " USING (id) WHERE reply.id = ?1");
    return first_of(rows.with(id));
  });
}

Result<std::optional<ReplyRecord>> find_reply(Database& database, const Digest& digest) {
  return guarded("read a reply", [&] {
    Statement rows(
        database.connection(),
        "SELECT reply.id, payload, outcome, administration, circular FROM reply JOIN ledger"
        " USING (id) WHERE digest = ?1");
    return first_of(rows.with(digest));
  });
}

Result<std::string> sender_of(Database& database, EventId id) {
  return guarded("read the sender of a reply", [&] {
    Statement rows(database.connection(), "SELECT sender FROM reply WHERE id = ?1");
    return rows.with(id).next() ? rows.text(0) : std::string();
  });
}

Result<std::optional<ReplyRecord>> find_resent(Database& database, const Digest& content,
                                               std::string_view sender) {
  return guarded("look up a reply by its content", [&] {
    Statement rows(
        database.connection(),
        "SELECT reply.id, payload, outcome, administration, circular FROM reply JOIN ledger"
        " USING (id) WHERE content = ?1 AND sender = ?2 ORDER BY reply.id LIMIT 1");
    return first_of(rows.with(content, sender));
  });
}

Result<std::vector<DecisionRecord>> standing_decisions(Database& database,
                                                       std::string_view circular,
                                                       std::string_view administration) {
  return guarded("read the standing decisions", [&] {
    Statement rows(database.connection(),
                   "SELECT id, reply, standing.circular, standing.administration, standing.draft,"
                   " authority, comments, received, supersedes, 1 FROM standing JOIN decision"
                   " ON decision.id = standing.decision WHERE standing.circular = ?1"
                   " AND standing.administration BETWEEN ?2 AND ?3"
                   " ORDER BY standing.administration, standing.draft");
    constexpr std::string_view kBehindAllCodes = "~";
    return decisions_of(rows.with(circular, administration,
                                  administration.empty() ? kBehindAllCodes : administration));
  });
}

Result<std::vector<DecisionRecord>> all_decisions(Database& database, std::string_view circular,
                                                  std::string_view administration) {
  return guarded("read the decisions", [&] {
    Statement rows(database.connection(),
                   "SELECT id, reply, circular, administration, draft, authority, comments,"
                   " received, supersedes, id IN (SELECT decision FROM standing) FROM decision"
                   " WHERE circular = ?1 AND ?2 IN ('', administration) ORDER BY id");
    return decisions_of(rows.with(circular, administration));
  });
}

Result<void> withdraw(Transaction& transaction, const Withdrawal& withdrawal) {
  return writing(transaction, "withdraw a decision", [&](Database::Connection& connection) {
    withdraw_decision(connection, withdrawal);
  });
}

}  // namespace tallyd
