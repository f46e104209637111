// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>

#include "config/instant.h"
#include "config/result.h"
#include "storage/database.h"
#include "storage/digest.h"
#include "storage/records.h"

/// For storage/*.cpp only: inside, trouble is thrown; guarded() and writing() turn it into a Result
/// at the edge.
namespace tallyd {

struct Database::Connection {
  SQLite::Database sqlite;
  Steps steps;
  /// Prepared once; a statement in use is not in here.
  std::unordered_map<const char*, std::unique_ptr<SQLite::Statement>> statements = {};
};

/// An Error on its way to the edge.
struct Failed {
  Error error;
};

[[noreturn]] void fail(Failure failure, std::string message);

/// A prepared statement, borrowed from the connection's cache for the scope.
class Statement {
 public:
  /// `sql` is a literal: the cache knows it by its address.
  Statement(Database::Connection& connection, const char* sql);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  /// Binds ?1, ?2, …
  template <typename... Values>
  Statement& with(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
    return *this;
  }
  /// To the next row; false: no more.
  bool next() { return statement_->executeStep(); }
  /// For what writes: a step.
  void run();

  // Columns of the row, from 0.
  std::string text(int column);
  std::int64_t number(int column);
  bool flag(int column) { return number(column) != 0; }
  Instant instant(int column);
  Digest digest(int column);
  std::optional<Digest> maybe_digest(int column);
  /// By parse_…(); another word is `corrupt`.
  template <typename Parse>
  auto word(int column, Parse parse) {
    const std::string found = text(column);
    const auto parsed = parse(found);
    if (!parsed) fail(Failure::corrupt, "the database says \"" + found + "\" where it may not");
    return *parsed;
  }

 private:
  template <std::integral Number>
  void bind(int index, Number value) {
    statement_->bind(index, static_cast<std::int64_t>(value));
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void bind(int index, Enum value) { bind(index, to_word(value)); }
  void bind(int index, std::string_view value) { statement_->bind(index, std::string(value)); }
  void bind(int index, Instant value) {
    statement_->bind(index, std::int64_t{value.time_since_epoch().count()});
  }
  void bind(int index, const Digest& value) {
    statement_->bind(index, value.bytes.data(), static_cast<int>(value.bytes.size()));
  }
  /// Empty: NULL.
  template <typename Value>
  void bind(int index, const std::optional<Value>& value) {
    if (value) {
      bind(index, *value);
    } else {
      statement_->bind(index);
    }
  }

  Database::Connection& connection_;
  const char* sql_;
  std::unique_ptr<SQLite::Statement> statement_;
};

/// An event number in a column that is NULL where we say 0.
inline std::optional<EventId> or_null(EventId id) {
  return id == 0 ? std::nullopt : std::optional<EventId>(id);
}

/// Undoes what was written since, unless released.
class Savepoint {
 public:
  explicit Savepoint(Database::Connection& connection);
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  ~Savepoint();
  void release();

 private:
  Database::Connection& connection_;
  bool released_ = false;
};

/// The exception in flight as an Error, "cannot WHAT: …". Our own bugs are thrown on.
Error current_error(std::string_view what);

/// The value of `work()`, or what it threw.
template <typename Work>
auto guarded(std::string_view what, Work work) -> Result<decltype(work())> {
  try {
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (...) {
    return tl::unexpected<Error>(current_error(what));
  }
}

/// The same for work that writes: all of it or nothing, whatever the caller does next.
template <typename Work>
auto writing(Transaction& transaction, std::string_view what, Work work)
    -> Result<decltype(work(std::declval<Database::Connection&>()))> {
  return guarded(what, [&] {
    Database::Connection& connection = transaction.database().connection();
    Savepoint savepoint(connection);
    if constexpr (std::is_void_v<decltype(work(connection))>) {
      work(connection);
      savepoint.release();
    } else {
      auto value = work(connection);
      savepoint.release();
      return value;
    }
  });
}

/// The value of a Result, or its error thrown to the edge.
template <typename Value>
Value take(Result<Value> result) {
  if (!result) throw Failed{std::move(result).error()};
  if constexpr (!std::is_void_v<Value>) return *std::move(result);
}

}  // namespace tallyd
