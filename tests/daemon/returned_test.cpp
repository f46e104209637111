// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/intake/returned.h"

#include "daemon/delivery/return_path.h"
#include "parsers/notices/notices.h"
#include "tests/storage/store.h"

using namespace tallyd;

namespace {

constexpr const char* kPattern = "tally+{id}={recipient}@itu.example";

/// A reminder to two addresses of Kenya, an acknowledgement to one of Uganda; and bounces as mail
/// systems write them, read by the parsers.
struct Sent : Store {
  OutboxMail reminder = queue("tallyd.reminder@itu.example", Purpose::reminder,
                              {"focal@ict.ke.example", "second@ict.ke.example"});
  OutboxMail answer =
      queue("tallyd.answer@itu.example", Purpose::acknowledgement, {"focal@ict.ug.example"});

  OutboxMail queue(const std::string& id, Purpose purpose, const std::vector<std::string>& to) {
    OutboxMail mail = mail_to(to.front(), id);
    mail.purpose = purpose;
    mail.envelope_from = kPattern;
    mail.recipients.clear();
    for (const std::string& address : to) mail.recipients.push_back({address});
    must(commit([&](Transaction& transaction) { return queue_mail(transaction, mail); }));
    return *must(find_mail(database, id));
  }
  /// "address permanent; …" of what the message tells.
  std::string told_by(const std::string& raw) {
    Message message = parse_message(raw);
    Reading reading;
    reading.kind = take_notice(message).kind;
    REQUIRE(reading.kind == Kind::bounce);
    reading.mail = message.facts;
    std::string told;
    const Returned returned = must(returned_mail(database, reading, kPattern, at(60)));
    for (const auto& one : returned.failing) {
      told += (told.empty() ? "" : "; ") + one.address + (one.permanent ? " gone" : " delayed");
    }
    return told;
  }
  static std::string report(const std::string& recipient, const std::string& returned,
                            const std::string& to = "tally@itu.example") {
    return "From: MAILER-DAEMON@mx.example\nTo: " + to +
           "\nSubject: Undelivered Mail Returned to Sender\n"
           "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n"
           "--b\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\n"
           "Reporting-MTA: dns; mx.example\n\n" +
           recipient + "\n" + returned + "--b--\n";
  }
  static std::string failed(const std::string& address) {
    return "Final-Recipient: rfc822; " + address + "\nAction: failed\nStatus: 5.1.1\n";
  }
  static std::string returns(const std::string& id, const std::string& type = "message/rfc822") {
    return "--b\nContent-Type: " + type + "\n\nFrom: tally@itu.example\nMessage-ID: <" + id +
           ">\nSubject: Circular\n\n";
  }
};

}  // namespace

TEST_CASE_METHOD(Sent, "a bounce is matched by the Message-ID of the mail or header it returns") {
  for (const char* type : {"message/rfc822", "text/rfc822-headers"}) {
    CHECK(told_by(report(failed("SECOND@ict.ke.example"), returns(reminder.message_id, type))) ==
          "second@ict.ke.example gone");
  }
}

TEST_CASE_METHOD(Sent, "a bounce in plain words is matched by the header that it quotes") {
  CHECK(told_by("Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: tally@itu.example\n"
                "Subject: failure notice\n\nHi. This is the qmail-send program at mx.example.\n"
                "I'm afraid I wasn't able to deliver your message to the following addresses.\n\n"
                "<focal@ict.ug.example>:\nno mailbox here by that name. (#5.1.1)\n\n"
                "--- Below this line is a copy of the message.\n\nReceived: by x\n"
                "From: tally@itu.example\nTo: focal@ict.ug.example\nMessage-ID: <" +
                answer.message_id + ">\n\nText\n") == "focal@ict.ug.example gone");
}

TEST_CASE_METHOD(Sent, "a bounce speaks of the recipients of that mail alone") {
  CHECK(told_by(report(failed("other@ict.ke.example"), returns(reminder.message_id))).empty());
  CHECK(told_by(report(failed("focal@ict.ug.example"), returns(reminder.message_id))).empty());
}

TEST_CASE_METHOD(Sent, "the only recipient failed where its system had forwarded the mail") {
  CHECK(told_by(report(failed("private@mail.example"), returns(answer.message_id))) ==
        "focal@ict.ug.example gone");
}

TEST_CASE_METHOD(Sent, "the original recipient counts, and the final one where we wrote to that") {
  CHECK(told_by(report(
            "Original-Recipient: rfc822; focal@ict.ke.example\n" + failed("x@backend.example"),
            returns(reminder.message_id))) == "focal@ict.ke.example gone");
  CHECK(told_by(report(
            "Original-Recipient: rfc822; x@backend.example\n" + failed("focal@ict.ke.example"),
            returns(reminder.message_id))) == "focal@ict.ke.example gone");
}

TEST_CASE_METHOD(Sent, "a bounce that names no mail is matched by the address that failed") {
  CHECK(told_by(report(failed("second@ict.ke.example"), "")) == "second@ict.ke.example gone");
  CHECK(told_by(report(failed("stranger@ict.ke.example"), "")).empty());
}

TEST_CASE_METHOD(Sent, "a bounce of somebody else's mail has no effect") {
  CHECK(told_by(report(failed("focal@ict.ke.example"), returns("other@itu.example"))).empty());
}

TEST_CASE_METHOD(Sent, "a bounce that says no more than where it came to is matched by that") {
  const std::string path = return_path(answer, "focal@ict.ug.example");
  CHECK(told_by("Return-Path: <>\nFrom: postmaster@mx.example\nTo: " + path +
                "\nSubject: Undeliverable\n\nYour message could not be delivered.\n550 no\n") ==
        "focal@ict.ug.example gone");
  CHECK(told_by(report(failed("backend@x.example"), "", path)) == "focal@ict.ug.example gone");
}

TEST_CASE_METHOD(Sent, "a guessed return path matches nothing") {
  for (const char* path : {"tally+1-000000000000@itu.example", "tally+1@itu.example",
                           "tally+99-1f2e3d4c5b6a@itu.example", "tally+1-@itu.example"}) {
    CHECK(told_by(report(failed("x@y.example"), "", path)).empty());
  }
}

TEST_CASE_METHOD(Sent, "a delay is not permanent") {
  CHECK(told_by(report("Final-Recipient: rfc822; focal@ict.ug.example\nAction: delayed\n"
                       "Status: 4.4.1\n",
                       returns(answer.message_id))) == "focal@ict.ug.example delayed");
}

TEST_CASE_METHOD(Sent, "a return path names mail and recipient, and is never too long") {
  const std::string path = return_path(answer, "focal@ict.ug.example");
  CHECK(path == "tally+" + return_token(answer, "focal@ict.ug.example") +
                    "=focal=ict.ug.example@itu.example");
  const std::string longer = return_path(answer, std::string(60, 'a') + "@ict.ug.example");
  CHECK(longer.rfind('@') <= 64);
  CHECK(find_return_token(kPattern, longer)->mail == answer.id);
  CHECK(return_path(answer, "\"a b\"@x.example").find('"') == std::string::npos);
  CHECK_FALSE(find_return_token("tally@itu.example", "tally@itu.example"));
}
