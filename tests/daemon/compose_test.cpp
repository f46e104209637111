// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "daemon/compose/answer.h"
#include "daemon/compose/base64.h"
#include "daemon/compose/mail.h"
#include "daemon/compose/names.h"
#include "daemon/compose/notice.h"
#include "tests/support/temporary_directory.h"

using namespace tallyd;

namespace {

/// The mail as Python's strict parser sees it.
nlohmann::json parsed(const std::string& bytes) {
  const test::TemporaryDirectory directory;
  directory.write("mail.eml", bytes);
  const std::string command = "/usr/bin/python3 " TALLYD_SOURCE_DIR
                              "/tests/support/parse_mail.py " +
                              (directory / "mail.eml");
  std::string output;
  std::FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output += static_cast<char>(c);
  REQUIRE(pclose(pipe) == 0);
  return nlohmann::json::parse(output);
}

std::string header(const nlohmann::json& mail, const std::string& name) {
  std::string values;
  for (const auto& field : mail["headers"]) {
    if (field[0] == name) values += (values.empty() ? "" : " & ") + field[1].get<std::string>();
  }
  return values;
}

Mail a_mail() {
  Mail mail;
  mail.from = "tsbdir@itu.example";
  mail.from_name = "TSB";
  mail.to = {"focal@ict.ke.example"};
  mail.subject = "TSB Circular 53: your reply is recorded";
  mail.body = "Dear Sir or Madam,\n\nrecorded. \n";
  mail.date = *parse_rfc3339("2018-03-08T09:05:00Z");
  mail.message_id = "tallyd.1@itu.example";
  return mail;
}

/// A verdict on a reply of Kenya, and everything that composing needs.
struct Office {
  Asked asked;
  Templates templates = load_templates("").templates;
  Letterhead letterhead{"tsbdir@itu.example", "TSB", "", "itu.example", {"clerk@itu.example"}};
  Verdict verdict;
  Reading reading;

  Office() {
    Consultation consultation;
    consultation.circular = "TSB Circular 53";
    consultation.deadline = *parse_rfc3339("2018-03-08T23:59:00Z");
    consultation.drafts = {{"X.1214", "X.samtn", "Security assessment", ""},
                           {"X.1331", "", "", ""}};
    asked.consultations = {consultation};
    asked.administrations = {{"KEN", "en", {}, {}, {{"en", "Kenya"}, {"ru", "Кения"}}, {}}};
    verdict.fate = Fate::record;
    verdict.circular = consultation.circular;
    verdict.administration = "KEN";
    verdict.language = "en";
    verdict.drafts.resize(2);
    verdict.drafts[0].decision = {"X.1214", Authority::assigned, Comments::attached, ""};
    verdict.drafts[0].outcome = DraftOutcome::recorded;
    verdict.drafts[1].decision = {"X.1331", Authority::not_assigned, Comments::unspecified, ""};
    verdict.drafts[1].outcome = DraftOutcome::recorded;
    answer(Answer::recorded);
    reading.mail.from = "focal@ict.ke.example";
    reading.mail.message_id = "reply@ict.ke.example";
  }
  void answer(Answer answer) {
    verdict.answer = answer;
    verdict.answer_to = {"focal@ict.ke.example"};
  }
  std::vector<OutboxMail> mails() const {
    const Answered answered{verdict, reading, sha256("the reply"),
                            *parse_rfc3339("2018-03-01T12:00:00Z"),
                            *parse_rfc3339("2018-03-01T12:00:05Z")};
    return compose_answers(answered, asked, templates, letterhead);
  }
  std::optional<OutboxMail> notice(const std::string& raw) const {
    const Answered answered{verdict, reading, sha256(raw), *parse_rfc3339("2018-03-01T12:00:00Z"),
                            *parse_rfc3339("2018-03-01T12:00:05Z")};
    return compose_notice({answered, 57, raw}, asked, templates, letterhead);
  }
  nlohmann::json only_mail() const {
    const auto all = mails();
    REQUIRE(all.size() == 1);
    return parsed(all.front().bytes);
  }
};

bool contains(const nlohmann::json& mail, const std::string& text) {
  const std::string body = mail["body"];
  CAPTURE(body, text);
  return body.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("a composed mail passes Python's strict parser with all that was put into it") {
  Mail mail = a_mail();
  // One encoded word: Python 3.11 does not join several of them in a name as RFC 2047 6.2 says.
  mail.from_name = "\"Бюро\", TSB";
  mail.subject =
      "{circular}: ваш ответ зарегистрирован, по некоторым текстам ответа нет — 电信标准化局";
  mail.in_reply_to = "reply@ict.ke.example";
  mail.references = {"first@itu.example"};
  const auto seen = parsed(compose(mail));
  CHECK(header(seen, "Subject") == mail.subject);
  CHECK(header(seen, "From") == R"("\"Бюро\", TSB" <tsbdir@itu.example>)");
  CHECK(header(seen, "In-Reply-To") == "<reply@ict.ke.example>");
  CHECK(header(seen, "References") == "<first@itu.example> <reply@ict.ke.example>");
  CHECK(header(seen, "Auto-Submitted") == "auto-replied");
  CHECK(header(seen, "Date") == "Thu, 08 Mar 2018 09:05:00 +0000");
  CHECK(seen["body"] == mail.body);
}

TEST_CASE("nothing can be injected by a subject, a name or a Message-ID") {
  Mail mail = a_mail();
  mail.subject = "hello\r\nBcc: everybody@example.org\r\n\r\nbody";
  mail.from_name = "x\r\nBcc: a@b";
  mail.in_reply_to = "a>\r\nBcc: <c@d";
  mail.references = {"x\nBcc: e@f"};
  const auto seen = parsed(compose(mail));
  CHECK(header(seen, "Bcc").empty());
  CHECK(header(seen, "In-Reply-To").empty());
  CHECK(header(seen, "Subject") == "hello Bcc: everybody@example.org body");
  CHECK(seen["body"] == mail.body);
}

TEST_CASE("a mail with HTML and files passes the strict parser with all of them") {
  Mail mail = a_mail();
  mail.html = "<p>записано</p>\n";
  mail.files = {{"tally.csv", "text/csv", "a,b\r\n"},
                {"бланк\"\r\nX-Evil: 1.docx", "application/octet-stream", std::string(5000, '\0')}};
  const auto seen = parsed(compose(mail));
  CHECK(seen["body"] == mail.body);
  CHECK(seen["html"] == mail.html);
  REQUIRE(seen["files"].size() == 2);
  CHECK(seen["files"][0]["name"] == "tally.csv");
  CHECK(seen["files"][1]["size"] == 5000);
  CHECK(header(seen, "X-Evil").empty());
  CHECK(compose(mail) == compose(mail));
}

TEST_CASE("no address that could break the envelope is sent to") {
  CHECK(is_sendable("a@b.example"));
  for (const char* address :
       {"", "a", "@b", "a@", "a@b\r\nRCPT TO:<c@d>", "a b@c", "<a@b>", "a@b,c@d"}) {
    CAPTURE(address);
    CHECK_FALSE(is_sendable(address));
  }
}

TEST_CASE("a long word, a long line and a lone CR survive") {
  Mail mail = a_mail();
  mail.subject = std::string(2000, 'x');
  mail.body = std::string(5000, 'y') + " \r\n=20 é\n";
  const auto seen = parsed(compose(mail));
  CHECK(header(seen, "Subject") == mail.subject);
  CHECK(seen["body"] == std::string(5000, 'y') + " \n=20 é\n");
}

TEST_CASE(
    "an acknowledgement says draft by draft what was understood, when it came and how to correct "
    "it") {
  const Office office;
  const auto mail = office.only_mail();
  CHECK(header(mail, "Subject") == "TSB Circular 53: your reply is recorded");
  CHECK(contains(mail,
                 "The reply of Kenya to TSB Circular 53 was received on Thursday, 1 March 2018, "));
  CHECK(contains(mail,
                 "X.1214 (ex X.samtn): Security assessment\n    assigns authority; comments and "
                 "suggested changes attached\n    Recorded; it counts."));
  CHECK(contains(mail, "X.1331\n    does not assign authority\n    Recorded; it counts."));
  CHECK(contains(mail, "send a new form by Thursday, 8 March 2018, 23:59 UTC."));
}

TEST_CASE(
    "the HTML of an acknowledgement has the decisions as a table, and nothing of a mail as "
    "markup") {
  Office office;
  office.verdict.circular = "TSB Circular 53 <b>";
  office.verdict.drafts[0].decision.draft = "<script>alert(1)</script>";
  const std::string html = office.only_mail()["html"];
  CHECK(html.find("<script>") == html.npos);
  CHECK(html.find("&lt;script&gt;alert(1)") != html.npos);
  CHECK(html.find("<b>") == html.npos);
  CHECK(html.find("assigns authority; comments and suggested changes attached<br>Recorded") !=
        html.npos);
  CHECK(html.find("dir=\"ltr\"") != html.npos);
  office.verdict.language = "ar";
  CHECK(std::string(office.only_mail()["html"]).find("<html lang=\"ar\" dir=\"rtl\">") == 16);
}

TEST_CASE("a changed decision names the one that it replaces") {
  Office office;
  office.answer(Answer::changed);
  office.verdict.drafts[0].outcome = DraftOutcome::changed;
  office.verdict.drafts[0].before =
      Decision{"X.1214", Authority::not_assigned, Comments::unspecified, ""};
  CHECK(contains(office.only_mail(), "It replaces: does not assign authority."));
}

TEST_CASE("who gave no reasons is asked for them") {
  Office office;
  office.verdict.drafts[1].reasons_missing = true;
  CHECK(contains(office.only_mail(), "Please send the reasons"));
}

TEST_CASE("the same message always gets the same Message-ID, another kind another") {
  const Office office;
  CHECK(office.mails().front().message_id == office.mails().front().message_id);
  const Digest digest = sha256("the reply");
  CHECK(answer_message_id(digest, "late", office.letterhead) !=
        answer_message_id(digest, "recorded", office.letterhead));
}

TEST_CASE("a Message-ID cannot be told from the message alone: it depends on the database's key") {
  Office office;
  const std::string keyless = office.mails().front().message_id;
  office.letterhead.message_id_key = std::string(64, 'a');
  const std::string keyed = office.mails().front().message_id;
  office.letterhead.message_id_key = std::string(64, 'b');
  CHECK(keyed != keyless);
  CHECK(office.mails().front().message_id != keyed);
  CHECK(keyed.size() == keyless.size());
}

TEST_CASE("a review tells the operators why, in the reader's words and no control character") {
  Office office;
  office.verdict.answer = Answer::none;
  office.verdict.alert = true;
  office.verdict.reasons = {{"both_boxes_checked", "X.1214", "both boxes\x1b[31m are checked"}};
  CHECK(office.mails().empty());
  const OutboxMail notice = office.notice("the message").value();
  CHECK(notice.recipients == std::vector<Recipient>{{"clerk@itu.example"}});
  CHECK(notice.purpose == Purpose::alert);
  CHECK(contains(parsed(notice.bytes),
                 "X.1214: both boxes\\x1b[31m are checked [both_boxes_checked]"));
  CHECK(header(parsed(notice.bytes), "Subject").find("Review 57: ") != std::string::npos);
  CHECK(contains(parsed(notice.bytes), "tallyctl review show 57"));
}

// zammad#806: what could not be read was reported without the message, and nobody could act.
TEST_CASE("a notice has the message attached and quotes what was seen") {
  Office office;
  office.verdict.alert = true;
  office.reading.decisions = {{"X.1214", Authority::conflict, Comments::none, "boxes 1 and 2"}};
  const std::string raw = "From: a@b\r\n\r\n8-bit \xff and long " + std::string(2000, 'x');
  const OutboxMail notice = office.notice(raw).value();
  CHECK(contains(parsed(notice.bytes), "X.1214: boxes 1 and 2"));
  CHECK(notice.bytes.find("filename=\"review-57.eml\"") != std::string::npos);
  CHECK(notice.bytes.find(base64(raw).substr(0, 76)) != std::string::npos);
  const std::string longer(kLongestAttached + 1, 'x');
  CHECK(office.notice(longer)->bytes.size() < 10000);
  CHECK(contains(parsed(office.notice(longer)->bytes), "the message is too long"));
}

TEST_CASE("the registered addresses are warned in a mail of their own") {
  Office office;
  office.answer(Answer::verifying);
  office.verdict.warn = {"one@ict.ke.example", "two@ict.ke.example"};
  const auto mails = office.mails();
  REQUIRE(mails.size() == 2);
  CHECK(mails[1].purpose == Purpose::verification);
  CHECK(mails[1].recipients.size() == 2);
  CHECK(contains(parsed(mails[1].bytes), "was received from focal@ict.ke.example"));
  CHECK(header(parsed(mails[1].bytes), "In-Reply-To").empty());
}

TEST_CASE("every answer can be given in every language, with nothing left to fill in") {
  int composed = 0;
  for (const char* language : {"ar", "en", "es", "fr", "ru", "zh"}) {
    for (const Answer answer : {Answer::recorded, Answer::changed, Answer::partial, Answer::clarify,
                                Answer::late, Answer::verifying, Answer::no_form}) {
      Office office;
      office.verdict.language = language;
      office.answer(answer);
      const std::string bytes = office.mails().at(0).bytes;
      CAPTURE(language, to_word(answer));
      CHECK(bytes.find('{') == std::string::npos);
      ++composed;
    }
  }
  CHECK(composed == 42);
}

TEST_CASE("after the deadline nobody is told that a new form would count") {
  Office office;
  office.asked.consultations[0].deadline = *parse_rfc3339("2018-03-01T12:00:00Z");
  CHECK(contains(office.only_mail(), "send a new form"));  // the whole of its minute counts
  office.asked.consultations[0].deadline = *parse_rfc3339("2018-03-01T11:59:00Z");
  CHECK_FALSE(contains(office.only_mail(), "send a new form"));
  CHECK(contains(office.only_mail(), "a form received after that does not count"));
}

TEST_CASE("who sent no form is told so, and what to send by when") {
  Office office;
  office.answer(Answer::no_form);
  office.verdict.drafts.clear();
  CHECK(contains(office.only_mail(), "No completed form was found in it"));
  CHECK(contains(office.only_mail(), "return the completed form by Thursday, 8 March 2018"));
  office.verdict.circular.clear();
  CHECK(contains(office.only_mail(), "Your message on a TSB Circular was received"));
}

TEST_CASE("a day is named in each language in words that fit behind its prepositions") {
  const Instant deadline = *parse_rfc3339("2018-03-08T23:59:00Z");
  CHECK(long_date(deadline, "ar") == "الخميس 8 مارس 2018، الساعة 23:59 UTC");
  CHECK(long_date(deadline, "en") == "Thursday, 8 March 2018, 23:59 UTC");
  CHECK(long_date(deadline, "es") == "jueves 8 de marzo de 2018, 23:59 UTC");
  CHECK(long_date(deadline, "fr") == "jeudi 8 mars 2018, 23:59 UTC");
  CHECK(long_date(deadline, "ru") == "8 марта 2018 г. (четверг), 23:59 UTC");
  CHECK(long_date(deadline, "zh") == "2018年3月8日星期四 23:59 UTC");
  CHECK(long_date(deadline + std::chrono::seconds{7}, "en").find("23:59:07 UTC") !=
        std::string::npos);
}

TEST_CASE("a circular is called as its own translations call it") {
  const Templates templates = load_templates("").templates;
  const auto name = [&](const char* language) {
    return circular_name("TSB Circular 53", wording(templates, language));
  };
  CHECK(name("en") == "TSB Circular 53");
  CHECK(name("fr") == "Circulaire TSB 53");
  CHECK(name("ru") == "Циркуляр БСЭ 53");
  CHECK(name("zh") == "电信标准化局第53号通函");
  CHECK(circular_name("Letter 7", wording(templates, "fr")) == "Letter 7");
}

TEST_CASE("mail in Chinese and Arabic passes the strict parser") {
  Office office;
  for (const char* language : {"ar", "zh"}) {
    office.verdict.language = language;
    CHECK(contains(office.only_mail(), "2018"));
    CHECK(contains(office.only_mail(), "X.1214"));
  }
}

TEST_CASE("the built-in templates have no mistake") {
  for (const Problem& problem : load_templates("").problems) FAIL_CHECK(to_line(problem));
}

TEST_CASE("a template with a missing or an unknown placeholder is reported with its file") {
  const test::TemporaryDirectory directory;
  directory.write("en/late.txt", "Subject: late\n\n{drafts} {recieved} {deadline}\n");
  const auto problems = load_templates(directory.path()).problems;
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].file == "en/late.txt");
  CHECK(problems[0].message == "unknown placeholder {recieved}");
  CHECK(problems[1].message == "placeholder {received} is missing");
}

TEST_CASE("a text with a missing or an unknown placeholder is reported with its file and name") {
  const test::TemporaryDirectory directory;
  directory.write("ru/words.txt", "changed = ok\nlate = {late}\n");
  directory.write("zh/form.txt", "draft = a draft\n");
  const auto problems = load_templates(directory.path()).problems;
  REQUIRE(problems.size() == 3);
  CHECK(to_line(problems[0]).find("placeholder {before} is missing") != std::string::npos);
  CHECK(problems[0].file + " " + problems[0].key == "ru/words.txt changed");
  CHECK(problems[1].message == "unknown placeholder {late}");
  CHECK(problems[2].file + " " + problems[2].key == "zh/form.txt draft");
}

TEST_CASE("a problem of a template is one line, whatever its braces hold") {
  const test::TemporaryDirectory directory;
  directory.write("en/late.txt", "Subject: late\n\n{drafts} {deadline} {received} {a\n\x1b}\n");
  CHECK(load_templates(directory.path()).problems.at(0).message ==
        "unknown placeholder {a\\n\\x1b}");
}

TEST_CASE("a value is never looked through for placeholders") {
  CHECK(fill("{a} {b} {c", {{"a", "{b}"}, {"b", "2"}}) == "{b} 2 {c");
}
