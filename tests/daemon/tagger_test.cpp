// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake/tagger.h"

#include "tests/storage/store.h"
#include "tests/support/fake_mailbox.h"

using namespace tallyd;
using Words = std::vector<std::string>;

namespace {

constexpr const char* kBox = "tally@imap.example/INBOX";

/// A mailbox in which recorded replies are to be marked and moved, and reviews marked.
struct Tagging : Store {
  test::FakeMailbox mailbox;
  Words told;
  Tagger tagger = make();

  Tagger make() {
    return Tagger(mailbox, database, {"$TallyRecorded", "Done", "$TallyReview", ""},
                  [this](const std::string& trouble) { told.push_back(trouble); });
  }
  Tagging() {
    mailbox.permanent_flags = {"\\Seen", "\\*"};
    tagger.opened(*mailbox.open());
  }
  void wish(Fate fate, Uid uid) {
    Verdict verdict;
    verdict.fate = fate;
    const auto tag = tagger.wish(verdict, sha256(std::to_string(uid)), {kBox, 1, uid}, "m@ke");
    if (!tag) return;
    must(commit([&](Transaction& transaction) { return wish_tag(transaction, *tag); }));
  }
  bool carries_out() { return tagger.carry_out(kBox).has_value(); }
  std::size_t pending() { return must(pending_tags(database, kBox)).size(); }
};

}  // namespace

TEST_CASE_METHOD(Tagging, "what is recorded and what waits for a person is marked, nothing else") {
  wish(Fate::record, 1);
  wish(Fate::review, 2);
  for (const Fate fate : {Fate::leave, Fate::note, Fate::repeat}) wish(fate, 3);
  CHECK(carries_out());
  CHECK(mailbox.changes == Words{"1 $TallyRecorded", "1 to Done", "2 $TallyReview"});
  CHECK(pending() == 0);
  CHECK(carries_out());
  CHECK(mailbox.changes.size() == 3);
}

TEST_CASE_METHOD(Tagging,
                 "what failed half-way is done again, and the move is said to be the second") {
  wish(Fate::record, 2);
  Tagger restarted = make();
  mailbox.fail_change = Error{Failure::temporary, "connection lost"};
  CHECK_FALSE(carries_out());  // the keyword
  restarted.opened(*mailbox.open());
  REQUIRE(pending() == 1);
  must(commit([&](Transaction& transaction) { return begin_tag(transaction, sha256("2")); }));
  CHECK(restarted.carry_out(kBox));
  CHECK(mailbox.changes == Words{"2 $TallyRecorded", "2 $TallyRecorded", "2 again to Done"});
  CHECK(pending() == 0);
}

TEST_CASE_METHOD(Tagging, "a server that takes no keywords is told of once, and messages move") {
  mailbox.permanent_flags = {"\\Seen"};
  tagger.opened(*mailbox.open());
  wish(Fate::record, 1);
  wish(Fate::record, 2);
  CHECK(carries_out());
  CHECK(mailbox.changes == Words{"1 to Done", "2 to Done"});
  CHECK(told.size() == 1);
}

TEST_CASE_METHOD(Tagging, "a server that knows the keyword takes it without making new ones") {
  mailbox.permanent_flags = {"$tallyreview"};
  tagger.opened(*mailbox.open());
  wish(Fate::review, 1);
  CHECK(carries_out());
  CHECK(mailbox.changes == Words{"1 $TallyReview"});
}

TEST_CASE_METHOD(Tagging, "a server that cannot move is told of once and does not stop intake") {
  mailbox.permanent_flags.clear();
  tagger.opened(*mailbox.open());
  wish(Fate::record, 1);
  mailbox.fail_change = Error{Failure::permanent, "no MOVE"};
  const auto carried = tagger.carry_out(kBox);
  REQUIRE_FALSE(carried);
  CHECK(carried.error().failure == Failure::temporary);
  CHECK(carries_out());
  CHECK(told.size() == 2);  // of keywords, and of moving
  CHECK(pending() == 1);    // for the next start
}

TEST_CASE_METHOD(Tagging, "a wish of another UIDVALIDITY waits for its message's new place") {
  wish(Fate::record, 1);
  mailbox.uid_validity = 2;
  tagger.opened(*mailbox.open());
  CHECK(carries_out());
  CHECK(mailbox.changes.empty());
  must(commit([&](Transaction& transaction) {
    return move_tag(transaction, sha256("1"), {kBox, 2, 9});
  }));
  CHECK(carries_out());
  CHECK(mailbox.changes == Words{"9 $TallyRecorded", "9 to Done"});
}

namespace {

/// A reply that waits for a person, is marked so, and is decided.
struct Decided : Tagging {
  Recorded recorded;
  Digest digest;

  void waits(Tagger& marking) {
    const MessageRecord message = doubtful_reply_of("KEN", 1);
    recorded = record(message);
    digest = message.digest;
    Verdict verdict;
    verdict.fate = Fate::review;
    const auto tag = marking.wish(verdict, digest, {kBox, 1, 7}, "m@ke");
    must(commit([&](Transaction& transaction) { return wish_tag(transaction, *tag); }));
    must(marking.carry_out(kBox));
  }
  void decide(ReviewState state) {
    ReviewClosing closing;
    closing.review = recorded.review;
    closing.state = state;
    closing.outcome = state == ReviewState::rejected ? Outcome::rejected : Outcome::recorded;
    closing.who = closing.why = "somebody";
    closing.at = at(90);
    if (state == ReviewState::resolved) closing.decisions = {assigns("X.1214")};
    must(commit([&](Transaction& transaction) { return close_review(transaction, closing); }));
    mailbox.changes.clear();
  }
};

}  // namespace

TEST_CASE_METHOD(Decided, "what a person resolved is marked as recorded, once") {
  waits(tagger);
  CHECK(mailbox.changes == Words{"7 $TallyReview"});
  CHECK(carries_out());
  CHECK(mailbox.changes.size() == 1);
  decide(ReviewState::resolved);
  CHECK(carries_out());
  CHECK(mailbox.changes == Words{"7 no $TallyReview", "7 $TallyRecorded", "7 again to Done"});
  CHECK(carries_out());
  CHECK(mailbox.changes.size() == 3);
}

TEST_CASE_METHOD(Decided, "what a person rejected only loses its mark") {
  waits(tagger);
  decide(ReviewState::rejected);
  CHECK(carries_out());
  CHECK(mailbox.changes == Words{"7 no $TallyReview"});
}

TEST_CASE_METHOD(Decided, "what was decided before it was marked ends as recorded all the same") {
  mailbox.fail_change = Error{Failure::temporary, "connection lost"};
  const MessageRecord message = doubtful_reply_of("KEN", 1);
  recorded = record(message);
  Verdict verdict;
  verdict.fate = Fate::review;
  const auto tag = tagger.wish(verdict, message.digest, {kBox, 1, 7}, "m@ke");
  must(commit([&](Transaction& transaction) { return wish_tag(transaction, *tag); }));
  CHECK_FALSE(carries_out());
  decide(ReviewState::resolved);
  tagger.opened(*mailbox.open());
  CHECK(carries_out());
  CHECK(mailbox.changes ==
        Words{"7 $TallyReview", "7 no $TallyReview", "7 $TallyRecorded", "7 again to Done"});
}

TEST_CASE_METHOD(Decided, "what was moved for a person is found again where it was moved to") {
  Tagger moving(mailbox, database, {"", "Done", "", "Look"}, [](const std::string&) {});
  moving.opened(*mailbox.open());
  waits(moving);
  decide(ReviewState::resolved);
  must(moving.carry_out(kBox));
  CHECK(mailbox.changes == Words{"in Look m@ke - + to Done"});
}
