// SPDX-License-Identifier: GPL-3.0-or-later
// What intake does when much comes at once: the work, counted, and what shares a transaction.
#include <catch2/catch.hpp>
#include <sqlite3.h>

#include "daemon/intake/intake.h"
#include "storage/statement.h"
#include "tests/support/fake_mailbox.h"
#include "tests/support/temporary_directory.h"

using namespace tallyd;

namespace {

const Instant kNow = *parse_rfc3339("2018-03-01T12:00:00Z");
constexpr int kStates = 40;

std::string state(int number) {
  return std::string("S") + static_cast<char>('A' + number / 10) +
         static_cast<char>('A' + number % 10);
}

/// Steps of SQLite's machine, in units of 50.
int count(void* counter) {
  ++*static_cast<int*>(counter);
  return 0;
}

/// A mailbox full of replies of forty administrations in turn, and everything that counts.
struct Flood {
  test::TemporaryDirectory directory;
  int commits = 0;
  int files = 0;
  int work = 0;
  Storage storage = *open_storage(directory.path(), Access::write, [this](std::string_view step) {
    commits += step == "committed" ? 1 : 0;
    files += step == "file synced" ? 1 : 0;
  });
  test::FakeMailbox mailbox;
  Office office;
  std::vector<Uid> handled;

  explicit Flood(int replies) {
    Consultation consultation;
    consultation.circular = "TSB Circular 53";
    consultation.deadline = kNow + std::chrono::hours{100};
    consultation.drafts = {{"X.1214", "", "", ""}};
    office.asked.consultations = {consultation};
    for (int i = 0; i < kStates; ++i) {
      office.asked.administrations.push_back({state(i), "en", {address(i)}, {}, {}, {}});
    }
    office.policy.required = RequiredProof::none;
    office.templates = load_templates("").templates;
    office.letterhead = {"tsbdir@itu.example", "TSB", "", "itu.example", {"clerk@itu.example"}};
    office.mailbox = "INBOX";
    for (int i = 0; i < replies; ++i) mailbox.deliver(std::to_string(i), kNow);
    sqlite3_progress_handler(storage.database.connection().sqlite.getHandle(), 50, &count, &work);
  }
  static std::string address(int number) { return "focal@" + state(number) + ".example"; }
  static Reading read(std::string_view raw) {
    const int number = std::stoi(std::string(raw));
    Reading reading;
    reading.kind = Kind::reply;
    reading.circular = "TSB Circular 53";
    reading.language = "en";
    const bool assigned = number / kStates % 2 == 0;  // each changes his mind each time
    reading.decisions = {
        {"X.1214", assigned ? Authority::assigned : Authority::not_assigned, Comments::none, ""}};
    reading.mail.from = address(number % kStates);
    reading.mail.message_id = std::string(raw) + "@flood.example";
    return reading;
  }
  Result<void> look() {
    Intake intake(mailbox, storage, office,
                  {&Flood::read, [] { return kNow; },
                   [this](const Handled& done) { handled.push_back(done.uid); }, 2});
    TALLYD_TRY(intake.open());
    return intake.pass();
  }
  std::int64_t rows(const char* query) {
    return storage.database.connection().sqlite.execAndGet(query).getInt64();
  }
};

int work_for(int replies) {
  Flood flood(replies);
  REQUIRE(flood.look());
  REQUIRE(flood.rows("SELECT count(*) FROM reply") == replies);
  return flood.work;
}

}  // namespace

TEST_CASE("replies that come together share transactions, and each is recorded and answered") {
  Flood flood(150);
  REQUIRE(flood.look());
  CHECK(flood.commits < 50);
  CHECK(flood.files == 150);
  CHECK(flood.rows("SELECT count(*) FROM reply WHERE outcome = 'recorded'") == 150);
  CHECK(flood.rows("SELECT count(DISTINCT reply) FROM outbox") == 150);
  CHECK(flood.rows("SELECT last_uid FROM cursor") == 150);
  CHECK(flood.storage.archive.list()->size() == 150);
}

TEST_CASE("replies are recorded in the order of the mailbox, however many are read at a time") {
  Flood flood(200);
  REQUIRE(flood.look());
  CHECK(std::is_sorted(flood.handled.begin(), flood.handled.end()));
  CHECK(flood.handled.size() == 200);
  CHECK(flood.rows("SELECT count(*) FROM reply a JOIN reply b ON a.id < b.id"
                   " AND CAST(a.message_id AS INTEGER) > CAST(b.message_id AS INTEGER)") == 0);
}

TEST_CASE("twice the replies are twice the work") {
  const int some = work_for(120);
  const int twice = work_for(240);
  CHECK(some > 100);
  CHECK(twice < some * 23 / 10);
}

TEST_CASE("old messages cost nothing when a new one comes") {
  Flood few(40);
  Flood many(240);
  for (Flood* flood : {&few, &many}) {
    REQUIRE(flood->look());
    flood->work = 0;
    flood->mailbox.deliver("1000", kNow);
    REQUIRE(flood->look());
  }
  CHECK(few.mailbox.fetched == 41);
  CHECK(many.mailbox.fetched == 241);
  CHECK(many.work < few.work * 2);
}

TEST_CASE("the same message twice at once is recorded and answered once") {
  Flood flood(50);
  for (int i = 0; i < 50; ++i) flood.mailbox.deliver(std::to_string(i), kNow);
  REQUIRE(flood.look());
  CHECK(flood.rows("SELECT count(*) FROM reply") == 50);
  CHECK(flood.rows("SELECT count(*) FROM outbox") == 50);
  CHECK(flood.rows("SELECT last_uid FROM cursor") == 100);
}

TEST_CASE("progress is told of what was seen before, too, and always to the end") {
  Flood flood(20);
  REQUIRE(flood.look());
  flood.mailbox.uid_validity = 2;
  flood.mailbox.expunge_while_fetching = true;
  Intake intake(flood.mailbox, flood.storage, flood.office,
                {&Flood::read, [] { return kNow; }, [](const Handled&) { FAIL(); }, 2});
  std::vector<std::size_t> done;
  intake.tell_progress([&](std::size_t now, std::size_t found) {
    CHECK(found == 20);
    done.push_back(now);
  });
  REQUIRE(intake.open());
  REQUIRE(intake.pass());
  REQUIRE(done.size() > 1);
  CHECK(done.front() < 20);
  CHECK(done.back() == 20);
}

TEST_CASE("what came before the connection broke is recorded") {
  Flood flood(5);
  flood.mailbox.fail_next = Error{Failure::temporary, "the connection is lost"};
  CHECK_FALSE(flood.look());
  CHECK(flood.rows("SELECT count(*) FROM reply") == 1);
  REQUIRE(flood.look());
  CHECK(flood.rows("SELECT count(*) FROM reply") == 5);
}

TEST_CASE("a transaction that fails leaves nothing of any of its messages") {
  Flood flood(20);
  flood.storage.database.connection().sqlite.exec(
      "CREATE TEMP TRIGGER full BEFORE INSERT ON reply WHEN NEW.message_id LIKE '7@%'"
      " BEGIN SELECT raise(ABORT, 'the disk is full'); END");
  CHECK_FALSE(flood.look());
  CHECK(flood.rows("SELECT count(*) FROM outbox") == flood.rows("SELECT count(*) FROM reply"));
  flood.storage.database.connection().sqlite.exec("DROP TRIGGER full");
  REQUIRE(flood.look());
  CHECK(flood.rows("SELECT count(*) FROM reply") == 20);
}

TEST_CASE("a message that cannot be recorded holds up none of those before it") {
  Flood flood(20);
  flood.storage.database.connection().sqlite.exec(
      "CREATE TEMP TRIGGER full BEFORE INSERT ON reply WHEN NEW.message_id LIKE '7@%'"
      " BEGIN SELECT raise(ABORT, 'it cannot be'); END");
  Intake intake(flood.mailbox, flood.storage, flood.office,
                {&Flood::read, [] { return kNow; }, [](const Handled&) {}, 2});
  for (int i = 0; i < 2; ++i) {
    REQUIRE(intake.open());
    CHECK_FALSE(intake.pass());
  }
  CHECK(flood.rows("SELECT count(*) FROM reply") == 7);
  CHECK(flood.rows("SELECT last_uid FROM cursor") == 7);
}
