// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/digest/digest.h"

#include <catch2/catch.hpp>

#include "daemon/digest/xlsx.h"
#include "storage/outbox.h"
#include "tests/storage/store.h"

using namespace tallyd;
using namespace std::chrono_literals;

namespace {

Instant deadline() { return *parse_rfc3339("2018-03-08T23:59:00Z"); }

/// A consultation on two drafts, with the database of a daemon that mails TSB daily.
struct Digests : Store {
  Asked asked;
  Letterhead letterhead{"tsb@itu.example", "TSB", "", "itu.example", {"clerk@itu.example"}};

  Digests() {
    Consultation consultation;
    consultation.circular = "TSB Circular 53";
    consultation.opened = std::chrono::floor<std::chrono::days>(at(0) - 24h * 30);
    consultation.deadline = deadline();
    consultation.drafts = {{"X.1214", "", "Security", ""}, {"X.1331", "", "=1+1", ""}};
    asked.consultations = {consultation};
    asked.administrations = {{"BRA", "es", {}, {}, {{"en", "Brazil"}}, {}},
                             {"KEN", "en", {}, {}, {{"en", "Kenya"}}, {}}};
  }
  int queue(Instant now) { return must(queue_due_digests(database, asked, letterhead, 24h, now)); }
  void reply(const char* administration, int minutes) {
    MessageRecord message = reply_of(administration, minutes);
    message.decisions = {assigns("X.1214"), refuses("X.1331")};
    record(message);
  }
  std::vector<OutboxMail> digests() {
    std::vector<OutboxMail> found;
    for (const OutboxMail& mail : must(list_mails(database))) {
      if (mail.purpose == Purpose::digest) found.push_back(*must(find_mail(database, mail.id)));
    }
    return found;
  }
  Letter on_demand() {
    return must(digest_on_demand(database, asked.consultations[0], asked.administrations,
                                 letterhead, at(60)));
  }
};

bool has(const std::string& text, const std::string& wanted) {
  CAPTURE(text, wanted);
  return text.find(wanted) != text.npos;
}

}  // namespace

TEST_CASE_METHOD(
    Digests,
    "a digest goes an interval after the first change, and not again unless something changed") {
  CHECK(queue(at(0)) == 0);
  reply("KEN", 1);
  CHECK(queue(at(2)) == 0);
  CHECK(queue(at(1) + 24h) == 1);
  CHECK(queue(at(1) + 24h) == 0);
  CHECK(queue(at(1) + 24h * 9) == 0);
  reply("BRA", 60 * 24 * 9);
  CHECK(queue(at(1) + 24h * 10) == 1);
  CHECK(digests().size() == 2);
}

TEST_CASE_METHOD(
    Digests,
    "the final digest goes once when the deadline's minute is over, even with nothing new") {
  CHECK(queue(deadline() + 59s) == 0);
  CHECK(queue(deadline() + 60s) == 1);
  storage = must(open_storage(directory.path, Access::write));
  CHECK(queue(deadline() + 61s) == 0);
  CHECK(has(digests().at(0).bytes, "final tally"));
}

TEST_CASE_METHOD(Digests,
                 "a consultation that ended long ago brings no digest at the first start") {
  CHECK(queue(deadline() + 24h * 60) == 0);
}

TEST_CASE_METHOD(Digests, "a digest tells the exact support, what changed, and the ledger's end") {
  reply("KEN", 1);
  const Letter letter = on_demand();
  CHECK(letter.subject == "TSB Circular 53: tally, 1 of 2 administrations counted");
  CHECK(has(letter.body, "1 of 1 (100.0 %), 70 % needed: may proceed (9.4.5)"));
  CHECK(has(letter.body, "0 of 1 (0.0 %), 70 % needed: may not proceed (9.4.6)"));
  CHECK(has(letter.body, "Kenya: X.1214 assigns; X.1331 does not assign"));
  CHECK(has(letter.body, to_hex(must(ledger_head(database)).hash)));
  CHECK(has(letter.body, "without comments 1, with comments 0, not specified 0; replaced 0"));
  CHECK(has(letter.html, "Kenya"));
  CHECK(has(letter.html, ">Not assigned</th>"));
  CHECK(letter.files.size() == 3);
}

TEST_CASE_METHOD(Digests,
                 "a replaced decision names the one before it, and only what is new is told") {
  reply("KEN", 1);
  REQUIRE(queue(at(1) + 24h) == 1);
  MessageRecord second = reply_of("KEN", 60 * 30);
  second.decisions = {refuses("X.1214")};
  record(second);
  const Letter letter = on_demand();
  CHECK(has(letter.body, "Kenya: X.1214 does not assign (before: assigns)"));
  CHECK_FALSE(has(letter.body, "X.1331 does not assign\n"));
}

TEST_CASE_METHOD(Digests, "what is said again is no change, nor a replacement") {
  reply("KEN", 1);
  REQUIRE(queue(at(1) + 24h) == 1);
  reply("KEN", 60 * 30);
  CHECK_FALSE(has(on_demand().body, "Kenya: X.1214"));
  const auto replies = must(stored_replies(database, "TSB Circular 53"));
  CHECK(replies.decisions.size() == 4);
  const Tally sum = tally(asked.consultations[0], asked.administrations, replies, at(60 * 40));
  CHECK(sum.drafts.at(0).replaced == 0);
}

TEST_CASE_METHOD(Digests, "TSB is told once of an address that mail does not reach") {
  asked.administrations[1].addresses = {"focal@ke.example"};
  must(commit([&](Transaction& transaction) {
    return mark_failing(transaction, {"focal@ke.example", true, at(1), "5.1.1"});
  }));
  REQUIRE(queue(at(1) + 24h) == 1);
  CHECK(has(digests().front().bytes, "mail does not reach focal@ke.example"));
  CHECK(queue(at(1) + 48h) == 0);
}

TEST_CASE_METHOD(Digests, "no text of a mail becomes markup in a digest") {
  MessageRecord message = reply_of("KEN", 1);
  message.reply->outcome = Outcome::late;
  record(message);
  MessageRecord doubtful = doubtful_reply_of("BRA", 2);
  doubtful.reply->reason = "<script>alert(1)</script>";
  record(doubtful);
  CHECK(has(on_demand().html, "&lt;script&gt;"));
  CHECK_FALSE(has(on_demand().html, "<script>"));
}

TEST_CASE_METHOD(Digests, "without an address of TSB no digest is queued") {
  letterhead.operators.clear();
  reply("KEN", 1);
  CHECK(queue(deadline() + 60s) == 0);
  CHECK_FALSE(sendable_digest(on_demand(), letterhead));
}

TEST_CASE("a cell of a workbook is never a formula") {
  const std::string xlsx = must(to_xlsx({{"S", {{"head"}, {"=1+1"}, {"+1"}, {"-1"}, {"@x"}}}}));
  CHECK(xlsx.substr(0, 2) == "PK");
  CHECK(xlsx.size() > 1000);
}
