// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/intake.h"

#include "storage/durable_file.h"
#include "tests/storage/store.h"

namespace tallyd {

TEST_CASE_METHOD(Store, "a message is recorded with all that comes of it") {
  const Recorded recorded = record(doubtful_reply_of("KEN", 1));
  CHECK(must(find_reply(database, recorded.reply))->administration == "KEN");
  CHECK(must(find_review(database, recorded.review))->reply == recorded.reply);
  CHECK(must(list_mails(database)).at(0).reply == recorded.reply);
  CHECK(must(find_cursor(database, "INBOX")) == Cursor{"INBOX", 7, 1});
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Store, "the same bytes again change nothing but the cursor") {
  MessageRecord message = reply_of("KEN", 1);
  const Recorded first = record(message);
  message.cursor = Cursor{"INBOX", 8, 5};  // the mailbox was renumbered
  message.mails[0].message_id = "another@tallyd.example";
  const LedgerHead head = must(ledger_head(database));
  const Recorded again = record(message);
  CHECK(again.already);
  CHECK(again.reply == first.reply);
  CHECK(must(ledger_head(database)) == head);
  CHECK(must(list_mails(database)).size() == 1);
  CHECK(must(find_cursor(database, "INBOX")) == Cursor{"INBOX", 8, 5});
}

TEST_CASE_METHOD(Store, "mail that is not for us leaves two digests and nothing else") {
  MessageRecord message;
  message.digest = sha256("private");
  message.message_id = "private@example";
  message.cursor = Cursor{"INBOX", 7, 3};
  message.at = at(3);
  record(message);
  CHECK(must(ledger_head(database)).id == 0);
  CHECK(must(storage.archive.list()).empty());
  CHECK(must(find_seen(database, message.digest, ""))->reply == 0);
  SQLite::Database shell((directory.path / "tallyd.db").string(), SQLite::OPEN_READWRITE, 5000);
  shell.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  const std::string file = must(read_file(directory.path / "tallyd.db"));
  CHECK(file.find("private") == std::string::npos);
  CHECK(file.find("INBOX") != std::string::npos);  // it is the right file
}

TEST_CASE_METHOD(Store,
                 "a message seen before is known by its bytes, else by sender and Message-ID") {
  const MessageRecord message = reply_of("KEN", 1);
  const Recorded recorded = record(message);
  CHECK(must(find_seen(database, message.digest, "other@example"))->same_bytes);
  const std::string sender = message.reply->sender;
  const auto resent = must(find_seen(database, sha256("other"), message.message_id, sender));
  REQUIRE(resent);
  CHECK_FALSE(resent->same_bytes);
  CHECK(resent->reply == recorded.reply);
  CHECK_FALSE(must(find_seen(database, sha256("other"), "other@example", sender)));
  CHECK_FALSE(must(find_seen(database, sha256("other"), message.message_id, "x@y.example")));
  CHECK_FALSE(must(find_seen(database, sha256("other"), "")));
}

TEST_CASE_METHOD(Store, "two messages without a Message-ID are not the same") {
  MessageRecord one = reply_of("KEN", 1);
  one.message_id.clear();
  record(one);
  CHECK_FALSE(must(find_seen(database, sha256("other"), "")));
}

TEST_CASE_METHOD(Store, "the cursor goes back only when the mailbox was renumbered") {
  const auto move = [&](std::uint32_t validity, std::uint32_t uid) {
    must(commit([&](Transaction& transaction) {
      return move_cursor(transaction, {"INBOX", validity, uid});
    }));
    return must(find_cursor(database, "INBOX"))->last_uid;
  };
  CHECK_FALSE(must(find_cursor(database, "INBOX")));
  CHECK(move(7, 4'294'967'295) == 4'294'967'295);
  CHECK(move(7, 40) == 4'294'967'295);
  CHECK(move(8, 2) == 2);
}

TEST_CASE_METHOD(Store, "a message that cannot be recorded leaves the others of its transaction") {
  MessageRecord bad = reply_of("FRA", 2);
  bad.decisions[0].authority = Authority::conflict;
  commit([&](Transaction& transaction) {
    must(record_message(transaction, reply_of("KEN", 1)));
    CHECK(record_message(transaction, bad).error().failure == Failure::permanent);
    return must(record_message(transaction, reply_of("CHE", 3)));
  });
  CHECK(standing().size() == 2);
  CHECK(must(list_replies(database, {})).size() == 2);
  CHECK(count("outbox") == 2);
  CHECK(count("seen") == 2);
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Store, "nothing that decides nothing is ever recorded as a decision") {
  for (const Authority authority : {Authority::none, Authority::conflict}) {
    MessageRecord message = reply_of("KEN", 1);
    message.decisions[0].authority = authority;
    CHECK_FALSE(record_message(database, message));
  }
  MessageRecord message = reply_of("", 1);  // nobody spoke
  CHECK_FALSE(record_message(database, message));
  CHECK(standing().empty());
}

TEST_CASE_METHOD(Store, "a bounce marks its address as failing") {
  MessageRecord bounce;
  bounce.digest = sha256("bounce");
  bounce.failing = {{"focal@ke.example", true, at(1), "5.1.1 no such user"}};
  record(bounce);
  CHECK(must(failing_addresses(database)).at(0).why == "5.1.1 no such user");
}

}  // namespace tallyd
