// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/replies.h"

#include "tests/storage/store.h"

namespace tallyd {

TEST_CASE_METHOD(Store, "a reply comes back as it was recorded") {
  MessageRecord message = reply_of("KEN", 1);
  message.reply->content = sha256("content");
  message.reply->reason = "sender and form agree";
  message.reply->authentication = "dmarc=pass";
  message.reply->language = "fr";
  message.reply->format = "docx";
  message.reply->doubts = {{"code", "X.1214", "a \"sentence\" – with\nlines"}};
  const EventId id = record(message).reply;
  const ReplyRecord found = must(find_reply(database, message.digest)).value();
  CHECK(found.id == id);
  CHECK(found.content == message.reply->content);
  CHECK(found.message_id == message.message_id);
  CHECK(found.received == at(1));
  CHECK(found.sender == message.reply->sender);
  CHECK(found.language == "fr");
  CHECK(found.format == "docx");
  CHECK(found.certain);
  CHECK(found.reason == "sender and form agree");
  CHECK(found.authentication == "dmarc=pass");
  CHECK(found.decisions == message.reply->decisions);
  CHECK(found.doubts == message.reply->doubts);
  CHECK(found.reading == message.reply->reading);
}

TEST_CASE_METHOD(Store, "text that is not UTF-8 is recorded and verifies") {
  MessageRecord message = reply_of("KEN", 1);
  message.reply->sender = std::string("a\xff\0b", 4);
  message.reply->reading = "no JSON \xfe";
  record(message);
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Store, "replies are listed by circular, administration and outcome") {
  record(reply_of("KEN", 2));
  record(reply_of("FRA", 1));
  record(doubtful_reply_of("KEN", 3));
  const auto all = must(list_replies(database, {}));
  REQUIRE(all.size() == 3);
  CHECK(all[0].administration == "FRA");
  CHECK(must(list_replies(database, {"", "KEN", {}})).size() == 2);
  CHECK(must(list_replies(database, {"TSB Circular 53", "", Outcome::review})).size() == 1);
  CHECK(must(list_replies(database, {"TSB Circular 54", "", {}})).empty());
}

TEST_CASE_METHOD(Store, "a later reply replaces the earlier one, for the drafts that it decides") {
  MessageRecord first = reply_of("KEN", 1);
  first.decisions = {assigns("X.1214"), assigns("X.1331")};
  const Recorded before = record(first);
  MessageRecord second = reply_of("KEN", 2);
  second.decisions = {refuses("X.1331")};
  const Recorded after = record(second);
  const auto now = standing();
  REQUIRE(now.size() == 2);
  CHECK(now[0].id == before.decisions[0]);
  CHECK(now[1].id == after.decisions[0]);
  CHECK(now[1].authority == Authority::not_assigned);
  CHECK(now[1].supersedes == before.decisions[1]);
  CHECK(must(all_decisions(database, "TSB Circular 53", "KEN")).size() == 3);
}

TEST_CASE_METHOD(Store, "a reply that was received earlier but recorded later replaces nothing") {
  const Recorded later = record(reply_of("KEN", 2));
  MessageRecord delayed = reply_of("KEN", 1);
  delayed.decisions = {refuses("X.1214")};
  record(delayed);
  REQUIRE(standing().size() == 1);
  CHECK(standing()[0].id == later.decisions[0]);
  CHECK(must(all_decisions(database, "TSB Circular 53")).size() == 2);
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Store, "each administration has its own standing decision") {
  record(reply_of("KEN", 1));
  record(reply_of("FRA", 2));
  CHECK(standing().size() == 2);
  CHECK(must(standing_decisions(database, "TSB Circular 53", "FRA")).size() == 1);
  CHECK(must(standing_decisions(database, "TSB Circular 54")).empty());
}

TEST_CASE_METHOD(Store, "a resend is known by its content and sender") {
  MessageRecord message = reply_of("KEN", 1);
  message.reply->content = sha256("content");
  const Recorded recorded = record(message);
  const auto found = must(find_resent(database, sha256("content"), message.reply->sender));
  REQUIRE(found);
  CHECK(found->id == recorded.reply);
  CHECK_FALSE(must(find_resent(database, sha256("content"), "other@example")));
  CHECK_FALSE(must(find_resent(database, sha256("other"), message.reply->sender)));
}

TEST_CASE_METHOD(Store,
                 "a decision that is withdrawn counts no more, the earlier one stands again") {
  const Recorded first = record(reply_of("KEN", 1));
  const Recorded second = record(reply_of("KEN", 5));
  const auto take_back = [&](EventId decision, EventId instead) {
    return commit([&](Transaction& transaction) {
      return withdraw(transaction,
                      {decision, instead, Outcome::late, "alice", "deadline shortened", at(9)});
    });
  };
  CHECK_FALSE(take_back(first.decisions[0], 0));  // it does not stand
  must(take_back(second.decisions[0], first.decisions[0]));
  CHECK(standing().at(0).id == first.decisions[0]);
  CHECK(must(find_reply(database, second.reply))->outcome == Outcome::late);
  must(take_back(first.decisions[0], 0));
  CHECK(standing().empty());
  CHECK(verified().findings.empty());
}

}  // namespace tallyd
