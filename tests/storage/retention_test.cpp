// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/retention.h"

#include "tests/storage/store.h"

namespace tallyd {
namespace {

const Removal kRemoval{at(5000), "tallyd", "rejected 365d ago"};

/// With a message that a person rejected an hour after noon, and whose notice was sent.
struct Rejected : Store {
  MessageRecord message = doubtful_reply_of("BRA", 1);
  Recorded recorded = record(message);

  Rejected() {
    OutboxMail notice = mail_to("clerk@itu.example", "notice@tallyd.example");
    notice.purpose = Purpose::alert;
    notice.reply = recorded.reply;
    notice.bytes = "Subject: look\r\n\r\nFrom: BRA-1\r\n\r\nassigned\r\n";
    commit([&](Transaction& transaction) {
      must(queue_mail(transaction, notice));
      return 0;
    });
    reject(at(60));
  }
  void reject(Instant when) {
    ReviewClosing closing;
    closing.review = recorded.review;
    closing.state = ReviewState::rejected;
    closing.outcome = Outcome::rejected;
    closing.who = "A. Clerk";
    closing.why = "an advertisement";
    closing.at = when;
    commit([&](Transaction& transaction) {
      must(close_review(transaction, closing));
      return 0;
    });
  }
  /// What becomes of the notices, all of them.
  void notices_are(const char* state) {
    forge(std::string("UPDATE outbox SET state = '") + state + "' WHERE purpose = 'alert'");
  }
  std::size_t remove(Instant latest) {
    return must(remove_rejected(storage, latest, kRemoval)).size();
  }
  bool kept() const { return bool(storage.archive.get(message.digest)); }
  std::string notice() {
    std::string bytes;
    for (const OutboxMail& mail : must(list_mails(database))) {
      if (mail.purpose == Purpose::alert) bytes = must(find_mail(database, mail.id))->bytes;
    }
    return bytes;
  }
};

}  // namespace

TEST_CASE_METHOD(Rejected,
                 "a rejected message goes when its time is over, and the ledger says so") {
  notices_are("sent");
  CHECK(remove(at(59)) == 0);
  CHECK(kept());
  const LedgerHead before = verified().head;
  CHECK(remove(at(60)) == 1);
  CHECK_FALSE(kept());
  CHECK(notice().empty());
  const auto events = must(events_after(database, before.id, 9));
  REQUIRE(events.size() == 1);
  CHECK(events[0].kind == EventKind::message_removed);
  CHECK(must(removed_since(database, before.id)));
  CHECK_FALSE(must(removed_since(database, events[0].id)));
  CHECK(must(find_removal(database, recorded.reply))->why == kRemoval.why);
  CHECK(remove(at(9000)) == 0);
}

TEST_CASE_METHOD(Rejected,
                 "what was removed by retention is no finding, what is gone otherwise is") {
  notices_are("sent");
  const EventId other = record(reply_of("KEN", 2)).reply;
  remove(at(60));
  const Verification found = verified();
  CHECK(found.findings.empty());
  CHECK(found.removed == 1);
  CHECK(found.messages == 1);
  must(storage.archive.remove(must(find_reply(database, other))->digest));
  CHECK(verified().findings.size() == 1);
}

TEST_CASE_METHOD(Rejected, "a removal that the ledger does not know is found") {
  forge("INSERT INTO removed VALUES (" + std::to_string(recorded.reply) + ", 1, 'x', 'y')");
  CHECK(verified().findings.size() == 1);
}

TEST_CASE_METHOD(Rejected, "what is open again, counted once or was never rejected stays") {
  const EventId counted = record(reply_of("KEN", 2)).reply;
  forge("UPDATE reply SET outcome = 'rejected' WHERE id = " + std::to_string(counted));
  ReviewItem again;
  again.reply = recorded.reply;
  again.opened = at(70);
  commit([&](Transaction& transaction) { return must(open_review(transaction, again)); });
  CHECK(remove(at(9000)) == 0);
}

TEST_CASE_METHOD(Rejected, "of what is removed no review can be opened and no notice sent again") {
  notices_are("failed");
  remove(at(60));
  ReviewItem again;
  again.reply = recorded.reply;
  Transaction transaction = must(Transaction::begin(database));
  CHECK(open_review(transaction, again).error().message.find("365d") != std::string::npos);
  for (const OutboxMail& mail : must(list_mails(database))) {
    if (mail.purpose == Purpose::alert) CHECK_FALSE(retry_mail(transaction, mail.id, at(99)));
  }
}

TEST_CASE_METHOD(Rejected, "a notice that still waits keeps its message") {
  remove(at(60));
  CHECK(notice().find("BRA-1") != std::string::npos);
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Rejected,
                 "a removal that was cut off is finished, and its tables can be made anew") {
  remove(at(60));
  must(storage.archive.put("From: BRA-1\r\n\r\nassigned\r\n"));
  CHECK(kept());
  must(finish_removals(storage));
  CHECK_FALSE(kept());
  commit([](Transaction& transaction) {
    must(rebuild(transaction));
    return 0;
  });
  CHECK(verified().findings.empty());
}

}  // namespace tallyd
