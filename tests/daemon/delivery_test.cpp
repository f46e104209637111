// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/delivery/delivery.h"

#include <map>

#include <catch2/catch.hpp>

#include "daemon/service/pace.h"
#include "storage/storage.h"
#include "tests/support/temporary_directory.h"

using namespace tallyd;

namespace {

/// A mail server that says what it is told to.
struct FakeSubmission final : Submission {
  std::map<std::string, Sent> replies;  ///< by recipient; others are accepted
  std::vector<std::string> submitted;   ///< "sender recipient"

  Sent submit(const std::string& sender, const std::string& recipient, std::string_view) override {
    submitted.push_back("<" + sender + "> " + recipient);
    const auto reply = replies.find(recipient);
    return reply == replies.end() ? Sent{Sent::Outcome::accepted, "250 OK"} : reply->second;
  }
};

struct PostRoom {
  test::TemporaryDirectory directory;
  Storage storage = *open_storage(directory.path(), Access::write);
  FakeSubmission server;
  Instant now = *parse_rfc3339("2018-03-01T12:00:00Z");
  Delivery delivery{storage.database, server, RetrySchedule{}, [this] { return now; },
                    [] { return 0U; }};

  void queue(std::vector<Recipient> recipients, const std::string& from = "") {
    OutboxMail mail;
    mail.message_id = "1@itu.example";
    mail.envelope_from = from;
    mail.recipients = std::move(recipients);
    mail.bytes = "Subject: x\r\n\r\n";
    mail.queued = mail.not_before = now;
    Transaction transaction = *Transaction::begin(storage.database);
    REQUIRE(queue_mail(transaction, mail));
    REQUIRE(transaction.commit());
  }
  /// Sends one; nothing was due: "idle".
  std::string deliver() {
    const auto delivered = delivery.deliver_one();
    REQUIRE(delivered);
    return *delivered ? std::string(to_word((*delivered)->mail.state)) : "idle";
  }
};

}  // namespace

TEST_CASE("an accepted mail is sent once, by the null path where nobody wants its bounces") {
  PostRoom room;
  room.queue({{"a@b.example"}});
  CHECK(room.deliver() == "sent");
  CHECK(room.deliver() == "idle");
  CHECK(room.server.submitted == std::vector<std::string>{"<> a@b.example"});
}

TEST_CASE("a return path with {id} bears the token of the mail") {
  PostRoom room;
  room.queue({{"a@b.example"}}, "tally+{id}@itu.example");
  CHECK(room.deliver() == "sent");
  CHECK(room.server.submitted.front().find("<tally+1-") == 0);
}

TEST_CASE("a deferred mail is tried again later, and only for who did not get it") {
  PostRoom room;
  room.queue({{"a@b.example"}, {"slow@b.example"}});
  room.server.replies["slow@b.example"] = {Sent::Outcome::deferred, "451 later"};
  CHECK(room.deliver() == "queued");
  CHECK(room.deliver() == "idle");
  room.now += std::chrono::minutes{2};
  room.server.replies.clear();
  CHECK(room.deliver() == "sent");
  CHECK(room.server.submitted ==
        std::vector<std::string>{"<> a@b.example", "<> slow@b.example", "<> slow@b.example"});
}

TEST_CASE("a refused recipient has failed, and holds back no other") {
  PostRoom room;
  room.queue({{"a@b.example"}, {"gone@b.example"}});
  room.server.replies["gone@b.example"] = {Sent::Outcome::refused, "550 nobody"};
  CHECK(room.deliver() == "sent");
  const auto mail = **find_mail(room.storage.database, "1@itu.example");
  CHECK(mail.recipients.at(1) == Recipient{"gone@b.example", RecipientState::failed, "550 nobody"});
}

TEST_CASE(
    "a server that is away is asked once for a mail, and the mail is given up after five days") {
  PostRoom room;
  room.queue({{"a@b.example"}, {"b@b.example"}});
  room.server.replies["a@b.example"] = {Sent::Outcome::unavailable, "connection refused"};
  CHECK(room.deliver() == "queued");
  CHECK(room.server.submitted.size() == 1);
  room.now += std::chrono::hours{24 * 5};
  CHECK(room.deliver() == "failed");
}

TEST_CASE("pauses grow from a minute to two hours and are spread by a fifth at most") {
  const Instant now = *parse_rfc3339("2018-03-01T12:00:00Z");
  const auto pause = [&](int attempts, std::uint32_t random) {
    return *next_attempt({}, now, attempts, now, random) - now;
  };
  CHECK(pause(1, 0) == std::chrono::minutes{1});
  CHECK(pause(1, 200) == std::chrono::seconds{72});
  CHECK(pause(6, 0) == std::chrono::hours{2});
  CHECK(pause(60, 0) == std::chrono::hours{2});
}

TEST_CASE("a minute's worth of mail goes at once, then one each share of a minute") {
  const Pace::Moment start{};
  Pace pace(2, start);
  CHECK(pace.take(start).count() == 0);
  CHECK(pace.take(start).count() == 0);
  CHECK(pace.take(start).count() > 29000);
  CHECK(pace.take(start + std::chrono::seconds{31}).count() == 0);
}
