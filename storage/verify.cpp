// SPDX-License-Identifier: GPL-3.0-or-later
#include <tuple>

#include <nlohmann/json.hpp>

#include "storage/event.h"
#include "storage/ledger.h"
#include "storage/migrate.h"
#include "storage/payload.h"

namespace tallyd {
namespace {

/// Each with the columns that tell its rows apart.
constexpr std::pair<const char*, const char*> kTables[] = {
    {"reply", "SELECT * FROM reply ORDER BY id"},
    {"decision", "SELECT * FROM decision ORDER BY id"},
    {"standing", "SELECT * FROM standing ORDER BY circular, administration, draft"},
    {"review", "SELECT * FROM review ORDER BY id"},
    {"contact", "SELECT * FROM contact ORDER BY address"},
    {"removed", "SELECT * FROM removed ORDER BY reply"},
};

/// One look at everything, as it was at one moment.
class Verifier {
 public:
  Verifier(Database::Connection& connection, const Archive& archive)
      : connection_(connection),
        archive_(archive),
        anew_{SQLite::Database(":memory:", SQLite::OPEN_READWRITE), {}} {
    anew_.sqlite.exec(schema());
    anew_.sqlite.exec("BEGIN");
  }

  Verification run(const std::vector<LedgerHead>& known) {
    SQLite::Transaction snapshot(connection_.sqlite);
    check_file();
    Statement rows(connection_,
                   "SELECT id, at, kind, payload, previous, hash FROM ledger ORDER BY id");
    while (rows.next()) check_row(rows);
    for (const LedgerHead& head : known) check_known(head);
    for (const auto& [table, query] : kTables) compare(table, query);
    return std::move(result_);
  }

 private:
  void find(EventId event, const std::string& text) {
    const std::string where = event == 0 ? "" : "row " + std::to_string(event) + ": ";
    result_.findings.push_back({event, where + text});
  }

  void check_file() {
    SQLite::Statement check(connection_.sqlite, "PRAGMA quick_check(20)");
    while (check.executeStep()) {
      const std::string found = check.getColumn(0).getString();
      if (found != "ok") find(0, "the database file is damaged: " + found);
    }
  }

  void check_row(Statement& row) {
    ++result_.events;
    const EventId id = row.number(0);
    if (id != result_.head.id + 1) find(id, "rows before it are missing");
    if (row.maybe_digest(4) != result_.head.hash) find(id, "it does not follow the row before it");
    result_.head = {id, row.maybe_digest(5).value_or(Digest{})};
    const auto kind = parse_event_kind(row.text(2));
    if (!kind) return find(id, "its kind is unknown: \"" + row.text(2) + "\"");
    const Event event{id,
                      row.instant(1),
                      *kind,
                      row.text(3),
                      row.maybe_digest(4).value_or(Digest{}),
                      result_.head.hash};
    if (sha256(hashed_text(event)) != event.hash) {
      find(id, "its hash is not that of its content");
    }
    check_content(event);
  }

  /// What the row says, against the archive and the outbox; and noted for compare().
  void check_content(const Event& event) {
    try {
      const auto payload = nlohmann::json::parse(event.payload);
      project(anew_, event, payload);
      if (event.kind == EventKind::reply_received) check_message(event, payload);
      if (event.kind == EventKind::mail_queued) check_mail(event, payload);
    } catch (...) {
      find(event.id, current_error("make sense of it").message);
    }
  }

  /// By the table, which compare() holds against the ledger.
  bool is_removed(EventId reply) {
    return Statement(connection_, "SELECT 1 FROM removed WHERE reply = ?1").with(reply).next();
  }

  void check_message(const Event& event, const nlohmann::json& payload) {
    if (is_removed(event.id)) {
      ++result_.removed;
      return;
    }
    ++result_.messages;
    const auto raw = archive_.get(parse_reply_row(payload).digest);
    if (!raw) find(event.id, "its message: " + raw.error().message);
  }

  void check_mail(const Event& event, const nlohmann::json& payload) {
    Statement mail(connection_, "SELECT bytes FROM outbox WHERE message_id = ?1");
    mail.with(payload.at("message_id").get<std::string>());
    if (!mail.next()) return find(event.id, "its mail is gone from the outbox");
    if (mail.text(0).empty() && is_removed(payload.at("reply").get<EventId>())) return;
    if (to_hex(sha256(mail.text(0))) != payload.at("bytes").get<std::string>()) {
      find(event.id, "its mail in the outbox was changed");
    }
  }

  void check_known(const LedgerHead& head) {
    if (head.id == 0) return;
    Statement row(connection_, "SELECT hash FROM ledger WHERE id = ?1");
    if (!row.with(head.id).next()) return find(head.id, "it was there once and is missing");
    if (row.maybe_digest(0) != head.hash) find(head.id, "it is not the row that was there once");
  }

  /// The table against the one that the ledger makes anew.
  void compare(const char* table, const char* query) {
    SQLite::Statement found(connection_.sqlite, query);
    SQLite::Statement expected(anew_.sqlite, query);
    for (;;) {
      const bool more = found.executeStep();
      if (more != expected.executeStep()) {
        return find(0, std::string("table ") + table +
                           (more ? " has a row that the ledger does not know"
                                 : " lacks a row that the ledger knows"));
      }
      if (!more) return;
      compare_row(table, found, expected);
    }
  }

  void compare_row(const char* table, SQLite::Statement& found, SQLite::Statement& expected) {
    for (int column = 0; column < found.getColumnCount(); ++column) {
      const auto is = found.getColumn(column);
      const auto should = expected.getColumn(column);
      if (is.getType() == should.getType() && is.getString() == should.getString()) continue;
      find(0, std::string("table ") + table + ", the row that begins with " +
                  found.getColumn(0).getString() + ": " + is.getName() +
                  " is not what the ledger says");
    }
  }

  Database::Connection& connection_;
  const Archive& archive_;
  Database::Connection anew_;  ///< the tables as the ledger makes them
  Verification result_;
};

}  // namespace

Result<Verification> verify(Database& database, const Archive& archive,
                            const std::vector<LedgerHead>& known) {
  return guarded("verify", [&] { return Verifier(database.connection(), archive).run(known); });
}

}  // namespace tallyd
