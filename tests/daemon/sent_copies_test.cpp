// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake/sent_copies.h"

#include "storage/outbox.h"
#include "tests/storage/store.h"
#include "tests/support/fake_mailbox.h"

using namespace tallyd;
using Words = std::vector<std::string>;

namespace {

struct Copying : Store {
  test::FakeMailbox mailbox;
  Instant now = at(0);
  SentCopies copies = make("Sent");

  SentCopies make(const std::string& folder) {
    return SentCopies(mailbox, database, folder, [this] { return now; });
  }
  /// Queues a mail of these bytes and delivers it with that end.
  void sends(const std::string& bytes, RecipientState end = RecipientState::sent) {
    OutboxMail mail = mail_to("focal@ict.ke.example", bytes + "@itu.example");
    mail.bytes = bytes;
    must(commit([&](Transaction& transaction) -> Result<void> {
      TALLYD_TRY(queue_mail(transaction, mail));
      TALLYD_TRY_ASSIGN(const auto claimed, claim_due_mail(transaction, now, {}));
      DeliveryAttempt report;
      report.mail = claimed->id;
      report.recipients = {{"focal@ict.ke.example", end, "said"}};
      report.at = now;
      TALLYD_TRY(record_delivery(transaction, report));
      return {};
    }));
  }
  bool carries_out() { return copies.carry_out().has_value(); }
};

}  // namespace

TEST_CASE_METHOD(Copying, "what was sent since is copied once, and what failed is not") {
  sends("before");
  must(copies.begin());
  sends("one");
  sends("refused", RecipientState::failed);
  sends("two");
  CHECK(carries_out());
  CHECK(mailbox.changes ==
        Words{"copy of one into Sent unless it has one@itu.example", "copy of two into Sent"});
  CHECK(carries_out());
  CHECK(mailbox.changes.size() == 2);
}

TEST_CASE_METHOD(Copying, "a copy that another process may have made is looked for") {
  must(copies.begin());
  sends("one");
  SentCopies restarted = make("Sent");
  must(restarted.begin());
  CHECK(restarted.carry_out());
  CHECK(mailbox.changes == Words{"copy of one into Sent unless it has one@itu.example"});
}

TEST_CASE_METHOD(Copying, "a server that takes no copy is left in peace for minutes, then asked") {
  must(copies.begin());
  sends("one");
  mailbox.fail_change = Error{Failure::temporary, "over quota"};
  CHECK_FALSE(carries_out());
  now = at(9);
  CHECK(carries_out());
  CHECK(mailbox.changes.size() == 1);
  now = at(10);
  CHECK(carries_out());
  CHECK(mailbox.changes.size() == 2);
}

TEST_CASE_METHOD(Copying, "a notice that is kept no longer holds up no copy of later mail") {
  must(copies.begin());
  sends("notice");
  forge("UPDATE outbox SET bytes = x''");
  sends("two");
  CHECK(carries_out());
  CHECK(mailbox.changes == Words{"copy of two into Sent unless it has two@itu.example"});
}

TEST_CASE_METHOD(Copying, "without a folder nothing is copied") {
  SentCopies off = make("");
  must(off.begin());
  sends("one");
  CHECK(off.carry_out());
  CHECK(mailbox.changes.empty());
}
