// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake/intake.h"

#include <catch2/catch.hpp>

#include "daemon/intake/gathered.h"
#include "daemon/intake/resend.h"
#include "tests/support/fake_mailbox.h"
#include "tests/support/temporary_directory.h"

using namespace tallyd;

namespace {

constexpr const char* kFocal = "focal@ict.ke.example";

Instant at(const char* time) { return *parse_rfc3339(time); }

/// A mailbox, a database and an office that knows Kenya. A message is known to the reader by its
/// bytes.
struct Desk {
  test::TemporaryDirectory directory;
  Storage storage = *open_storage(directory.path(), Access::write);
  test::FakeMailbox mailbox;
  Office office;
  std::map<std::string, Reading, std::less<>> readings;
  std::vector<Handled> handled;
  Instant now = at("2018-03-01T12:00:00Z");
  int read = 0;

  Desk() {
    Consultation consultation;
    consultation.circular = "TSB Circular 53";
    consultation.opened = std::chrono::floor<std::chrono::days>(at("2017-10-11T00:00:00Z"));
    consultation.deadline = at("2018-03-08T23:59:00Z");
    consultation.drafts = {{"X.1214", "", "", ""}};
    office.asked.consultations = {consultation};
    office.asked.administrations = {{"KEN", "en", {kFocal}, {"ict.ke.example"}, {}, {}}};
    office.policy.required = RequiredProof::none;
    office.templates = load_templates("").templates;
    office.letterhead = {"tsbdir@itu.example", "TSB", "", "itu.example", {"clerk@itu.example"}};
    office.mailbox = "tsbdir@imap.example/INBOX";
  }

  Reading& arrives(const std::string& raw, Authority authority, const std::string& message_id) {
    mailbox.deliver(raw, now);
    Reading& reading = readings[raw];
    reading.kind = Kind::reply;
    reading.circular = "TSB Circular 53";
    reading.language = "en";
    reading.decisions = {{"X.1214", authority, Comments::none, ""}};
    reading.mail.from = kFocal;
    reading.mail.message_id = message_id;
    return reading;
  }
  Result<void> look() {
    Intake intake(
        mailbox, storage, office,
        {[this](std::string_view raw) {
           ++read;
           const auto found = readings.find(raw);
           return found == readings.end() ? Reading{} : found->second;
         },
         [this] { return now; }, [this](const Handled& done) { handled.push_back(done); }});
    TALLYD_TRY(intake.open());
    return intake.pass();
  }
  /// A report that the mail of that Message-ID (empty: not told) did not reach `address`.
  Reading& bounces(const std::string& raw, const std::string& address, const std::string& mail) {
    mailbox.deliver(raw, now);
    Reading& reading = readings[raw];
    reading.kind = Kind::bounce;
    reading.mail.failed = {{address, "5.1.1"}};
    reading.mail.returned_message_id = mail;
    return reading;
  }
  OutboxMail mail(std::size_t index) {
    return **find_mail(storage.database, list_mails(storage.database)->at(index).id);
  }
  std::vector<std::string> failing() {
    std::vector<std::string> addresses;
    const auto all = *failing_addresses(storage.database);
    addresses.reserve(all.size());
    for (const auto& one : all) addresses.push_back(one.address);
    return addresses;
  }
  std::size_t replies() { return list_replies(storage.database, {})->size(); }
  std::size_t mails() { return list_mails(storage.database)->size(); }
  std::vector<DecisionRecord> standing() {
    return *standing_decisions(storage.database, "TSB Circular 53");
  }
  Cursor cursor() { return find_cursor(storage.database, office.mailbox)->value(); }
};

}  // namespace

TEST_CASE("a reply, its decision, its answer and the cursor are recorded together") {
  Desk desk;
  desk.arrives("one", Authority::assigned, "1@ke");
  REQUIRE(desk.look());
  REQUIRE(desk.standing().size() == 1);
  CHECK(desk.standing().front().administration == "KEN");
  CHECK(desk.mails() == 1);
  CHECK(desk.cursor() == Cursor{desk.office.mailbox, 1, 1});
  CHECK(*desk.storage.archive.get(sha256("one")) == "one");
}

TEST_CASE("what is not for us leaves nothing but the cursor") {
  Desk desk;
  desk.mailbox.deliver("newsletter", desk.now);
  REQUIRE(desk.look());
  CHECK(desk.replies() == 0);
  CHECK(desk.mails() == 0);
  CHECK(desk.storage.archive.list()->empty());
  CHECK(desk.cursor().last_uid == 1);
}

// paperless-ngx#13175, #13173: mail without a result was fetched again at every poll.
TEST_CASE("each message is fetched once, whatever came of it") {
  Desk desk;
  desk.arrives("one", Authority::assigned, "1@ke");
  desk.mailbox.deliver("newsletter", desk.now);
  REQUIRE(desk.look());
  REQUIRE(desk.look());
  CHECK(desk.mailbox.fetched == 2);
}

// paperless-ngx#10080: UIDs of a moved mailbox matched old ones.
TEST_CASE(
    "after a change of UIDVALIDITY all is looked at again and nothing is recorded or answered "
    "twice") {
  Desk desk;
  desk.arrives("one", Authority::assigned, "1@ke");
  desk.mailbox.deliver("newsletter", desk.now);
  REQUIRE(desk.look());
  desk.mailbox.uid_validity = 2;
  desk.arrives("two", Authority::not_assigned, "2@ke");
  REQUIRE(desk.look());
  CHECK(desk.mailbox.fetched == 5);
  CHECK(desk.read == 3);
  CHECK(desk.replies() == 2);
  CHECK(desk.mails() == 2);
  CHECK(desk.cursor() == Cursor{desk.office.mailbox, 2, 3});
}

// zammad#1662, paperless-ngx#5818: two tickets from one e-mail when the fetch failed half-way.
TEST_CASE("a fetch that fails half-way is taken up behind the last message") {
  Desk desk;
  desk.arrives("one", Authority::assigned, "1@ke");
  desk.arrives("two", Authority::not_assigned, "2@ke");
  desk.mailbox.fail_next = Error{Failure::temporary, "connection lost"};
  CHECK_FALSE(desk.look());
  CHECK(desk.replies() == 1);
  REQUIRE(desk.look());
  CHECK(desk.replies() == 2);
  CHECK(desk.read == 2);
}

TEST_CASE("the same Message-ID with the same decisions has no second effect") {
  Desk desk;
  desk.arrives("one", Authority::assigned, "1@ke");
  desk.arrives("one, by another route", Authority::assigned, "1@ke");
  REQUIRE(desk.look());
  CHECK(desk.replies() == 1);
  CHECK(desk.mails() == 1);
}

TEST_CASE("the same Message-ID with another decision goes to a person") {
  Desk desk;
  desk.arrives("one", Authority::assigned, "1@ke");
  desk.arrives("two", Authority::not_assigned, "1@ke");
  REQUIRE(desk.look());
  CHECK(list_reviews(desk.storage.database)->size() == 1);
  CHECK(desk.standing().front().authority == Authority::assigned);
}

TEST_CASE("scanners that give every mail the same Message-ID lose no administration's reply") {
  Desk desk;
  desk.office.asked.administrations.push_back(
      {"UGA", "en", {"focal@ict.ug.example"}, {"ict.ug.example"}, {}, {}});
  desk.arrives("of Kenya", Authority::assigned, "0@scanner");
  desk.arrives("of Uganda", Authority::assigned, "0@scanner").mail.from = "focal@ict.ug.example";
  desk.arrives("of Uganda, by another route", Authority::assigned, "0@scanner").mail.from =
      "Focal@ict.ug.example";
  REQUIRE(desk.look());
  CHECK(desk.standing().size() == 2);
  CHECK(desk.replies() == 2);
  CHECK(desk.mails() == 2);
}

TEST_CASE("the same Message-ID for another administration goes to a person") {
  Desk desk;
  desk.office.asked.administrations.push_back({"UGA", "en", {kFocal}, {}, {}, {}});
  desk.arrives("for Kenya", Authority::assigned, "1@ke").administration_of_form = "KEN";
  desk.arrives("for Uganda", Authority::assigned, "1@ke").administration_of_form = "UGA";
  REQUIRE(desk.look());
  CHECK(list_reviews(desk.storage.database)->size() == 1);
  CHECK(desk.standing().size() == 1);
}

TEST_CASE("a forged copy that comes first does not silence the reply of the same Message-ID") {
  Desk desk;
  desk.office.policy.authserv_id = "mx.itu.example";
  desk.office.policy.required = RequiredProof::dmarc;
  const auto proved = [&](const char* raw, const char* result) {
    desk.arrives(raw, Authority::assigned, "1@ke").mail.authentication = {
        {"mx.itu.example", {{"dmarc", result, "ict.ke.example"}}}};
  };
  proved("forged", "fail");
  proved("forged, by another route", "fail");
  proved("genuine", "pass");
  REQUIRE(desk.look());
  CHECK(desk.standing().size() == 1);
  CHECK(list_reviews(desk.storage.database)->size() == 1);
}

// A message that was moved out of the junk folder keeps its INTERNALDATE.
TEST_CASE("an older reply that turns up does not replace what was said again after it") {
  Desk desk;
  const auto says = [&](const char* raw, const char* time, Authority authority) {
    desk.now = at(time);
    desk.arrives(raw, authority, raw);
  };
  says("1", "2018-03-01T10:00:00Z", Authority::assigned);
  says("3", "2018-03-03T10:00:00Z", Authority::assigned);
  desk.readings["3"].decisions.front().evidence = "another form";
  says("2, from the junk folder", "2018-03-02T10:00:00Z", Authority::not_assigned);
  REQUIRE(desk.look());
  REQUIRE(desk.standing().size() == 1);
  CHECK(desk.standing().front().authority == Authority::assigned);
  CHECK(desk.handled.back().verdict.drafts.front().outcome == DraftOutcome::outdated);
}

TEST_CASE("who confirmed a decision last is the colleague who must not be contradicted") {
  Desk desk;
  desk.arrives("one", Authority::assigned, "1@ke");
  desk.now += std::chrono::minutes{50};
  desk.arrives("two", Authority::assigned, "2@ke").mail.from = "second@ict.ke.example";
  desk.now += std::chrono::minutes{20};
  desk.arrives("three", Authority::not_assigned, "3@ke");
  REQUIRE(desk.look());
  CHECK(list_reviews(desk.storage.database)->size() == 1);
  CHECK(desk.standing().front().authority == Authority::assigned);
}

TEST_CASE("the same form under another Message-ID is answered once") {
  Desk desk;
  desk.arrives("one", Authority::assigned, "1@ke");
  desk.arrives("the same", Authority::assigned, "2@ke");
  REQUIRE(desk.look());
  CHECK(desk.replies() == 1);
  CHECK(desk.mails() == 1);
}

TEST_CASE(
    "the same form from two addresses of one administration counts once, and both are answered") {
  Desk desk;
  desk.arrives("one", Authority::assigned, "1@ke");
  desk.arrives("two", Authority::assigned, "2@ke").mail.from = "second@ict.ke.example";
  REQUIRE(desk.look());
  CHECK(desk.standing().size() == 1);
  CHECK(list_replies(desk.storage.database, {})->back().outcome == Outcome::duplicate);
  CHECK(desk.mails() == 2);
}

TEST_CASE("what the trusted server stated of the sender is kept in the ledger") {
  Desk desk;
  desk.office.policy.authserv_id = "mx.itu.example";
  desk.arrives("one", Authority::assigned, "1@ke").mail.authentication = {
      {"mx.itu.example", {{"dmarc", "pass", "ict.ke.example"}}},
      {"mx.itu.example", {{"dmarc", "fail", "ict.ke.example"}}}};
  REQUIRE(desk.look());
  CHECK(list_replies(desk.storage.database, {})->front().authentication ==
        "dmarc=pass (ict.ke.example)");
  const auto events = *events_after(desk.storage.database, 0, 1);
  CHECK(events.front().payload.find("dmarc=pass (ict.ke.example)") != std::string::npos);
}

// paperless-ngx#6110, #8408: same subject, sender and file name taken for a duplicate.
TEST_CASE("the same subject, sender and file name with another content is no duplicate") {
  Desk desk;
  for (const char* raw : {"one", "two"}) {
    Reading& reading = desk.arrives(raw, Authority::assigned, std::string(raw) + "@ke");
    reading.mail.subject = "Circular 53";
    reading.attachments = {{"comments.docx", "docx", std::string("Clause ") + raw}};
  }
  REQUIRE(desk.look());
  CHECK(desk.replies() == 2);
}

TEST_CASE("a form sent again after a change of mind is a change of mind") {
  Desk desk;
  desk.arrives("one", Authority::assigned, "1@ke");
  desk.arrives("two", Authority::not_assigned, "2@ke");
  desk.arrives("the first again", Authority::assigned, "3@ke");
  REQUIRE(desk.look());
  REQUIRE(desk.standing().size() == 1);
  CHECK(desk.standing().front().authority == Authority::assigned);
  CHECK(desk.replies() == 3);
}

TEST_CASE("two messages that nobody could read are two reviews") {
  Desk desk;
  for (const char* raw : {"scan one", "scan two"}) {
    Reading& reading = desk.arrives(raw, Authority::none, std::string(raw) + "@ke");
    reading.doubts = {{"unreadable", "", "the scan can't be read"}};
  }
  REQUIRE(desk.look());
  CHECK(list_reviews(desk.storage.database)->size() == 2);
}

TEST_CASE("new comments of which no text could be read are not taken for a repetition") {
  Desk desk;
  for (const char* raw : {"one", "two"}) {
    Reading& reading = desk.arrives(raw, Authority::assigned, std::string(raw) + "@ke");
    reading.attachments = {{"comments.pdf", "pdf", ""}};
  }
  REQUIRE(desk.look());
  CHECK(desk.replies() == 2);
}

TEST_CASE("a bounce of our own mail marks the address as failing, a stranger's does not") {
  Desk desk;
  desk.arrives("one", Authority::assigned, "1@ke");
  REQUIRE(desk.look());
  for (const std::string& returned :
       {list_mails(desk.storage.database)->front().message_id, std::string("x@y")}) {
    Reading& bounce = desk.arrives("bounce " + returned, Authority::none, "b" + returned);
    bounce.kind = Kind::bounce;
    bounce.mail.returned_message_id = returned;
    bounce.mail.failed = {{returned == "x@y" ? "other@ict.ke.example" : kFocal, "5.1.1", true}};
  }
  REQUIRE(desk.look());
  const auto failing = *failing_addresses(desk.storage.database);
  REQUIRE(failing.size() == 1);
  CHECK(failing.front().address == kFocal);
  CHECK(desk.replies() == 1);
}

TEST_CASE("a reply from an address that failed shows that somebody is there") {
  Desk desk;
  auto transaction = Transaction::begin(desk.storage.database);
  REQUIRE(mark_failing(*transaction, {kFocal, true, desk.now, "5.1.1"}));
  REQUIRE(transaction->commit());
  desk.arrives("one", Authority::assigned, "1@ke");
  REQUIRE(desk.look());
  CHECK(failing_addresses(desk.storage.database)->empty());
}

TEST_CASE("a message over the size limit of a known sender goes to a person and is acknowledged") {
  Desk desk;
  desk.arrives("huge", Authority::assigned, "1@ke");
  desk.mailbox.messages[1].extent = Extent::beginning;
  REQUIRE(desk.look());
  CHECK(desk.standing().empty());
  CHECK(list_reviews(desk.storage.database)->size() == 1);
  CHECK(desk.mails() == 2);  // to the sender and to TSB
}

TEST_CASE("an answer that was returned goes once to the other addresses of that administration") {
  Desk desk;
  auto& addresses = desk.office.asked.administrations.front().addresses;
  addresses = {kFocal, "second@ict.ke.example", "third@ict.ke.example"};
  desk.arrives("one", Authority::assigned, "1@ke");
  REQUIRE(desk.look());
  desk.bounces("returned", kFocal, desk.mail(0).message_id);
  desk.bounces("returned again", kFocal, desk.mail(0).message_id);
  REQUIRE(desk.look());
  CHECK(desk.failing() == std::vector<std::string>{kFocal});
  REQUIRE(desk.mails() == 2);
  const OutboxMail again = desk.mail(1);
  CHECK(again.recipients ==
        std::vector<Recipient>{{"second@ict.ke.example"}, {"third@ict.ke.example"}});
  CHECK(again.bytes.find("To: second@ict.ke.example,\r\n third@ict.ke.example\r\n") !=
        std::string::npos);
  CHECK(again.bytes.find("Message-ID: <" + again.message_id + ">\r\n") != std::string::npos);
  CHECK(again.bytes.find(kFocal) == std::string::npos);
  desk.bounces("the second too", "second@ict.ke.example", again.message_id);
  REQUIRE(desk.look());
  CHECK(desk.failing().size() == 2);
  CHECK(desk.mails() == 2);  // the third has it
}

TEST_CASE("an answer to a stranger that was returned goes to nobody else") {
  Desk desk;
  Reading& reading = desk.arrives("one", Authority::assigned, "1@evil");
  reading.mail.from = "focal@evil.example";
  reading.administration_of_form = reading.administration = "KEN";
  REQUIRE(desk.look());
  const auto mails = desk.mails();
  desk.bounces("returned", "focal@evil.example", desk.mail(0).message_id);
  REQUIRE(desk.look());
  CHECK(desk.mails() == mails);
}

TEST_CASE("a bounce that names an address alone says nothing where its sender is forged") {
  Desk desk;
  desk.office.policy.authserv_id = "mx.itu.example";
  desk.arrives("one", Authority::assigned, "1@ke");
  REQUIRE(desk.look());
  Reading& forged = desk.bounces("forged", kFocal, "");
  forged.mail.authentication = {{"mx.itu.example", {{"dmarc", "fail", "mx.example"}}}};
  REQUIRE(desk.look());
  CHECK(desk.failing().empty());
  desk.bounces("genuine", kFocal, "");
  REQUIRE(desk.look());
  CHECK(desk.failing() == std::vector<std::string>{kFocal});
}

TEST_CASE("a flood of reviews becomes so many notices a day and one mail about the rest") {
  Desk desk;
  desk.office.notices_per_day = 3;
  for (int i = 0; i < 130; ++i) {
    const std::string raw = "doubtful " + std::to_string(i);
    Reading& reading = desk.arrives(raw, Authority::conflict, raw + "@ke");
    reading.doubts = {{"both_boxes_checked", "X.1214", "both boxes are checked"}};
    reading.mail.unanswerable = "a list";
  }
  REQUIRE(desk.look());
  CHECK(desk.replies() == 130);
  CHECK(desk.mails() == 3);
  Database& database = desk.storage.database;
  const Letterhead& letterhead = desk.office.letterhead;
  CHECK(*queue_gathered_notice(database, letterhead, desk.now) == 0);  // it gathers
  desk.now += std::chrono::minutes{20};
  CHECK(*queue_gathered_notice(database, letterhead, desk.now) == 1);
  CHECK(*queue_gathered_notice(database, letterhead, desk.now) == 0);
  REQUIRE(desk.mails() == 4);
  CHECK(desk.mail(3).bytes.find("127 more reviews") != std::string::npos);
  CHECK(desk.mail(3).bytes.find("and 27 more") != std::string::npos);
  CHECK(untold_reviews(database)->empty());
  desk.now += std::chrono::hours{24};
  desk.arrives("the day after", Authority::conflict, "day@ke").mail.unanswerable = "a list";
  REQUIRE(desk.look());
  CHECK(desk.mails() == 5);
}

TEST_CASE("an answer that the mail server would not take goes once to the other addresses") {
  Desk desk;
  Database& database = desk.storage.database;
  const Register& administrations = desk.office.asked.administrations;
  desk.office.asked.administrations.front().addresses = {kFocal, "second@ict.ke.example"};
  desk.arrives("one", Authority::assigned, "1@ke");
  REQUIRE(desk.look());
  const auto resent = [&] {
    return *resend_refused(database, administrations, desk.office.letterhead, desk.now);
  };
  CHECK(resent() == 0);
  Transaction transaction = *Transaction::begin(database);
  const Recipient refused{kFocal, RecipientState::failed, "550 5.1.1 nobody here"};
  REQUIRE(record_delivery(transaction, {desk.mail(0).id, {refused}, {}, "refused", desk.now}));
  REQUIRE(mark_failing(transaction, {kFocal, true, desk.now, "refused"}));
  REQUIRE(transaction.commit());
  CHECK(resent() == 1);
  CHECK(resent() == 0);
  CHECK(desk.mail(1).recipients == std::vector<Recipient>{{"second@ict.ke.example"}});
}
