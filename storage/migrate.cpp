// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/migrate.h"

#include <string>

namespace tallyd {
namespace {

int number(Database::Connection& connection, const char* pragma) {
  return connection.sqlite.execAndGet(pragma).getInt();
}

int version_of(Database::Connection& connection) {
  return number(connection, "PRAGMA user_version");
}

/// A file of another program has tables and no version of ours.
bool is_empty(Database::Connection& connection) {
  return number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
}

void refuse_newer(int found, int ours) {
  if (found <= ours) return;
  fail(Failure::permanent, "the database has schema version " + std::to_string(found) +
                               ", this program knows up to " + std::to_string(ours) +
                               ": install the newer tallyd or restore an older backup");
}

[[noreturn]] void refuse_foreign() {
  fail(Failure::permanent, "it is a database of another program: give another file");
}

/// One step; nothing of it stays when it fails. True: there is no more to do.
bool migrate_one(Database::Connection& connection, const char* schema,
                 const Migrations& migrations) {
  SQLite::Transaction transaction(connection.sqlite, SQLite::TransactionBehavior::IMMEDIATE);
  const int target = static_cast<int>(migrations.size()) + 1;
  const int found = version_of(connection);
  refuse_newer(found, target);
  if (found == target) return true;
  if (found == 0 && !is_empty(connection)) refuse_foreign();
  const auto older = static_cast<std::size_t>(found);
  connection.sqlite.exec(found == 0 ? schema : migrations[older - 1]);
  step(connection.steps, "schema changed");
  const int reached = found == 0 ? target : found + 1;
  connection.sqlite.exec("PRAGMA user_version = " + std::to_string(reached));
  transaction.commit();
  step(connection.steps, "schema committed");
  return reached == target;
}

}  // namespace

const Migrations& migrations() {
  static const Migrations all = {
      // 1 to 2: what is to be done to messages in the mailbox.
      "CREATE TABLE tag (digest BLOB PRIMARY KEY CHECK (length(digest) = 32),"
      " mailbox TEXT NOT NULL, uid_validity INTEGER NOT NULL, uid INTEGER NOT NULL,"
      " message_id TEXT NOT NULL, keyword TEXT NOT NULL, folder TEXT NOT NULL,"
      " begun INTEGER NOT NULL CHECK (begun IN (0, 1))) STRICT, WITHOUT ROWID",
      // 2 to 3: what nobody else knows, for Message-IDs that nobody guesses.
      "CREATE TABLE installation (message_id_key BLOB NOT NULL"
      " CHECK (length(message_id_key) = 32)) STRICT;"
      "INSERT INTO installation VALUES (randomblob(32))",
      // 3 to 4: what was marked for a person, and what TSB is still to be told of.
      "CREATE TABLE tagged (digest BLOB PRIMARY KEY CHECK (length(digest) = 32),"
      " mailbox TEXT NOT NULL, uid_validity INTEGER NOT NULL, uid INTEGER NOT NULL,"
      " message_id TEXT NOT NULL, keyword TEXT NOT NULL, folder TEXT NOT NULL)"
      " STRICT, WITHOUT ROWID;"
      "CREATE TABLE untold (review INTEGER PRIMARY KEY REFERENCES ledger(id))"
      " STRICT, WITHOUT ROWID",
      // 4 to 5: rejected messages that are not kept any more.
      "CREATE TABLE removed (reply INTEGER PRIMARY KEY REFERENCES reply(id),"
      " at INTEGER NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL) STRICT",
      // 5 to 6: what is asked often takes no longer with each year.
      "CREATE INDEX ledger_consultations ON ledger(id) WHERE kind = 'consultation_changed';"
      "CREATE INDEX ledger_removals ON ledger(id) WHERE kind = 'message_removed';"
      "CREATE INDEX reply_rejected ON reply(id) WHERE outcome = 'rejected';"
      "CREATE INDEX decision_by_reply ON decision(reply);"
      "CREATE INDEX review_by_reply ON review(reply);"
      "CREATE INDEX outbox_claimed ON outbox(id) WHERE claimed_until <> 0;"
      "CREATE INDEX outbox_by_time ON outbox(queued);"
      "CREATE INDEX outbox_notices ON outbox(queued) WHERE purpose = 'alert'"
      " AND reply IS NOT NULL;"
      "CREATE INDEX outbox_notices_of ON outbox(reply) WHERE purpose = 'alert'",
  };
  return all;
}

void migrate(Database::Connection& connection, const char* schema, const Migrations& migrations) {
  while (!migrate_one(connection, schema, migrations)) {
  }
}

void require_version(Database::Connection& connection, int version) {
  const int found = version_of(connection);
  refuse_newer(found, version);
  if (found == 0) refuse_foreign();
  if (found < version) {
    fail(Failure::permanent, "the database has the older schema version " + std::to_string(found) +
                                 ": start tallyd once to bring it up to date");
  }
}

}  // namespace tallyd
