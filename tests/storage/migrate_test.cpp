// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/migrate.h"

#include <fstream>
#include <sstream>

#include "tests/storage/store.h"

namespace tallyd {
namespace {

struct Migration {
  Database::Connection connection{SQLite::Database(":memory:", SQLite::OPEN_READWRITE), {}};

  int version() { return connection.sqlite.execAndGet("PRAGMA user_version").getInt(); }
  bool has(const char* table) { return connection.sqlite.tableExists(table); }
};

constexpr const char* kOne = "CREATE TABLE one (a) STRICT";
constexpr const char* kFirst = "CREATE TABLE one (a ANY) STRICT";

/// tests/storage/version_N.sql: dumps of databases of every older version, with a few rows. Keep
/// them for ever.
std::string dump_of(std::size_t version) {
  std::ifstream dump(TALLYD_SOURCE_DIR "/tests/storage/version_" + std::to_string(version) +
                     ".sql");
  std::stringstream sql;
  sql << dump.rdbuf();
  return sql.str();
}

/// The storage in `directory`, whose database was of that version, with the one message in it.
Storage upgraded(const TemporaryDirectory& directory, std::size_t version) {
  SQLite::Database(directory.path / "tallyd.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec(dump_of(version));
  Storage storage = must(open_storage(directory.path, Access::write));
  must(storage.archive.put("From: KEN-1\r\n\r\nassigned\r\n"));
  return storage;
}

}  // namespace

TEST_CASE_METHOD(Migration, "an empty database is made by the newest schema alone") {
  migrate(connection, kFirst, {"not even SQL"});
  CHECK(version() == 2);
}

TEST_CASE_METHOD(Migration, "an older database goes through every version") {
  migrate(connection, kFirst, {});
  migrate(connection, kFirst, {"CREATE TABLE two (a ANY)", "CREATE TABLE three (a ANY)"});
  CHECK(version() == 3);
  CHECK((has("one") && has("two") && has("three")));
}

TEST_CASE_METHOD(Migration, "a migration that fails leaves the version before it, whole") {
  migrate(connection, kFirst, {});
  CHECK_THROWS(migrate(connection, kFirst,
                       {"CREATE TABLE two (a ANY)", "CREATE TABLE three (a ANY); nonsense"}));
  CHECK(version() == 2);
  CHECK_FALSE(has("three"));
  CHECK_THROWS(migrate(connection, kOne, {"CREATE TABLE two (a ANY)", "still nonsense"}));
}

TEST_CASE_METHOD(Store, "a database of a newer tallyd is refused, told so, and left as it is") {
  forge("PRAGMA user_version = 99");
  for (const Access access : {Access::read, Access::write}) {
    const auto refused = Database::open(directory.path / "tallyd.db", access);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().failure == Failure::permanent);
    CHECK(refused.error().message.find("schema version 99") != std::string::npos);
  }
}

TEST_CASE("of every older version there is a database to upgrade") {
  REQUIRE_FALSE(migrations().empty());
  for (std::size_t version = 1; version <= migrations().size(); ++version) {
    CHECK(dump_of(version).find("CREATE TABLE ledger") != std::string::npos);
  }
}

TEST_CASE("a database of any older version is opened, keeps its rows and verifies") {
  for (std::size_t version = 1; version <= migrations().size(); ++version) {
    CAPTURE(version);
    const TemporaryDirectory directory;
    Storage storage = upgraded(directory, version);
    CHECK(must(standing_decisions(storage.database, "TSB Circular 53")).size() == 1);
    CHECK(must(verify(storage.database, storage.archive)).findings.empty());
    const std::string key = must(message_id_key(storage.database));
    CHECK(key.size() == 64);
    const Storage again = must(open_storage(directory.path, Access::write));
    CHECK(must(message_id_key(storage.database)) == key);
  }
}

TEST_CASE_METHOD(Store, "the ledger of a database of any older version goes on where it ended") {
  for (std::size_t version = 1; version <= migrations().size(); ++version) {
    CAPTURE(version);
    const TemporaryDirectory old;
    storage = upgraded(old, version);
    const LedgerHead before = verified().head;
    CHECK(before.id == 3);
    record(reply_of("KEN", 2));
    REQUIRE(standing().size() == 1);
    CHECK(standing().front().reply > before.id);
    CHECK(standing().front().supersedes == 2);
    CHECK(verified({before}).findings.empty());
  }
}

}  // namespace tallyd
