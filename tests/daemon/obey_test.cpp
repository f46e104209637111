// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/review/obey.h"

#include "daemon/review/token.h"
#include "parsers/review_token.h"
#include "tests/daemon/review_desk.h"

namespace tallyd {
namespace {

using Catch::Matchers::Contains;

struct Obeying : ReviewDesk {
  std::string token = must(make_review_token());
  Recorded doubted;
  Reading reading;
  Fate fate = Fate::instruct;
  Instant now = at(60);
  int serial = 0;

  Obeying() {
    MessageRecord message = doubtful("KEN", 1);
    message.review->token = sha256(token);
    OutboxMail notice = mail_to("clerk@itu.example", "");
    notice.message_id = answer_message_id(message.digest, "review", office.letterhead);
    notice.bytes = "Subject: [tallyd] Review\r\nContent-Type: text/plain\r\n\r\nA message\r\n";
    notice.purpose = Purpose::alert;
    message.mails = {notice};
    doubted = record(message);
    reading.mail.from = "Clerk@itu.example";
    reading.mail.subject = "Re: [tallyd] Review [" + token + "]";
  }
  Obeyed told(const std::string& said) {
    take_review_tokens(said, "", reading);
    reading.mail.message_id = "c" + std::to_string(++serial) + "@itu.example";
    return commit([&](Transaction& transaction) {
      return must(
          obey_mail(transaction, office, {reading, fate, sha256(reading.mail.message_id), now}));
    });
  }
  bool is_open() { return item(doubted.review).state == ReviewState::open; }
};

}  // namespace

TEST_CASE_METHOD(Obeying, "an answer to the notice resolves the item in its sender's name") {
  const Obeyed obeyed = told("record all assigned none\nREASON he telephoned");
  CHECK(item(doubted.review).state == ReviewState::resolved);
  CHECK(item(doubted.review).who == "clerk@itu.example");
  CHECK_THAT(item(doubted.review).why, Contains("he telephoned") && Contains("c1@itu.example"));
  CHECK(standing().size() == 2);
  CHECK(obeyed.queued == 2);  // to Kenya, and that it is done
  CHECK_THAT(obeyed.mails.at(0).bytes, Contains("is resolved"));
}

TEST_CASE_METHOD(Obeying, "a token is good once") {
  told("RECORD ALL assigned none");
  const Obeyed again = told("RECORD ALL not_assigned");
  CHECK_THAT(again.mails.at(0).bytes, Contains("good for one decision"));
  CHECK(standing().at(0).authority == Authority::assigned);
}

TEST_CASE_METHOD(Obeying, "a token expires") {
  now = at(1) + office.token_lifetime + std::chrono::seconds{1};
  CHECK_THAT(told("RECORD ALL assigned").mails.at(0).bytes, Contains("has expired"));
  CHECK(is_open());
}

TEST_CASE_METHOD(Obeying, "an unknown token decides nothing") {
  reading.mail.subject = must(make_review_token());
  CHECK_THAT(told("RECORD ALL assigned").mails.at(0).bytes, Contains("belongs to no review"));
  CHECK(is_open());
}

TEST_CASE_METHOD(Obeying, "what was not understood is said, and the token stays good") {
  CHECK_THAT(told("RECORD X.1214 perhaps\nRECORD X.1331 assigned").mails.at(0).bytes,
             Contains("RECORD X.1214 perhaps"));
  CHECK_THAT(told("RECORD X.99 assigned").mails.at(0).bytes, Contains("x.99"));
  CHECK(is_open());
  CHECK(standing().empty());
  told("REJECT a joke");
  CHECK(item(doubted.review).state == ReviewState::rejected);
}

TEST_CASE_METHOD(Obeying, "nobody vouches for the sender: nothing is decided") {
  fate = Fate::distrust;
  CHECK_THAT(told("RECORD ALL assigned").mails.at(0).bytes, Contains("does not confirm"));
  CHECK(is_open());
  reading.mail.subject = must(make_review_token());
  CHECK(told("RECORD ALL assigned").mails.empty());  // anybody could have written that
}

TEST_CASE_METHOD(Obeying, "complaints to one address come to rest") {
  office.policy.answers_per_day = 2;
  for (int i = 0; i < 2; ++i) {
    Obeyed obeyed = told("hello");
    REQUIRE(obeyed.mails.size() == 1);
    obeyed.mails[0].queued = now;
    commit(
        [&](Transaction& transaction) { return must(queue_mail(transaction, obeyed.mails[0])); });
  }
  CHECK(told("hello").mails.empty());
}

TEST_CASE("tokens differ, and are found in any case and in folded text") {
  const std::string one = must(make_review_token());
  const std::string two = must(make_review_token());
  CHECK(one != two);
  std::string lower = one;
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  CHECK(find_review_tokens("Re: [" + lower + "] > " + two + "\n" + one) ==
        std::vector<std::string>{one, two});
  CHECK(find_review_tokens("TALLY-TALLY-ABCDE").empty());
  CHECK(find_review_tokens(one.substr(0, one.size() - 1)).empty());
}

}  // namespace tallyd
