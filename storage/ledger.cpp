// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/ledger.h"

#include <nlohmann/json.hpp>

#include "storage/event.h"

namespace tallyd {
namespace {

Event event_of(Statement& row) {
  return {row.number(0), row.instant(1), row.word(2, parse_event_kind),
          row.text(3),   row.digest(4),  row.digest(5)};
}

}  // namespace

Result<LedgerHead> ledger_head(Database& database) {
  return guarded("read the head of the ledger", [&]() -> LedgerHead {
    Statement last(database.connection(), "SELECT id, hash FROM ledger ORDER BY id DESC LIMIT 1");
    if (!last.next()) return {};
    return {last.number(0), last.digest(1)};
  });
}

Result<std::vector<Event>> events_after(Database& database, EventId after, int limit) {
  return guarded("read the ledger", [&] {
    Statement rows(database.connection(),
                   "SELECT id, at, kind, payload, previous, hash FROM ledger WHERE id > ?1"
                   " ORDER BY id LIMIT ?2");
    rows.with(after, limit);
    std::vector<Event> events;
    while (rows.next()) events.push_back(event_of(rows));
    return events;
  });
}

Result<EventId> record_consultation_change(Transaction& transaction, std::string_view circular,
                                           std::string_view change, std::string_view who,
                                           Instant at) {
  return writing(
      transaction, "record a change of a consultation", [&](Database::Connection& connection) {
        auto parsed = nlohmann::json::parse(change, nullptr, false);
        if (parsed.is_discarded()) fail(Failure::permanent, "the change is no JSON");
        return append_event(connection, EventKind::consultation_changed, at,
                            {{"circular", circular}, {"change", std::move(parsed)}, {"who", who}});
      });
}

Result<std::optional<ConsultationChange>> last_consultation_change(Database& database,
                                                                   std::string_view circular) {
  return guarded("read the changes of a consultation", [&]() -> std::optional<ConsultationChange> {
    Statement rows(database.connection(),
                   "SELECT id, at, payload FROM ledger WHERE"
                   " kind = 'consultation_changed' AND"
                   " json_extract(payload, '$.circular') = ?1 ORDER BY id DESC"
                   " LIMIT 1");
    if (!rows.with(circular).next()) return std::nullopt;
    const auto payload = nlohmann::json::parse(rows.text(2));
    return ConsultationChange{rows.number(0), payload.at("change").dump(),
                              payload.at("who").get<std::string>(), rows.instant(1)};
  });
}

Result<void> rebuild(Transaction& transaction) {
  return writing(transaction, "rebuild the tables", [](Database::Connection& connection) {
    connection.sqlite.exec("PRAGMA defer_foreign_keys = ON");
    for (const char* table : {"standing", "decision", "review", "removed", "reply", "contact"}) {
      connection.sqlite.exec(std::string("DELETE FROM ") + table);
    }
    Statement rows(connection,
                   "SELECT id, at, kind, payload, previous, hash FROM ledger ORDER BY id");
    while (rows.next()) {
      const Event event = event_of(rows);
      project(connection, event, nlohmann::json::parse(event.payload));
    }
  });
}

}  // namespace tallyd
