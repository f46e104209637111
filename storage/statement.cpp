// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/statement.h"

#include <tuple>

#include <nlohmann/json.hpp>
#include <sqlite3.h>

namespace tallyd {
namespace {

/// What the caller may do about a result code of SQLite.
Failure failure_of(int code) {
  switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Failure::corrupt;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
    case SQLITE_PROTOCOL:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return Failure::temporary;
    default:  // not an enum: constraints and misuse
      return Failure::permanent;
  }
}

}  // namespace

void fail(Failure failure, std::string message) { throw Failed{{failure, std::move(message)}}; }

Error current_error(std::string_view what) {
  const std::string cannot = "cannot " + std::string(what) + ": ";
  try {
    throw;
  } catch (const Failed& failed) {
    return {failed.error.failure, cannot + failed.error.message};
  } catch (const SQLite::Exception& error) {
    return {failure_of(error.getErrorCode()), cannot + error.what()};
  } catch (const nlohmann::json::exception& error) {
    return {Failure::corrupt, cannot + "what is stored is not what we store: " + error.what()};
  }
}

Statement::Statement(Database::Connection& connection, const char* sql)
    : connection_(connection), sql_(sql) {
  const auto kept = connection_.statements.extract(sql);
  statement_ = kept.empty() ? std::make_unique<SQLite::Statement>(connection_.sqlite, sql)
                            : std::move(kept.mapped());
}

Statement::~Statement() {
  std::ignore = statement_->tryReset();  // says again what the last step said
  statement_->clearBindings();
  connection_.statements.emplace(sql_, std::move(statement_));
}

void Statement::run() {
  statement_->executeStep();
  step(connection_.steps, sql_);
}

std::string Statement::text(int column) { return statement_->getColumn(column).getString(); }

std::int64_t Statement::number(int column) { return statement_->getColumn(column).getInt64(); }

Instant Statement::instant(int column) { return Instant(std::chrono::seconds(number(column))); }

Digest Statement::digest(int column) {
  const auto found = maybe_digest(column);
  if (!found) fail(Failure::corrupt, "the database has no digest where one must be");
  return *found;
}

std::optional<Digest> Statement::maybe_digest(int column) {
  const std::string bytes = text(column);
  Digest digest;
  if (bytes.size() != digest.bytes.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), digest.bytes.begin());
  return digest;
}

Savepoint::Savepoint(Database::Connection& connection) : connection_(connection) {
  // A full disk makes SQLite roll back by itself; a savepoint would then begin, and its release
  // commit, a transaction that lacks what came before.
  if (sqlite3_get_autocommit(connection.sqlite.getHandle()) != 0) {
    fail(Failure::temporary, "the transaction was rolled back; begin it again");
  }
  connection_.sqlite.exec("SAVEPOINT work");
}

Savepoint::~Savepoint() {
  if (released_) return;
  // Both fail when SQLite has rolled back everything by itself: then all is undone already.
  std::ignore = connection_.sqlite.tryExec("ROLLBACK TO work");
  std::ignore = connection_.sqlite.tryExec("RELEASE work");
}

void Savepoint::release() {
  connection_.sqlite.exec("RELEASE work");
  released_ = true;
}

}  // namespace tallyd
