// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/ledger.h"

#include <algorithm>
#include <fstream>

#include "tests/storage/store.h"

namespace tallyd {
namespace {

/// Three replies, one in review: a dozen rows.
struct Ledger : Store {
  Ledger() {
    record(reply_of("KEN", 1));
    record(doubtful_reply_of("FRA", 2));
    record(reply_of("KEN", 3));
  }
  std::vector<Event> events() { return must(events_after(database, 0, 1000)); }
  bool found_at(EventId event) {
    const auto findings = verified().findings;
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& finding) { return finding.event == event; });
  }
};

std::string sql_text(std::string text) {
  for (std::size_t i = 0; (i = text.find('\'', i)) != std::string::npos; i += 2) {
    text.insert(i, 1, '\'');
  }
  return "'" + text + "'";
}

}  // namespace

TEST_CASE_METHOD(Ledger, "an untouched ledger verifies") {
  const Verification all = verified();
  CHECK(all.findings.empty());
  CHECK(all.events == static_cast<std::int64_t>(events().size()));
  CHECK(all.events >= 8);
  CHECK(all.messages == 3);
  CHECK(all.head == must(ledger_head(database)));
}

TEST_CASE_METHOD(Ledger, "a row is hashed as docs/ledger.md says") {
  const Event first = events().at(0);
  CHECK(first.previous == Digest{});
  CHECK(first.hash ==
        sha256(R"({"at":"2018-01-09T12:01:00Z","id":1,"kind":"reply_received",)"
               R"("payload":)" +
               first.payload + R"(,"previous":")" + to_hex(first.previous) + R"("})"));
}

TEST_CASE_METHOD(Ledger, "the database refuses to change, cut or insert rows") {
  SQLite::Database shell((directory.path / "tallyd.db").string(), SQLite::OPEN_READWRITE, 5000);
  for (const char* sql :
       {"UPDATE ledger SET at = at + 1 WHERE id = 2", "DELETE FROM ledger WHERE id = 2",
        "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE id = 2",
        "INSERT INTO ledger SELECT 1000, at, kind, payload, previous, hash FROM ledger"}) {
    CAPTURE(sql);
    CHECK_THROWS(shell.exec(sql));
  }
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Ledger, "a flipped byte of any payload is found in the row where it is") {
  int flipped = 0;
  for (const Event& event : events()) {
    for (std::size_t i = 0; i < event.payload.size(); i += 37, ++flipped) {
      std::string changed = event.payload;
      changed[i] = static_cast<char>(changed[i] ^ 1);
      const std::string where = " WHERE id = " + std::to_string(event.id);
      forge("UPDATE ledger SET payload = " + sql_text(changed) + where);
      CAPTURE(event.id, i);
      REQUIRE(found_at(event.id));
      forge("UPDATE ledger SET payload = " + sql_text(event.payload) + where);
    }
  }
  CHECK(flipped > 50);
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Ledger, "a change of any column is found in the row where it is") {
  for (const char* change :
       {"at = at + 1", "kind = 'review_opened'", "kind = 'nonsense'", "previous = randomblob(32)",
        "hash = randomblob(32)", "payload = '{}'", "payload = ''", "at = 9223372036854775807"}) {
    Ledger other;
    other.forge("UPDATE ledger SET " + std::string(change) + " WHERE id = 2");
    CAPTURE(change);
    CHECK(other.found_at(2));
  }
}

TEST_CASE_METHOD(Ledger, "a row whose hash was made anew is found by the row after it") {
  Event event = events().at(1);
  event.payload.replace(event.payload.find("X.1214"), 6, "X.1331");
  const std::string text = R"({"at":")" + to_rfc3339(event.at) + R"(","id":2,"kind":")" +
                           std::string(to_word(event.kind)) + R"(","payload":)" + event.payload +
                           R"(,"previous":")" + to_hex(event.previous) + R"("})";
  forge("UPDATE ledger SET payload = " + sql_text(event.payload) + ", hash = x'" +
        to_hex(sha256(text)) + "' WHERE id = 2");
  CHECK_FALSE(found_at(2));
  CHECK(found_at(3));
}

TEST_CASE_METHOD(Ledger, "a removed row is found, the first, one between and the last") {
  const EventId last = must(ledger_head(database)).id;
  for (const EventId removed : {EventId{1}, EventId{4}, last}) {
    Ledger other;
    other.forge("PRAGMA foreign_keys = OFF; DELETE FROM ledger WHERE id = " +
                std::to_string(removed));
    CAPTURE(removed);
    CHECK_FALSE(other.verified({{last, must(ledger_head(database)).hash}}).findings.empty());
    if (removed != last) CHECK(other.found_at(removed + 1));
  }
}

TEST_CASE_METHOD(Ledger, "reordered rows are found") {
  forge(
      "PRAGMA foreign_keys = OFF; UPDATE ledger SET id = 1000 WHERE id = 2;"
      "UPDATE ledger SET id = 2 WHERE id = 3; UPDATE ledger SET id = 3 WHERE id = 1000");
  CHECK(found_at(2));
  CHECK(found_at(3));
}

TEST_CASE_METHOD(Ledger,
                 "a ledger cut off and forged throughout is found by a head quoted before") {
  const LedgerHead quoted = must(ledger_head(database));
  Store forged;  // the same history without the last reply, every row and table in order
  forged.record(forged.reply_of("KEN", 1));
  forged.record(forged.doubtful_reply_of("FRA", 2));
  CHECK(forged.verified().findings.empty());
  CHECK(forged.verified({quoted}).findings.size() == 1);
  record(reply_of("CHE", 4));
  CHECK(verified({quoted}).findings.empty());
}

TEST_CASE_METHOD(Ledger, "a table that says what the ledger does not is found, and made anew") {
  for (const char* change :
       {"UPDATE decision SET authority = 'not_assigned'", "DELETE FROM standing",
        "UPDATE reply SET administration = 'CHE' WHERE id = 1",
        "UPDATE review SET state='resolved'",
        "INSERT INTO contact VALUES ('a@b.example', 1, 0, '')",
        "UPDATE reply SET outcome = 'late' WHERE id = 1"}) {
    forge(change);
    CAPTURE(change);
    CHECK_FALSE(verified().findings.empty());
    must(commit([](Transaction& transaction) { return rebuild(transaction); }));
    CHECK(verified().findings.empty());
  }
}

TEST_CASE_METHOD(Ledger, "a changed and a missing message are found at their replies") {
  const auto replies = must(list_replies(database, {}));
  std::ofstream(storage.archive.path(replies.at(0).digest), std::ios::app) << "x";
  std::filesystem::remove(storage.archive.path(replies.at(1).digest));
  CHECK(found_at(replies[0].id));
  CHECK(found_at(replies[1].id));
  CHECK(verified().findings.size() == 2);
}

TEST_CASE_METHOD(Ledger, "a changed and a missing mail are found at their queueing") {
  forge(
      "UPDATE outbox SET bytes = x'00' WHERE id = 1; DELETE FROM recipient WHERE mail = 2;"
      "DELETE FROM outbox WHERE id = 2");
  CHECK(verified().findings.size() == 2);
}

TEST_CASE_METHOD(Ledger, "a change of a consultation is told") {
  must(commit([](Transaction& transaction) {
    return record_consultation_change(transaction, "TSB Circular 53", R"({"deadline":"later"})",
                                      "alice", at(5));
  }));
  const Event last = events().back();
  CHECK(last.kind == EventKind::consultation_changed);
  CHECK(last.payload ==
        R"({"change":{"deadline":"later"},"circular":"TSB Circular 53","who":"alice"})");
}

}  // namespace tallyd
