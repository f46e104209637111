// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reviews.h"

#include "tests/storage/store.h"

namespace tallyd {
namespace {

struct Reviews : Store {
  Recorded doubtful = record(doubtful_reply_of("KEN", 1));

  ReviewClosing resolution() {
    ReviewClosing closing;
    closing.review = doubtful.review;
    closing.who = "alice";
    closing.why = "telephoned";
    closing.decisions = {assigns("X.1214")};
    closing.mails = {mail_to("focal@ke.example", "resolved@tallyd.example")};
    closing.at = at(9);
    return closing;
  }
  Result<void> close(const ReviewClosing& closing) {
    return commit([&](Transaction& transaction) { return close_review(transaction, closing); });
  }
};

}  // namespace

TEST_CASE_METHOD(Reviews, "an item shows its doubts and evidence until it is closed") {
  const auto items = must(list_reviews(database, ReviewState::open));
  REQUIRE(items.size() == 1);
  CHECK(items[0].doubts.at(0).code == "both_boxes_checked");
  CHECK(items[0].evidence == "boxes 1 and 2 checked");
  CHECK(items[0].circular == "TSB Circular 53");
  CHECK(items[0].opened == at(1));
  must(close(resolution()));
  CHECK(must(list_reviews(database, ReviewState::open)).empty());
  CHECK(must(list_reviews(database)).size() == 1);
}

TEST_CASE_METHOD(Reviews, "resolving records who, when, why, the decisions and the answer") {
  must(close(resolution()));
  const ReviewItem item = must(find_review(database, doubtful.review)).value();
  CHECK(item.state == ReviewState::resolved);
  CHECK(item.who == "alice");
  CHECK(item.why == "telephoned");
  CHECK(item.closed == at(9));
  REQUIRE(standing().size() == 1);
  CHECK(standing()[0].reply == doubtful.reply);
  CHECK(standing()[0].received == at(1));
  CHECK(must(find_reply(database, doubtful.reply))->outcome == Outcome::recorded);
  CHECK(must(find_mail(database, "resolved@tallyd.example"))->reply == doubtful.reply);
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Reviews, "resolving does not replace what was received after the item") {
  const Recorded later = record(reply_of("KEN", 5));
  ReviewClosing closing = resolution();
  closing.decisions = {refuses("X.1214")};
  must(close(closing));
  CHECK(standing().at(0).id == later.decisions[0]);
}

TEST_CASE_METHOD(Reviews, "an item is closed once") {
  must(close(resolution()));
  const auto again = close(resolution());
  REQUIRE_FALSE(again);
  CHECK(again.error().message.find("was resolved by alice") != std::string::npos);
  CHECK(must(all_decisions(database, "TSB Circular 53")).size() == 1);
}

TEST_CASE_METHOD(Reviews, "rejecting records no decision") {
  ReviewClosing closing = resolution();
  closing.state = ReviewState::rejected;
  closing.outcome = Outcome::rejected;
  CHECK_FALSE(close(closing));  // with decisions it makes no sense
  closing.decisions.clear();
  must(close(closing));
  CHECK(standing().empty());
  CHECK(must(find_reply(database, doubtful.reply))->outcome == Outcome::rejected);
}

TEST_CASE_METHOD(Reviews, "a review says who spoke where the message did not") {
  MessageRecord message = doubtful_reply_of("", 2);
  message.review->token = sha256("other");
  const Recorded unknown = record(message);
  ReviewClosing closing = resolution();
  closing.review = unknown.review;
  closing.administration = "FRA";
  must(close(closing));
  CHECK(standing().at(0).administration == "FRA");
  CHECK(must(find_reply(database, unknown.reply))->administration == "FRA");
}

TEST_CASE_METHOD(Reviews, "a one-time token finds its item, also a closed one, and is not stored") {
  CHECK(must(find_review_by_token(database, "secret"))->id == doubtful.review);
  CHECK_FALSE(must(find_review_by_token(database, "Secret")));
  CHECK_FALSE(must(find_review_by_token(database, "")));
  must(close(resolution()));
  CHECK(must(find_review_by_token(database, "secret"))->state == ReviewState::resolved);
}

TEST_CASE_METHOD(Reviews, "an item is assigned to somebody") {
  must(commit([&](Transaction& transaction) {
    return assign_review(transaction, doubtful.review, "bob", "alice", at(3));
  }));
  CHECK(must(find_review(database, doubtful.review))->assignee == "bob");
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Reviews, "an item is attributed to an administration and stays open") {
  must(commit([&](Transaction& transaction) {
    return attribute_review(transaction, {doubtful.review, "FRA", "alice", "telephoned", at(3)});
  }));
  const ReviewItem item = must(find_review(database, doubtful.review)).value();
  CHECK(item.administration == "FRA");
  CHECK(item.state == ReviewState::open);
  CHECK(must(find_reply(database, doubtful.reply))->administration == "KEN");
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Reviews, "a review says which circular was answered where the message did not") {
  MessageRecord message = doubtful_reply_of("FRA", 2);
  message.reply->circular.clear();
  message.review->token = sha256("other");
  const Recorded unknown = record(message);
  ReviewClosing closing = resolution();
  closing.review = unknown.review;
  closing.circular = "TSB Circular 53";
  closing.decisions[0].circular = closing.circular;
  must(close(closing));
  CHECK(standing().at(0).administration == "FRA");
  CHECK(must(find_reply(database, unknown.reply))->circular == "TSB Circular 53");
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Reviews, "a reply whose decision counts is not rejected") {
  must(close(resolution()));
  ReviewItem item;
  item.reply = doubtful.reply;
  item.opened = at(3);
  ReviewClosing closing = resolution();
  closing.review =
      must(commit([&](Transaction& transaction) { return open_review(transaction, item); }));
  closing.state = ReviewState::rejected;
  closing.outcome = Outcome::rejected;
  closing.decisions.clear();
  const auto rejected = close(closing);
  REQUIRE_FALSE(rejected);
  CHECK(rejected.error().message.find("counts") != std::string::npos);
}

TEST_CASE_METHOD(Reviews, "a reply has one open item at most, and may get another later") {
  ReviewItem item;
  item.reply = doubtful.reply;
  item.opened = at(3);
  const auto open = [&] {
    return commit([&](Transaction& transaction) { return open_review(transaction, item); });
  };
  CHECK_FALSE(open());
  must(close(resolution()));
  CHECK(must(find_review(database, must(open())))->administration == "KEN");
  item.reply = 4711;
  CHECK_FALSE(open());
}

}  // namespace tallyd
