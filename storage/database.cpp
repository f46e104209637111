// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database.h"

#include <cassert>
#include <cerrno>
#include <string>
#include <system_error>
#include <tuple>

#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <unistd.h>

#include "storage/durable_file.h"
#include "storage/migrate.h"
#include "storage/statement.h"

namespace tallyd {
namespace fs = std::filesystem;
namespace {

constexpr int kBusyMilliseconds = 5000;

/// Creates the file where it is missing, readable by its owner only: SQLite would go by the umask.
/// Its -wal and -shm get the same mode. One that is there must not even be opened: to close it
/// would drop the locks of all connections of this process (POSIX), and the next process that
/// closes the database would believe itself the last one and delete the WAL, with whatever is in
/// it.
Result<void> create_file(const fs::path& file) {
  const int opened = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (opened < 0 && errno == EEXIST) return {};
  if (opened < 0) return system_error("open", file, errno);
  ::close(opened);
  return {};
}

/// The switch to WAL does not wait for another process that does the same: SQLite 3.40 says
/// "locked" at once. An IMMEDIATE transaction waits; after it the other has switched.
void use_wal(SQLite::Database& sqlite) {
  for (int attempt = 0; attempt < 50; ++attempt) {
    if (sqlite.execAndGet("PRAGMA journal_mode").getString() == "wal") return;
    if (sqlite.tryExec("PRAGMA journal_mode = WAL") == SQLite::OK) return;
    sqlite.exec("BEGIN IMMEDIATE; COMMIT");
  }
  fail(Failure::temporary, "another process keeps the database locked");
}

void prepare_for_writing(Database::Connection& connection) {
  use_wal(connection.sqlite);
  // FULL: a commit survives a loss of power, not only of the process. Eight megabytes hold what 64
  // messages write; with SQLite's two, some of it was written twice.
  connection.sqlite.exec(
      "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8192");
  migrate(connection, schema(), migrations());
}

std::string label(const char* what, const fs::path& file) {
  return std::string(what) + " " + file.string();
}

/// Copies into a new file of its own, without WAL, so that one file is the whole backup.
void copy_into(SQLite::Database& from, const fs::path& file) {
  SQLite::Database to(file.string(), SQLite::OPEN_READWRITE, kBusyMilliseconds);
  {
    SQLite::Backup backup(to, from);
    const int result = backup.executeStep(-1);
    if (backup.getRemainingPageCount() != 0) throw SQLite::Exception("backup not complete", result);
  }
  to.exec("PRAGMA journal_mode = DELETE");
}

}  // namespace

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const fs::path& file, Access access, Steps steps) {
  if (access == Access::write) TALLYD_TRY(create_file(file));
  const int flags = access == Access::write ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY;
  return guarded(label("open", file), [&] {
    SQLite::Database sqlite(file.string(), flags | SQLite::OPEN_NOMUTEX, kBusyMilliseconds);
    auto connection = std::make_unique<Connection>(Connection{std::move(sqlite), std::move(steps)});
    if (access == Access::write) {
      prepare_for_writing(*connection);
    } else {
      require_version(*connection, kSchemaVersion);
    }
    return Database(std::move(connection));
  });
}

Result<Transaction> Transaction::begin(Database& database) {
  return guarded("begin a transaction", [&] {
    // IMMEDIATE: waits for the other writer here, not half-way with "database is locked".
    database.connection().sqlite.exec("BEGIN IMMEDIATE");
    step(database.connection().steps, "begun");
    return Transaction(database);
  });
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
  // Fails where SQLite rolled back by itself, after a full disk: then there is nothing to undo.
  if (database_ != nullptr) std::ignore = database_->connection().sqlite.tryExec("ROLLBACK");
}

Result<void> Transaction::commit() {
  assert(database_ != nullptr);
  Database::Connection& connection = database_->connection();
  auto committed = guarded("commit", [&] {
    step(connection.steps, "before commit");
    connection.sqlite.exec("COMMIT");
  });
  if (!committed) std::ignore = connection.sqlite.tryExec("ROLLBACK");  // may be done already
  database_ = nullptr;
  if (committed) step(connection.steps, "committed");
  return committed;
}

Result<void> back_up(Database& database, const fs::path& file) {
  std::error_code error;
  if (fs::exists(file, error)) return permanent(file.string() + " exists: give another name");
  std::string pending = file.string() + ".XXXXXX";
  const int opened = ::mkostemp(pending.data(), O_CLOEXEC);
  if (opened < 0) return system_error("create", pending, errno);
  ::close(opened);
  auto copied =
      guarded(label("back up to", file), [&] { copy_into(database.connection().sqlite, pending); });
  if (copied) copied = sync_file(pending);
  // link() and not rename(): a file that came to be there meanwhile is not replaced.
  if (copied && ::link(pending.c_str(), file.c_str()) != 0) {
    copied = system_error("create", file, errno);
  }
  ::unlink(pending.c_str());
  if (!copied) return copied;
  return sync_directory(fs::absolute(file, error).parent_path());
}

}  // namespace tallyd
