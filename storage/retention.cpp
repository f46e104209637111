// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/retention.h"

#include <nlohmann/json.hpp>

#include "storage/event.h"
#include "storage/statement.h"
#include "storage/storage.h"

namespace tallyd {
namespace {

void remove_one(Database::Connection& connection, const RejectedMessage& message,
                const Removal& removal) {
  append_event(connection, EventKind::message_removed, removal.at,
               {{"reply", message.reply},
                {"digest", to_hex(message.digest)},
                {"who", removal.who},
                {"why", removal.why}});
  // A notice of a review has the message attached.
  Statement(connection,
            "UPDATE outbox SET bytes = x'' WHERE reply = ?1 AND purpose = 'alert'"
            " AND state <> 'queued'")
      .with(message.reply)
      .run();
}

}  // namespace

Result<std::vector<RejectedMessage>> rejected_until(Database& database, Instant latest) {
  return guarded("list rejected messages", [&] {
    Statement rows(database.connection(),
                   "SELECT reply.id, digest, sender, message_id, received, max(closed) AS last"
                   " FROM reply JOIN review ON review.reply = reply.id"
                   " WHERE outcome = 'rejected'"
                   " AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.reply = reply.id)"
                   " AND NOT EXISTS (SELECT 1 FROM removed WHERE removed.reply = reply.id)"
                   " GROUP BY reply.id HAVING sum(state <> 'rejected') = 0 AND last <= ?1"
                   " ORDER BY reply.id");
    rows.with(latest);
    std::vector<RejectedMessage> messages;
    while (rows.next()) {
      messages.push_back({rows.number(0), rows.digest(1), rows.text(2), rows.text(3),
                          rows.instant(4), rows.instant(5)});
    }
    return messages;
  });
}

Result<std::vector<RejectedMessage>> remove_rejected(Storage& storage, Instant latest,
                                                     const Removal& removal) {
  TALLYD_TRY_ASSIGN(auto messages, rejected_until(storage.database, latest));
  if (messages.empty()) return messages;
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(storage.database));
  // Once more: a person may have opened one again since.
  TALLYD_TRY_ASSIGN(messages, rejected_until(storage.database, latest));
  TALLYD_TRY(writing(transaction, "remove rejected messages", [&](auto& connection) {
    for (const RejectedMessage& message : messages) remove_one(connection, message, removal);
  }));
  TALLYD_TRY(transaction.commit());
  for (const RejectedMessage& message : messages) {
    TALLYD_TRY(storage.archive.remove(message.digest));
  }
  return messages;
}

Result<void> finish_removals(Storage& storage) {
  TALLYD_TRY_ASSIGN(const auto digests, guarded("list removed messages", [&] {
                      Statement rows(
                          storage.database.connection(),
                          "SELECT digest FROM removed JOIN reply ON reply.id = removed.reply");
                      std::vector<Digest> found;
                      while (rows.next()) found.push_back(rows.digest(0));
                      return found;
                    }));
  for (const Digest& digest : digests) TALLYD_TRY(storage.archive.remove(digest));
  return {};
}

Result<bool> removed_since(Database& database, EventId event) {
  return guarded("look for removals", [&] {
    Statement row(database.connection(),
                  "SELECT 1 FROM ledger WHERE id > ?1 AND kind = 'message_removed' LIMIT 1");
    return row.with(event).next();
  });
}

Result<std::optional<Removal>> find_removal(Database& database, EventId reply) {
  return guarded("look for a removal", [&]() -> std::optional<Removal> {
    Statement row(database.connection(), "SELECT at, who, why FROM removed WHERE reply = ?1");
    if (!row.with(reply).next()) return std::nullopt;
    return Removal{row.instant(0), row.text(1), row.text(2)};
  });
}

}  // namespace tallyd
