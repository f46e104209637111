// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/remind/remind.h"

#include <fstream>

#include <catch2/catch.hpp>

#include "daemon/delivery/delivery.h"
#include "daemon/remind/blank_form.h"
#include "storage/contacts.h"
#include "storage/outbox.h"
#include "tests/storage/store.h"

using namespace tallyd;
using namespace std::chrono_literals;

namespace {

constexpr auto kDay = std::chrono::hours{24};

Instant deadline() { return *parse_rfc3339("2018-03-08T23:59:00Z"); }

Consultation a_consultation() {
  Consultation consultation;
  consultation.circular = "TSB Circular 53";
  consultation.opened = std::chrono::floor<std::chrono::days>(deadline() - 100 * kDay);
  consultation.deadline = deadline();
  consultation.reminders = {28 * kDay, 14 * kDay, 3 * kDay};
  consultation.drafts = {{"X.1214", "X.samtn", "Security", ""}, {"X.1331", "", "", ""}};
  return consultation;
}

/// Kenya with two addresses and Brazil with one.
struct Due {
  Consultation consultation = a_consultation();
  Register administrations = {
      {"BRA", "es", {"focal@br.example"}, {}, {{"en", "Brazil"}}, {}},
      {"KEN", "en", {"one@ke.example", "two@ke.example"}, {}, {{"en", "Kenya"}}, {}}};
  RemindState state;

  void decided(const char* administration, const char* draft) {
    DecisionRecord decision;
    decision.administration = administration;
    decision.draft = draft;
    state.standing.push_back(decision);
  }
  void sent(const char* administration, std::chrono::seconds offset) {
    state.sent.push_back({consultation.circular, administration, offset, ""});
  }
  std::vector<DueReminder> at(std::chrono::seconds before_deadline) const {
    return due_reminders(consultation, administrations, state, deadline() - before_deadline);
  }
};

/// A whole consultation: 194 administrations, and a service that may die at any moment.
struct World : Store {
  Asked asked;
  Templates templates = load_templates("").templates;
  Letterhead letterhead{"tsb@itu.example", "TSB", "", "itu.example", {}};

  World() {
    asked.consultations = {a_consultation()};
    for (int i = 0; i < 194; ++i) {
      const std::string code = {char('A' + i / 26), char('A' + i % 26), 'X'};
      asked.administrations.push_back(
          {code, i % 2 == 0 ? "ar" : "en", {"focal@" + code + ".example"}, {}, {}, {}});
    }
  }
  int remind(std::chrono::seconds before_deadline) {
    return must(queue_due_reminders(database, {asked, templates, letterhead, blank_form},
                                    deadline() - before_deadline));
  }
  /// A new process on the same database.
  void restart() { storage = must(open_storage(directory.path, Access::write)); }
  void reply(const std::string& administration, int minutes) {
    MessageRecord message = reply_of(administration, minutes);
    message.decisions = {assigns("X.1214"), assigns("X.1331")};
    record(message);
  }
  std::size_t mails() { return must(reminders(database, "TSB Circular 53")).size(); }
  OutboxMail first_mail() { return *must(find_mail(database, std::int64_t{1})); }
};

}  // namespace

TEST_CASE_METHOD(Due, "a reminder is due from its offset on, for the drafts still open") {
  decided("KEN", "X.1214");
  CHECK(at(28 * kDay + 1s).empty());
  CHECK(at(28 * kDay) == std::vector<DueReminder>{
                             {"BRA", 28 * kDay, {"X.1214", "X.1331"}, {"focal@br.example"}},
                             {"KEN", 28 * kDay, {"X.1331"}, {"one@ke.example", "two@ke.example"}}});
}

TEST_CASE_METHOD(Due, "who has decided everything is not reminded") {
  decided("KEN", "X.1214");
  decided("KEN", "X.1331");
  REQUIRE(at(3 * kDay).size() == 1);
  CHECK(at(3 * kDay)[0].administration == "BRA");
}

TEST_CASE_METHOD(Due, "after a long stop only the newest reminder goes") {
  CHECK(at(1 * kDay).size() == 2);
  CHECK(at(1 * kDay)[0].offset == 3 * kDay);
}

TEST_CASE_METHOD(Due,
                 "the last second of the deadline's minute may still remind, the next may not") {
  CHECK(at(-59s).size() == 2);
  CHECK(at(-60s).empty());
}

TEST_CASE_METHOD(Due, "the same offset never reminds twice, nor an earlier one once a later went") {
  sent("BRA", 14 * kDay);
  sent("KEN", 3 * kDay);
  CHECK(at(14 * kDay).empty());  // the clock was put back: KEN had a later one
  REQUIRE(at(3 * kDay).size() == 1);
  CHECK(at(3 * kDay)[0].administration == "BRA");
}

TEST_CASE_METHOD(Due,
                 "an offset moved away from the deadline after its reminder went sends no second") {
  sent("BRA", 14 * kDay);
  sent("KEN", 14 * kDay);
  consultation.reminders = {15 * kDay};
  CHECK(at(10 * kDay).empty());
}

TEST_CASE_METHOD(Due, "an offset from before the consultation opened is never due") {
  consultation.reminders = {101 * kDay};
  CHECK(at(99 * kDay).empty());
}

TEST_CASE_METHOD(Due, "an address that does not exist is left out, one in trouble is tried") {
  state.failing = {{"one@ke.example", true, deadline(), "5.1.1"},
                   {"two@ke.example", false, deadline(), "4.4.1"},
                   {"focal@br.example", true, deadline(), "5.1.1"}};
  CHECK(at(3 * kDay)[0].addresses.empty());
  CHECK(at(3 * kDay)[1].addresses == std::vector<std::string>{"two@ke.example"});
}

TEST_CASE_METHOD(World,
                 "through restarts each administration gets exactly the reminders due to it") {
  CHECK(remind(28 * kDay) == 194);
  restart();
  CHECK(remind(28 * kDay) == 0);
  for (int i = 0; i < 100; ++i) reply(asked.administrations[static_cast<std::size_t>(i)].code, i);
  CHECK(remind(20 * kDay) == 0);
  CHECK(remind(14 * kDay) == 94);
  restart();
  CHECK(remind(14 * kDay - 30s) == 0);
  CHECK(remind(25 * kDay) == 0);  // the clock jumps back
  CHECK(remind(3 * kDay) == 94);
  CHECK(remind(-60s) == 0);
  CHECK(mails() == 194 + 94 + 94);
}

TEST_CASE_METHOD(
    World,
    "a reminder says which texts are open and until when, in the administration's language") {
  const std::string form = directory.path / "annex2.docx";
  std::ofstream(form) << "blank";
  asked.consultations[0].blank_form = form;
  remind(3 * kDay);
  const std::string bytes = first_mail().bytes;
  CHECK(bytes.find("Content-Language: ar") != bytes.npos);
  CHECK(bytes.find("X.1214 (ex X.samtn): Security") != bytes.npos);
  CHECK(bytes.find("filename=\"annex2.docx\"") != bytes.npos);
  CHECK(bytes.find("Auto-Submitted: auto-generated") != bytes.npos);
}

TEST_CASE_METHOD(World, "a reminder brings a form of its own where the consultation names none") {
  remind(3 * kDay);
  CHECK(first_mail().bytes.find("filename=\"annex-2-AAX.docx\"") != std::string::npos);
}

TEST_CASE_METHOD(World,
                 "a reminder that waits in the outbox is cancelled by the deadline or a reply") {
  remind(3 * kDay);
  const OutboxMail mail = first_mail();
  CHECK_FALSE(must(is_moot(database, asked, mail, deadline() + 59s)));
  CHECK(must(is_moot(database, asked, mail, deadline() + 60s)));
  reply(mail.administration, 1);
  CHECK(must(is_moot(database, asked, mail, deadline() - kDay)));
}

TEST_CASE_METHOD(World, "delivery cancels what is moot and sends nothing of it") {
  struct : Submission {
    int sent = 0;
    Sent submit(const std::string&, const std::string&, std::string_view) override {
      ++sent;
      return {Sent::Outcome::accepted, "250 ok"};
    }
  } smtp;
  remind(3 * kDay);
  Instant now = deadline() - kDay;
  Delivery delivery(
      database, smtp, {}, [&] { return now; }, [] { return 0U; });
  delivery.cancel_if([&](const OutboxMail& mail) { return is_moot(database, asked, mail, now); });
  CHECK(must(delivery.deliver_one())->mail.state == MailState::sent);
  now = deadline() + 1min;
  CHECK(must(delivery.deliver_one())->mail.state == MailState::cancelled);
  CHECK(smtp.sent == 1);
}

TEST_CASE_METHOD(
    World, "an address refused as unknown gets no further reminder, one refused by policy does") {
  struct : Submission {
    Sent submit(const std::string&, const std::string& to, std::string_view) override {
      const bool unknown = to == "focal@AAX.example";
      return {Sent::Outcome::refused, unknown ? "550 5.1.1 no such user" : "550 5.7.1 not you"};
    }
  } smtp;
  remind(28 * kDay);
  Delivery delivery(
      database, smtp, {}, [] { return deadline() - 28 * kDay; }, [] { return 0U; });
  int delivered = 0;
  while (must(delivery.deliver_one())) ++delivered;
  CHECK(delivered == 194);
  CHECK(must(failing_addresses(database)).size() == 1);
  CHECK(remind(14 * kDay) == 193);
}
