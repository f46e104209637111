// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "config/result.h"
#include "storage/steps.h"

namespace tallyd {

enum class Access {
  read,   ///< the database must exist, with exactly our schema
  write,  ///< created and migrated where needed
};

/// The schema that this program writes (`PRAGMA user_version`).
constexpr int kSchemaVersion = 6;

/// One connection to the database file. Not for two threads at once: each thread opens its own.
/// WAL: readers never wait; a second writer waits up to five seconds, then `temporary`.
class Database {
 public:
  /// A schema newer than ours, or a file that is no database of ours, is refused: `permanent`.
  static Result<Database> open(const std::filesystem::path& file, Access access, Steps steps = {});

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  struct Connection;  ///< SQLite's side; storage/ only
  Connection& connection() { return *connection_; }

 private:
  explicit Database(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

/// A write transaction: everything that writes takes one, so that what belongs together is written
/// together. Rolls back unless committed. One at a time per Database, which must outlive it.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);

  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  /// On return all is on the disk. On failure all is rolled back.
  Result<void> commit();

  Database& database() { return *database_; }

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;  ///< null: committed, rolled back or moved from
};

/// A consistent copy of the database as it is now, while others go on writing. `file` must not
/// exist; it appears under that name when complete.
Result<void> back_up(Database& database, const std::filesystem::path& file);

}  // namespace tallyd
