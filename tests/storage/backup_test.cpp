// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include "tests/storage/store.h"

namespace tallyd {

TEST_CASE_METHOD(Store, "a backup is one file that holds everything and verifies") {
  record(reply_of("KEN", 1));
  const auto file = directory.path / "backup.db";
  must(back_up(database, file));
  CHECK_FALSE(std::filesystem::exists(file.string() + "-wal"));
  Database copy = must(Database::open(file, Access::read));
  CHECK(must(ledger_head(copy)) == must(ledger_head(database)));
  CHECK(must(verify(copy, storage.archive)).findings.empty());
}

TEST_CASE_METHOD(Store, "a backup is taken while somebody writes, without what is not committed") {
  Database other = must(Database::open(directory.path / "tallyd.db", Access::write));
  Transaction transaction = must(Transaction::begin(other));
  must(record_message(transaction, reply_of("KEN", 1)));
  must(back_up(database, directory.path / "backup.db"));
  must(transaction.commit());
  Database copy = must(Database::open(directory.path / "backup.db", Access::read));
  CHECK(must(ledger_head(copy)).id == 0);
}

TEST_CASE_METHOD(Store, "a backup replaces no file and leaves nothing when it fails") {
  std::ofstream(directory.path / "mine") << "precious";
  CHECK(back_up(database, directory.path / "mine").error().failure == Failure::permanent);
  CHECK(std::filesystem::file_size(directory.path / "mine") == 8);
  CHECK(back_up(database, directory.path / "no/where.db").error().failure == Failure::temporary);
}

}  // namespace tallyd
