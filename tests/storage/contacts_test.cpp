// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/contacts.h"

#include "tests/storage/store.h"

namespace tallyd {
namespace {

struct Contacts : Store {
  void fails(const std::string& address, bool permanently, int minutes) {
    must(commit([&](Transaction& transaction) {
      return mark_failing(transaction, {address, permanently, at(minutes), "5.1.1"});
    }));
  }
  Reminded remind(std::chrono::seconds offset, const std::string& message_id) {
    return must(commit([&](Transaction& transaction) {
      return queue_reminder(transaction, {"TSB Circular 53", "KEN", offset, message_id},
                            mail_to("focal@ke.example", message_id));
    }));
  }
};

}  // namespace

TEST_CASE_METHOD(Contacts, "an address fails from its first bounce until mail reaches it again") {
  fails("Focal@KE.example", false, 1);
  fails("focal@ke.example", false, 2);
  const auto failing = must(failing_addresses(database));
  REQUIRE(failing.size() == 1);
  CHECK(failing[0].address == "focal@ke.example");
  CHECK(failing[0].since == at(1));
  must(commit([&](Transaction& transaction) {
    return mark_working(transaction, "FOCAL@ke.example", at(3));
  }));
  CHECK(must(failing_addresses(database)).empty());
  CHECK(verified().findings.empty());
}

TEST_CASE_METHOD(Contacts, "a temporary failure does not soften a permanent one") {
  fails("a@ke.example", false, 1);
  fails("a@ke.example", true, 2);
  fails("a@ke.example", false, 3);
  CHECK(must(failing_addresses(database)).at(0).permanent);
  CHECK(must(ledger_head(database)).id == 2);
}

TEST_CASE_METHOD(Contacts, "a reminder goes once for each offset, under whatever Message-ID") {
  using namespace std::chrono_literals;
  CHECK(remind(72h, "one@t") == Reminded::now);
  CHECK(remind(72h, "two@t") == Reminded::already);
  CHECK(remind(24h, "three@t") == Reminded::now);
  CHECK(must(list_mails(database)).size() == 2);
  CHECK(must(reminders(database, "TSB Circular 53")).at(0).offset == 72h);
}

}  // namespace tallyd
