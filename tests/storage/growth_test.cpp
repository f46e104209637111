// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked for each message, each start or each day must take no longer with every year.
#include <sqlite3.h>

#include "storage/consultations.h"
#include "storage/retention.h"
#include "storage/statement.h"
#include "tests/storage/store.h"

namespace tallyd {
namespace {

/// A storage with replies, half of them decided by a person, all long ago.
struct Old : Store {
  int steps = 0;

  explicit Old(int replies) {
    commit([&](Transaction& transaction) {
      return must(
          record_consultation_change(transaction, "TSB Circular 53", "{}", "tallyd", at(0)));
    });
    commit([&](Transaction& transaction) {
      for (int i = 1; i <= replies; ++i) record_one(transaction, i);
      return 0;
    });
    sqlite3_progress_handler(database.connection().sqlite.getHandle(), 1, &Old::count_one, this);
  }
  static int count_one(void* old) { return ++static_cast<Old*>(old)->steps, 0; }

  void record_one(Transaction& transaction, int i) {
    must(record_message(transaction, reply_of("KEN", 2 * i)));
    MessageRecord doubtful = doubtful_reply_of("KEN", 2 * i + 1);
    doubtful.review->token.reset();
    OutboxMail notice = mail_to("clerk@itu.example", "notice-" + std::to_string(i) + "@x");
    notice.purpose = Purpose::alert;
    doubtful.mails.push_back(notice);
    const Recorded recorded = must(record_message(transaction, doubtful));
    ReviewClosing closing;
    closing.review = recorded.review;
    closing.who = "clerk";
    closing.why = "read";
    closing.state = ReviewState::resolved;
    closing.outcome = Outcome::not_counted;
    closing.at = at(3 * i);
    must(close_review(transaction, closing));
  }

  /// Steps of SQLite's machine that `question()` takes; the first time it may learn the schema.
  template <typename Question>
  int steps_of(Question question) {
    question();
    steps = 0;
    question();
    return steps;
  }
};

/// Ten times the history makes it no dearer.
template <typename Question>
void check_growth(Question question) {
  Old few(20);
  Old many(200);
  const int some = few.steps_of([&] { question(few); });
  CHECK(some > 0);
  CHECK(many.steps_of([&] { question(many); }) < some * 3 / 2 + 20);
}

}  // namespace

TEST_CASE("today's notices are counted without a look at older ones") {
  check_growth([](Old& old) { CHECK(must(notices_since(old.database, at(100'000))) == 0); });
}

TEST_CASE("today's answers to an address are counted without a look at older ones") {
  check_growth([](Old& old) {
    CHECK(must(answers_since(old.database, "focal@KEN.example", at(100'000))) == 0);
  });
}

TEST_CASE("rejected messages are found without a look at the others") {
  check_growth([](Old& old) { CHECK(must(rejected_until(old.database, at(100'000))).empty()); });
}

TEST_CASE("the versions of a consultation are found without a look at the replies") {
  check_growth([](Old& old) {
    CHECK(must(recorded_consultations(old.database)).size() == 1);
    CHECK(must(last_consultation_change(old.database, "TSB Circular 53")));
    CHECK_FALSE(must(last_consultation_change(old.database, "TSB Circular 54")));
    CHECK_FALSE(must(removed_since(old.database, 0)));
  });
}

TEST_CASE("a start gives up claims without a look at mail that is done") {
  check_growth([](Old& old) {
    old.commit([](Transaction& transaction) { return must(release_claims(transaction)), 0; });
  });
}

TEST_CASE("a review item is opened without a look at the others") {
  check_growth([](Old& old) {
    const EventId reply = must(list_replies(old.database, {})).front().id;
    old.steps = 0;
    Transaction transaction = must(Transaction::begin(old.database));
    ReviewItem item;
    item.reply = reply;
    item.opened = at(0);
    must(open_review(transaction, item));
  });
}

}  // namespace tallyd
