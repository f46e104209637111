// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database.h"

#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

#include "storage/statement.h"
#include "tests/storage/store.h"

namespace tallyd {
namespace fs = std::filesystem;
namespace {

void limit_pages(Database& database, int pages) {
  database.connection().sqlite.exec("PRAGMA max_page_count = " + std::to_string(pages));
}

}  // namespace

TEST_CASE_METHOD(Store, "a transaction that is not committed leaves nothing") {
  {
    Transaction transaction = must(Transaction::begin(database));
    must(record_message(transaction, reply_of("KEN", 1)));
  }
  CHECK(must(ledger_head(database)).id == 0);
  CHECK(count("seen") + count("outbox") + count("cursor") == 0);
}

TEST_CASE_METHOD(Store, "a reader sees what is committed while a writer writes") {
  Database reader = must(Database::open(directory.path / "tallyd.db", Access::read));
  Transaction transaction = must(Transaction::begin(database));
  must(record_message(transaction, reply_of("KEN", 1)));
  CHECK(must(ledger_head(reader)).id == 0);
  must(transaction.commit());
  CHECK(must(ledger_head(reader)).id > 0);
}

TEST_CASE_METHOD(Store, "a reader cannot write") {
  Database reader = must(Database::open(directory.path / "tallyd.db", Access::read));
  CHECK_FALSE(record_message(reader, reply_of("KEN", 1)));
}

TEST_CASE_METHOD(Store, "the database is readable by its owner only") {
  record(reply_of("KEN", 1));
  for (const char* name : {"tallyd.db", "tallyd.db-wal", "tallyd.db-shm"}) {
    CAPTURE(name);
    CHECK(fs::status(directory.path / name).permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));
  }
}

TEST_CASE("the database of another program is refused and left as it is") {
  TemporaryDirectory directory;
  SQLite::Database(directory.path / "a.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec("CREATE TABLE theirs (a)");
  const auto refused = Database::open(directory.path / "a.db", Access::write);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().failure == Failure::permanent);
  CHECK(refused.error().message.find("another program") != std::string::npos);
}

TEST_CASE("a file that is no database is corrupt, one that is missing is not made by a reader") {
  TemporaryDirectory directory;
  std::ofstream(directory.path / "a.db") << std::string(4096, 'x');
  CHECK(Database::open(directory.path / "a.db", Access::write).error().failure == Failure::corrupt);
  CHECK_FALSE(Database::open(directory.path / "b.db", Access::read));
  CHECK_FALSE(fs::exists(directory.path / "b.db"));
}

TEST_CASE("a directory that is not there is a temporary failure that names the file") {
  TemporaryDirectory directory;
  const auto failed = Database::open(directory.path / "no" / "a.db", Access::write);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().failure == Failure::temporary);
  CHECK(failed.error().message.find("no/a.db") != std::string::npos);
}

TEST_CASE_METHOD(Store, "a full disk is a temporary failure that leaves nothing of the message") {
  record(reply_of("KEN", 1));
  const EventId head = must(ledger_head(database)).id;
  // SQLite says SQLITE_FULL at this limit as it does when the disk is full.
  MessageRecord large = reply_of("FRA", 2);
  large.mails[0].bytes = std::string(8'000'000, 'x');
  limit_pages(database, 200);
  const auto failed = record_message(database, large);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().failure == Failure::temporary);
  CHECK(must(ledger_head(database)).id == head);
  limit_pages(database, 1'000'000);
  CHECK_FALSE(record(large).already);
}

TEST_CASE_METHOD(Store, "after a full disk the rest of a transaction cannot be committed alone") {
  MessageRecord large = reply_of("FRA", 2);
  large.mails[0].bytes = std::string(8'000'000, 'x');
  limit_pages(database, 200);
  Transaction transaction = must(Transaction::begin(database));
  must(record_message(transaction, reply_of("KEN", 1)));
  REQUIRE_FALSE(record_message(transaction, large));
  std::ignore = record_message(transaction, reply_of("CHE", 3));  // either way, see below
  const bool committed = transaction.commit().has_value();
  // Whatever SQLite rolled back: all that was said to be recorded is there, or nothing is.
  CHECK(must(list_replies(database, {})).size() == (committed ? 2 : 0));
}

TEST_CASE("two processes that create and write one database lose nothing") {
  TemporaryDirectory directory;
  std::vector<pid_t> children;
  for (int child = 0; child < 3; ++child) {
    const pid_t pid = ::fork();
    if (pid == 0) {
      auto database = Database::open(directory.path / "a.db", Access::write);
      bool good = database.has_value();
      for (int i = 0; good && i < 10; ++i) {
        MessageRecord message;
        message.digest = sha256(std::to_string(child) + "-" + std::to_string(i));
        message.mails = {mail_to("a@b.example", to_hex(message.digest))};
        good = record_message(*database, message).has_value();
      }
      ::_exit(good ? 0 : 1);
    }
    children.push_back(pid);
  }
  for (const pid_t pid : children) {
    int status = 1;
    REQUIRE(::waitpid(pid, &status, 0) == pid);
    CHECK(status == 0);
  }
  Database database = must(Database::open(directory.path / "a.db", Access::read));
  CHECK(must(ledger_head(database)).id == 30);
}

}  // namespace tallyd
