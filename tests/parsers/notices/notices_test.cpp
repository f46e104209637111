// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/notices/notices.h"

#include <string>

#include <catch2/catch.hpp>

namespace tallyd::test {
namespace {

using namespace std::string_literals;

Notice recognise_text(const std::string& raw) { return recognise(parse_message(raw)); }

std::string kind_of(const std::string& raw) {
  return std::string(to_word(recognise_text(raw).kind));
}

/// "a@b 5.1.1 permanent; …"
std::string failed_in(const Notice& notice) {
  std::string out;
  for (const FailedRecipient& one : notice.failed) {
    out += (out.empty() ? "" : "; ") + one.address + " " + one.status +
           (one.permanent ? " permanent" : " delayed");
  }
  return out;
}

/// A report of RFC 3464 about `recipients`, each a block of fields.
std::string report_of(const std::string& recipients) {
  return "From: MAILER-DAEMON@mx.example (Mail Delivery System)\n"
         "Subject: Undelivered Mail Returned to Sender\n"
         "MIME-Version: 1.0\n"
         "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n"
         "--b\nContent-Type: text/plain\n\nSorry.\n"
         "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n" +
         recipients +
         "\n--b\nContent-Type: message/rfc822\n\nReceived: by us\nMessage-ID: "
         "<circular@itu.example>\n"
         "To: a@gov.example\nSubject: Circular\n\nText\n--b--\n";
}

/// A mail of the mail system in plain words.
std::string words_of_system(const std::string& subject, const std::string& text) {
  return "Return-Path: <>\nFrom: Mail Delivery Subsystem <MAILER-DAEMON@mx.example>\n"
         "To: tsb@itu.example\nSubject: " +
         subject + "\n\n" + text;
}

const std::string returned_mail =
    "\nReceived: by mx.example; Thu, 8 Mar 2018 10:00:00 +0000\nFrom: tsb@itu.example\n"
    "To: a@gov.example\nMessage-ID: <circular@itu.example>\nSubject: Circular\n\nText\n";

std::string mail(const std::string& fields, const std::string& text = "Text\n") {
  return "From: Jane Doe <jane@gov.example>\nTo: tsb@itu.example\n" + fields + "\n" + text;
}

}  // namespace

TEST_CASE("a delivery report names who was not reached, why, and which mail") {
  const Notice notice = recognise_text(
      report_of("Final-Recipient: rfc822; A@Gov.example\nAction: failed\nStatus: 5.1.1\n\n"
                "Original-Recipient: rfc822;b@gov.example\nFinal-Recipient: rfc822; c@gov.example\n"
                "Action: delayed\nStatus: 4.4.1\n"));
  CHECK(notice.kind == Kind::bounce);
  CHECK(failed_in(notice) == "a@gov.example 5.1.1 permanent; b@gov.example 4.4.1 delayed");
  CHECK(notice.returned_message_id == "circular@itu.example");
}

TEST_CASE("a recipient that was reached is not among the failed") {
  const Notice notice = recognise_text(
      report_of("Final-Recipient: rfc822; a@gov.example\nAction: delivered\nStatus: 2.0.0\n\n"
                "Final-Recipient: rfc822; b@gov.example\nAction: failed\nStatus: 5.2.2\n"));
  CHECK(failed_in(notice) == "b@gov.example 5.2.2 permanent");
}

TEST_CASE("a report of success is no bounce and is not answered") {
  const Notice notice = recognise_text(
      report_of("Final-Recipient: rfc822; a@gov.example\nAction: relayed\nStatus: 2.0.0\n"));
  CHECK(notice.kind == Kind::other);
  CHECK_FALSE(notice.unanswerable.empty());
}

TEST_CASE("recipients that no empty line divides are told apart") {
  CHECK(failed_in(recognise_text(report_of(
            "Final-Recipient: rfc822; a@gov.example\nAction: failed (bad)\nStatus: 5.1.1\n"
            "Final-Recipient: rfc822; b@gov.example\nAction: failed\nStatus: 5.1.2\n"))) ==
        "a@gov.example 5.1.1 permanent; b@gov.example 5.1.2 permanent");
}

TEST_CASE("qmail's notice is understood") {
  const Notice notice = recognise_text(words_of_system(
      "failure notice",
      "Hi. This is the qmail-send program at mx.example.\n"
      "I'm afraid I wasn't able to deliver your message to the following addresses.\n\n"
      "<a@gov.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
      "<b@gov.example>:\n192.0.2.1 failed after I sent the message.\n"
      "Remote host said: 452 4.2.2 Mailbox full\n\n--- Below this line is a copy of the "
      "message.\n" +
          returned_mail));
  CHECK(notice.kind == Kind::bounce);
  CHECK(failed_in(notice) == "a@gov.example 5.1.1 permanent; b@gov.example 4.2.2 delayed");
  CHECK(notice.returned_message_id == "circular@itu.example");
}

TEST_CASE("exim's notice is understood, and whom it was generated from is no recipient") {
  const Notice notice = recognise_text(
      "X-Failed-Recipients: a@gov.example\n" +
      words_of_system(
          "Mail delivery failed: returning message to sender",
          "This message was created automatically by mail delivery software.\n\n"
          "A message sent by\n  <tsb@itu.example>\ncould not be delivered to one or more of its\n"
          "recipients. This is a permanent error. The following address(es) failed:\n\n"
          "  a@gov.example\n    (ultimately generated from b@gov.example)\n"
          "    550 5.1.1 unknown user\n" +
              returned_mail));
  CHECK(failed_in(notice) == "a@gov.example 5.1.1 permanent");
}

TEST_CASE("Exchange's old notice is understood") {
  const Notice notice = recognise_text(
      "From: System Administrator <postmaster@gov.example>\nSubject: Undeliverable: Circular\n\n"
      "Your message\n\n  To:      a@gov.example\n  Subject: Circular\n  Sent:    Thu, 8 Mar "
      "2018\n\n"
      "did not reach the following recipient(s):\n\n"
      "a@gov.example on Thu, 8 Mar 2018 10:00:00 +0000\n    The recipient name is not "
      "recognized\n");
  CHECK(notice.kind == Kind::bounce);
  CHECK(failed_in(notice) == "a@gov.example  permanent");
}

TEST_CASE("a warning that mail is delayed is a bounce that is not permanent") {
  CHECK(failed_in(recognise_text(words_of_system(
            "Warning: could not send message for past 4 hours",
            "THIS IS A WARNING MESSAGE ONLY.\nYOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\n"
            "The following address had transient non-fatal errors:\n<a@gov.example>\n"))) ==
        "a@gov.example  delayed");
}

TEST_CASE("without a code, a cause that passes is told by its words") {
  const auto failed = [](const std::string& why) {
    return failed_in(recognise_text(words_of_system("Mail delivery failed",
                                                    "Could not be delivered to:\n\n"
                                                    "  a@gov.example\n    " +
                                                        why + "\n")));
  };
  CHECK(failed("retry timeout exceeded") == "a@gov.example  delayed");
  CHECK(failed("550 retry timeout exceeded") == "a@gov.example  permanent");
  CHECK(failed("no such user") == "a@gov.example  permanent");
}

TEST_CASE("an address is told from the words that touch it, where words have no spaces") {
  const auto failed = [](const std::string& text) {
    return failed_in(recognise_text(words_of_system("退信", text)));
  };
  CHECK(failed("收件人a@gov.example，错误代码550 \n") == "a@gov.example  permanent");
  CHECK(failed("宛先：用户@例子.中国\n") == "用户@例子.中国  permanent");
  CHECK(failed("<министр@почта.рф>: 550 нет\n") == "министр@почта.рф  permanent");
}

TEST_CASE("a notice of delay is known though its subject says nothing else") {
  const Notice notice = recognise_text(words_of_system(
      "Verzögert: Rundschreiben", "Die Zustellung an a@gov.example ist verzögert.\n"));
  CHECK(notice.kind == Kind::bounce);
  CHECK(failed_in(notice) == "a@gov.example  delayed");
}

TEST_CASE("bounces in other languages are known") {
  CHECK(kind_of(words_of_system("Non remis : Circulaire",
                                "Votre message n'a pas pu être remis.\n<a@gov.example>\n")) ==
        "bounce");
  CHECK(kind_of(words_of_system("Unzustellbar: Rundschreiben", "a@gov.example\n")) == "bounce");
  CHECK(kind_of(words_of_system("Недоставленное сообщение", "<a@gov.example>: 550 no\n")) ==
        "bounce");
  CHECK(kind_of(words_of_system("系统退信", "<a@gov.example>\n")) == "bounce");
}

TEST_CASE("a filter that blocks mail bounces it") {
  CHECK(kind_of(words_of_system("**Message you sent blocked by our bulk email filter**",
                                "Your message to: a@gov.example\nwas blocked by our Spam Firewall. "
                                "The email you sent has NOT BEEN DELIVERED.\n")) == "bounce");
}

TEST_CASE("a null path, a system's words and its code make a bounce whatever the subject says") {
  const std::string text = "A message to a@gov.example could not be delivered: 552 too large\n";
  CHECK(kind_of("Return-Path: <>\n" + mail("Subject: About your message\n", text)) == "bounce");
  CHECK(kind_of(mail("Subject: About your message\n", text)) == "other");
}

TEST_CASE("a mail system is known by its name in other languages") {
  const auto notice = [](const std::string& name, const std::string& subject,
                         const std::string& text) {
    return "From: " + name + " <x@mx.example>\nTo: tsb@itu.example\nSubject: " + subject + "\n\n" +
           text;
  };
  CHECK(kind_of(notice("메일시스템", "전달 실패 안내", "수신자: a@gov.example\n")) == "bounce");
  CHECK(kind_of(notice("Почтовая система", "Недоставленное письмо", "a@gov.example\n")) ==
        "bounce");
}

TEST_CASE("a report whose boundaries were lost still names who was not reached") {
  std::string raw = report_of(
      "Final-Recipient: rfc822; a@gov.example\nAction: failed\n"
      "Status: 5.1.1\n");
  const std::size_t body = raw.find("\n\n");
  for (const char* lost : {"\n--b", "\nContent-Type"}) {
    for (auto at = raw.find(lost, body); at != std::string::npos; at = raw.find(lost, body)) {
      raw.erase(at, raw.find('\n', at + 1) - at);
    }
  }
  const Notice notice = recognise_text(raw);
  CHECK(notice.kind == Kind::bounce);
  CHECK(failed_in(notice) == "a@gov.example 5.1.1 permanent");
}

TEST_CASE("the only recipient of the returned mail failed where the notice names none") {
  CHECK(failed_in(recognise_text(words_of_system("Returned mail: User unknown",
                                                 "550 Mailbox unavailable\n" + returned_mail))) ==
        "a@gov.example  permanent");
}

TEST_CASE("a report that a gateway wrapped is opened") {
  const Notice notice = recognise_text(
      "From: postmaster@gw.example\nTo: tsb@itu.example\nSubject: Undeliverable mail\n"
      "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: text/plain\n\n"
      "This mail could not be delivered.\n--o\nContent-Type: message/rfc822\n\n" +
      report_of("Final-Recipient: rfc822; a@gov.example\nAction: failed\nStatus: 5.1.1\n") +
      "\n--o--\n");
  CHECK(failed_in(notice) == "a@gov.example 5.1.1 permanent");
  CHECK(notice.returned_message_id == "circular@itu.example");
}

TEST_CASE("a person who quotes, forwards or pastes a bounce is no bounce") {
  const std::string bounce =
      "This message was created automatically by mail delivery software.\n"
      "550 5.1.1 <a@gov.example>: User unknown\n";
  CHECK(kind_of(mail("Subject: Re: Undelivered Mail Returned to Sender\n",
                     "Please use my new address.\n> " + bounce + returned_mail)) == "other");
  CHECK(kind_of(mail("Subject: Fwd: Mail delivery failed\n", bounce + returned_mail)) == "other");
  CHECK(kind_of(mail("Subject: Delivery failure\n", "I got this:\n550 5.1.1 User unknown\n")) ==
        "other");
  CHECK(kind_of(mail("Subject: your bounce\nContent-Type: multipart/mixed; boundary=o\n",
                     "--o\n\nSee below.\n--o\nContent-Type: message/rfc822\n\n" +
                         report_of("Final-Recipient: rfc822; a@gov.example\nAction: failed\n") +
                         "\n--o--\n")) == "other");
  CHECK(kind_of(mail("Subject: status\nContent-Type: multipart/mixed; boundary=o\n",
                     "--o\n\nSee below.\n--o\nContent-Type: message/delivery-status\n\n"
                     "Final-Recipient: rfc822; a@gov.example\nAction: failed\n\n--o--\n")) ==
        "other");
}

TEST_CASE("the postmaster may write a letter") {
  CHECK(kind_of("From: Postmaster <postmaster@gov.example>\nTo: tsb@itu.example\n"
                "Subject: Mail delivery next week\n\nWe move our servers on Monday.\n") == "other");
  CHECK(kind_of("From: Postmaster <postmaster@gov.example>\nSubject: TSB Circular 53\n\n"
                "The Administration assigns authority.\n") == "other");
}

TEST_CASE("an automatic reply is known by what its system writes into the header") {
  CHECK(kind_of(mail("Subject: x\nAuto-Submitted: auto-replied (vacation)\n")) == "autoreply");
  CHECK(kind_of(mail("Subject: x\nX-Autoreply: yes\n")) == "autoreply");
  CHECK(kind_of(mail("Subject: x\nPrecedence: auto_reply\n")) == "autoreply");
  CHECK(kind_of(mail("Subject: x\nDelivered-To: Autoresponder\n")) == "autoreply");
  CHECK(kind_of(mail("Subject: x\nX-Autoreply: no\n")) == "other");
}

TEST_CASE("a subject of absence counts only beside a machine's header") {
  CHECK(kind_of(mail("Subject: Out of office\n")) == "other");
  CHECK(kind_of(mail("Subject: Out of office\nX-Auto-Response-Suppress: All\n")) == "autoreply");
  CHECK(kind_of(mail("Subject: =?utf-8?Q?R=C3=A9ponse_automatique?= : x\nReturn-Path: <>\n")) ==
        "autoreply");
  CHECK(kind_of(mail("Subject: =?utf-8?B?6Ieq5Yqo562U5aSN?=: x\nPrecedence: bulk\n")) ==
        "autoreply");
  CHECK(kind_of(mail("Subject: Jane Doe is out of the office\nAuto-Submitted: auto-generated\n")) ==
        "autoreply");
  CHECK(kind_of(mail("Subject: Re: Out of office\nX-Auto-Response-Suppress: OOF\n")) == "other");
}

TEST_CASE("a subject of absence over a text of absence is an automatic reply, in six languages") {
  const auto kind = [](const std::string& subject, const std::string& text) {
    return kind_of(
        mail("Subject: " + subject + "\nContent-Type: text/plain; charset=utf-8\n", text));
  };
  CHECK(kind("Out of office", "I am away and will be back on 3 May.\n") == "autoreply");
  CHECK(kind("Absence du bureau", "Je serai de retour le 3 mai.\n") == "autoreply");
  CHECK(kind("Fuera de la oficina: Circular 53", "Estoy de vacaciones.\n") == "autoreply");
  CHECK(kind("Нахожусь в отпуске", "Вернусь 3 мая.\n") == "autoreply");
  CHECK(kind("خارج المكتب", "أنا في إجازة حتى 3 مايو.\n") == "autoreply");
  CHECK(kind("外出", "本人正在出差，请联系同事。\n") == "autoreply");
  CHECK(kind("Re: Out of office", "I am away and will be back on 3 May.\n") == "other");
  CHECK(kind("Out of office", "Please remind me of the deadline.\n") == "other");
  CHECK(kind("Circular 53", "I am out of the office until Monday; a colleague answers.\n") ==
        "other");
  CHECK(kind("On leave", "I am on leave from Monday. Is the deadline midnight UTC?\n") == "other");
  CHECK(kind("外出", "本人将出差。截止日期是哪天？\n") == "other");
  CHECK(kind("Out of office", std::string(4000, 'x') + " I am on leave.\n") == "other");
}

TEST_CASE("the words that a system sets before a subject are enough, in its languages") {
  for (const char* subject :
       {"Automatic reply: Circular 53", "Out of Office AutoReply: Circular 53",
        "Réponse automatique : Circulaire 53", "Automatische Antwort: Rundschreiben",
        "Respuesta automática: Circular", "Автоматический ответ: Циркуляр", "自动答复: 通函",
        "自動応答: 回章", "رد تلقائي: الرسالة المعممة"}) {
    INFO(subject);
    CHECK(kind_of(mail("Subject: "s + subject + "\n")) == "autoreply");
    CHECK(kind_of(mail("Subject: Re: "s + subject + "\n")) == "other");
    CHECK(kind_of(mail("Subject: "s + subject + "\nList-Id: <x.example>\n")) == "other");
  }
  CHECK(kind_of(mail("Subject: Automatic reply\n")) == "autoreply");
  CHECK(kind_of(mail("Subject: Automatic reply to your circulars\n")) == "other");
}

TEST_CASE("an answer that is generated is automatic, as systems for tickets send it") {
  const std::string answer = "Subject: [Helpdesk] Circular\nIn-Reply-To: <circular@itu.example>\n";
  CHECK(kind_of(mail(answer + "Auto-Submitted: auto-generated\n")) == "autoreply");
  CHECK(kind_of(mail(answer)) == "other");
  CHECK(kind_of(mail(answer + "Auto-Submitted: auto-generated\nList-Id: <x.example>\n")) ==
        "other");
  CHECK(kind_of(mail("Subject: Backup\nAuto-Submitted: auto-generated\n")) == "other");
}

TEST_CASE("a ticket's number before the words of an automatic reply hides them not") {
  CHECK(kind_of(mail("Subject: [gov #4711] AutoReply: Circular\nPrecedence: bulk\n")) ==
        "autoreply");
}

TEST_CASE("an answer with a null path is automatic") {  // RFC 3834 section 3.3
  CHECK(kind_of(mail("Subject: x\nReturn-Path: <>\nIn-Reply-To: <circular@itu.example>\n")) ==
        "autoreply");
  CHECK(kind_of(mail("Subject: x\nReturn-Path: <>\n")) == "other");
}

TEST_CASE("a wish for silence does not make a mail an automatic reply") {
  const Notice notice =
      recognise_text(mail("Subject: Form\nX-Auto-Response-Suppress: DR, OOF, AutoReply\n"));
  CHECK(notice.kind == Kind::other);
  CHECK(notice.unanswerable == "X-Auto-Response-Suppress");
  CHECK(recognise_text(mail("Subject: Form\nX-Auto-Response-Suppress: DR, RN, OOF\n"))
            .unanswerable.empty());
}

TEST_CASE("mailing-list mail is no automatic reply, whatever its subject") {
  CHECK(kind_of(mail("Subject: Out of office hours\nList-Id: <x.example>\nPrecedence: bulk\n")) ==
        "other");
}

TEST_CASE("a receipt is automatic where no person was asked, and never a bounce") {
  const auto receipt = [](const std::string& mode) {
    return mail(
        "Subject: Read: Circular\nContent-Type: multipart/report; boundary=o;\n"
        " report-type=disposition-notification\n",
        "--o\n\nRead.\n--o\nContent-Type: message/disposition-notification\n\n"
        "Final-Recipient: rfc822; jane@gov.example\nDisposition: " +
            mode + "; displayed\n\n--o--\n");
  };
  CHECK(kind_of(receipt("automatic-action/MDN-sent-automatically")) == "autoreply");
  CHECK(kind_of(receipt("manual-action/MDN-sent-manually")) == "other");
  CHECK_FALSE(recognise_text(receipt("manual-action/MDN-sent-manually")).unanswerable.empty());
}

TEST_CASE("a system that asks the sender to prove himself answers automatically") {
  CHECK(kind_of(report_of("Final-Recipient: rfc822; a@gov.example\nAction: failed\nStatus: 4.7.0\n"
                          "Diagnostic-Code: X-Boxbe-Notice; Sender not pre-approved\n")) ==
        "autoreply");
}

TEST_CASE("complaints about mail are neither bounces nor automatic replies") {
  CHECK(kind_of(mail("Subject: FW: Circular\nAuto-Submitted: auto-generated\n"
                     "Content-Type: multipart/report; report-type=feedback-report; boundary=o\n",
                     "--o\n\nComplaint.\n--o\nContent-Type: message/feedback-report\n\n"
                     "Feedback-Type: abuse\n\n--o--\n")) == "other");
}

TEST_CASE("what RFC 3834 forbids to answer is not answered") {
  const auto why = [](const std::string& raw) { return recognise_text(raw).unanswerable; };
  CHECK_FALSE(why(mail("Auto-Submitted: auto-generated\n")).empty());
  CHECK_FALSE(why(mail("Return-Path: <>\n")).empty());
  CHECK_FALSE(why(mail("List-Id: <x.example>\n")).empty());
  CHECK_FALSE(why(mail("List-Unsubscribe: <mailto:x@y.example>\n")).empty());
  CHECK_FALSE(why(mail("Precedence: Bulk\n")).empty());
  CHECK_FALSE(why(mail("X-Loop: tsb@itu.example\n")).empty());
  for (const auto* from :
       {"no-reply@gov.example", "NoReply@gov.example", "ne-pas-repondre@gov.example",
        "MAILER-DAEMON@gov.example", "postmaster@gov.example", "owner-list@gov.example",
        "list-request@gov.example"}) {
    INFO(from);
    CHECK_FALSE(why("From: "s + from + "\nSubject: x\n\nText\n").empty());
  }
}

TEST_CASE("a person's mail is answered") {
  CHECK(recognise_text(mail("Subject: Re: TSB Circular 53\nAuto-Submitted: no\n"
                            "Return-Path: <jane@gov.example>\nPrecedence: first-class\n"))
            .unanswerable.empty());
}

TEST_CASE("what was recognised stands in the facts of the message") {
  Message message = parse_message(
      report_of("Final-Recipient: rfc822; a@gov.example\nAction: failed\nStatus: 5.1.1\n"));
  CHECK(take_notice(message).kind == Kind::bounce);
  REQUIRE(message.facts.failed.size() == 1);
  CHECK(message.facts.returned_message_id == "circular@itu.example");
  CHECK_FALSE(message.facts.unanswerable.empty());
}

}  // namespace tallyd::test
