// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/explanation.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "parsers/documents/pix.h"
#include "parsers/documents/pix_pages.h"
#include "parsers/documents/row_picture.h"
#include "tests/support/configuration_directory.h"
#include "tests/support/drawn_form.h"

namespace tallyd::test {
namespace {

struct Explained {
  ConfigurationDirectory directory;
  Asked asked = load_asked(directory.path()).value;

  Explanation explain(const std::string& raw) const { return explain_message(raw, asked, {}); }
};

constexpr const char* kHeader =
    "From: itu-focal@ict.ke.example\nSubject: TSB Circular 53\nMIME-Version: 1.0\n";

constexpr const char* kTyped =
    "Member State response to TSB Circular 53\n\n"
    "Draft Recommendation ITU-T X.1214\n"
    "[X] assigns authority to Study Group 17 to consider this text for approval\n"
    "( ) No comments or suggested changes\n"
    "(X) Comments and suggested changes are attached\n"
    "[ ] does not assign authority to Study Group 17 to consider this text for approval\n\n"
    "Draft Recommendation ITU-T X.1331\n"
    "[X] assigns authority to Study Group 17 to consider this text for approval\n"
    "( ) No comments or suggested changes\n"
    "( ) Comments and suggested changes are attached\n"
    "[X] does not assign authority to Study Group 17 to consider this text for approval\n\n"
    "Administration of Kenya\n";

std::string typed_form() { return std::string(kHeader) + "Content-Type: text/plain\n\n" + kTyped; }

std::string with_file(const std::string& name, const std::string& bytes) {
  std::string raw = kHeader;
  raw +=
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the "
      "file.\n--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; "
      "filename=" +
      name + "\nContent-Transfer-Encoding: binary\n\n";
  return raw + bytes + "\n--b--\n";
}

const ExplainedPart& form_of(const Explanation& explanation) {
  const auto& parts = explanation.parts;
  const auto found = std::find_if(parts.begin(), parts.end(),
                                  [](const ExplainedPart& part) { return !part.rows.empty(); });
  REQUIRE(found != parts.end());
  return *found;
}

bool has_doubt(const Reading& reading, const std::string& code) {
  return std::any_of(reading.doubts.begin(), reading.doubts.end(),
                     [&](const Doubt& doubt) { return doubt.code == code; });
}

/// How many pixels of a picture are nearly that colour.
int count(const std::string& png, int red, int green, int blue) {
  const PixPtr picture(pixReadMem(reinterpret_cast<const std::uint8_t*>(png.data()), png.size()));
  REQUIRE(picture);
  int found = 0;
  for (int y = 0; y < pixGetHeight(picture.get()); ++y) {
    for (int x = 0; x < pixGetWidth(picture.get()); ++x) {
      int r = 0;
      int g = 0;
      int b = 0;
      pixGetRGBPixel(picture.get(), x, y, &r, &g, &b);
      found += r == red && g == green && b == blue ? 1 : 0;
    }
  }
  return found;
}

}  // namespace

TEST_CASE_METHOD(Explained, "an explanation is the account of the same reading") {
  const std::string raw = typed_form();
  const Reading reading = read_message(raw, asked, {});
  const Explanation explanation = explain(raw);
  CHECK(explanation.reading.decisions == reading.decisions);
  CHECK(explanation.reading.doubts == reading.doubts);
  CHECK(explanation.reading.kind == Kind::reply);
}

TEST_CASE_METHOD(Explained, "each row has its options, their signs and the line that counted") {
  const ExplainedPart part = form_of(explain(typed_form()));
  CHECK(part.format == "text");
  CHECK(part.known_by == "content");
  REQUIRE(part.rows.size() == 2);
  const ExplainedRow& row = part.rows[0];
  CHECK(row.draft == "X.1214");
  REQUIRE(row.options.size() == 4);
  CHECK(row.options[0].option == "assigns");
  CHECK(row.options[0].sign == "marked");
  CHECK(row.options[0].text.find("[X] assigns authority") == 0);
  CHECK(row.options[0].evidence == "[X] beside “assigns authority”");
  CHECK(row.options[1].sign == "left");
  CHECK(row.signs == "☒ ( ○ ● ) / ☐");
  CHECK(row.rule == "☒ ( · ● ) / ·");
  CHECK(row.line == 4);
  CHECK(row.authority == "assigned");
  CHECK(row.comments == "attached");
}

TEST_CASE_METHOD(Explained, "a row's doubt is a sentence") {
  const ExplainedPart part = form_of(explain(typed_form()));
  REQUIRE(part.rows.size() == 2);
  CHECK(part.rows[1].line == 1);
  CHECK(part.rows[1].doubts == std::vector<std::string>{"Both boxes are checked for X.1331."});
}

TEST_CASE_METHOD(Explained, "the account says what names the circular and the administration") {
  const Explanation explanation = explain(typed_form());
  const ExplainedPart& part = form_of(explanation);
  CHECK(part.circular == "its drafts belong to TSB Circular 53; its text names circular 53");
  CHECK(part.administration == "KEN by “Administration of Kenya”");
  CHECK(explanation.sender_by == "itu-focal@ict.ke.example may speak for KEN");
}

TEST_CASE_METHOD(Explained, "what was quoted or passed over is said so") {
  std::string quoted = "The form:\n";
  std::string line;
  for (const char* at = kTyped; *at != '\0'; ++at) {
    line += *at;
    if (*at != '\n') continue;
    quoted += "> " + line;
    line.clear();
  }
  const Explanation explanation =
      explain(std::string(kHeader) + "Content-Type: text/plain\n\n" + quoted);
  CHECK(form_of(explanation).taken_as == "what the text quotes: a form, no answer");
  const Explanation twice = explain(
      std::string(kHeader) +
      "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nHello.\n"
      "--b\nContent-Type: text/html\n\n<p>Hello.</p>\n--b--\n");
  REQUIRE(twice.parts.size() == 2);
  CHECK(twice.parts[0].taken_as.find("passed over") != std::string::npos);
}

TEST_CASE_METHOD(Explained, "a filled form in an automatic reply goes to a person, never certain") {
  for (const char* field : {"Auto-Submitted: auto-replied\n", "X-Autoreply: yes\n"}) {
    const Reading reading = read_message(field + typed_form(), asked, {});
    CHECK(reading.kind == Kind::reply);
    CHECK_FALSE(is_certain(reading));
    CHECK(has_doubt(reading, "automatic_reply_with_form"));
    CHECK_FALSE(reading.mail.unanswerable.empty());
  }
}

TEST_CASE_METHOD(Explained, "a filled form in what only reads like a bounce goes to a person") {
  const std::string words =
      "Return-Path: <>\nFrom: System Administrator <admin@ict.ke.example>\n"
      "Subject: Undeliverable: form\nMIME-Version: 1.0\n";
  const Reading reading =
      read_message(words + typed_form().substr(typed_form().find("Content-")), asked, {});
  CHECK(reading.kind == Kind::reply);
  CHECK(has_doubt(reading, "bounce_with_form"));
  CHECK_FALSE(is_certain(reading));
}

TEST_CASE_METHOD(Explained, "an automatic reply that carries our blank form stays one") {
  std::string blank = typed_form();
  for (auto at = blank.find('X', blank.find("\n\n")); at != std::string::npos;
       at = blank.find('X', at + 1)) {
    if (blank[at + 1] == ']' || blank[at + 1] == ')') blank[at] = ' ';
  }
  const Reading reading = read_message("Auto-Submitted: auto-replied\n" + blank, asked, {});
  CHECK(reading.kind == Kind::autoreply);
  CHECK(reading.decisions.empty());
  CHECK(reading.doubts.empty());
}

TEST_CASE_METHOD(Explained, "a bounce that returns a form, blank or filled, is no reply") {
  const std::string bounce =
      "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: Undelivered "
      "Mail Returned to Sender\nContent-Type: multipart/report; "
      "report-type=delivery-status; boundary=b\n\n--b\n\nSorry.\n--b\n"
      "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
      "Final-Recipient: rfc822; a@gov.example\nAction: failed\n"
      "Status: 5.1.1\n\n--b\nContent-Type: message/rfc822\n\n" +
      typed_form() + "\n--b--\n";
  const Reading reading = read_message(bounce, asked, {});
  CHECK(reading.kind == Kind::bounce);
  CHECK(reading.decisions.empty());
}

TEST_CASE_METHOD(Explained, "a bounce is explained by what showed it") {
  const Explanation explanation = explain(
      "From: MAILER-DAEMON@x.example\nReturn-Path: <>\nX-Failed-Recipients: a@b.example\n"
      "Subject: Mail delivery failed\n\nAll failed.\n");
  CHECK(explanation.reading.kind == Kind::bounce);
  CHECK(explanation.kind_by == "X-Failed-Recipients");
  CHECK(explanation.reading.decisions.empty());
}

TEST_CASE_METHOD(Explained, "a decision in words is explained by the words") {
  const Explanation explanation =
      explain(std::string(kHeader) +
              "\nKenya assigns authority to Study Group 17 for all texts of "
              "TSB Circular 53.\n");
  CHECK(explanation.words_by.find("they assign authority") == 0);
  CHECK(explanation.words_by.find("circular 53") != std::string::npos);
}

TEST_CASE_METHOD(Explained, "each row of a drawn form has its picture, its boxes outlined") {
  const ExplainedPart part = form_of(explain(with_file("annex.pdf", drawn_form())));
  CHECK(part.format == "pdf");
  CHECK(part.known_by == "content");
  REQUIRE(part.rows.size() == 2);
  REQUIRE(part.rows[0].options.size() == 4);
  CHECK(part.rows[0].options[0].sign == "marked");
  for (const ExplainedRow& row : part.rows) REQUIRE(row.picture.substr(1, 3) == "PNG");
  CHECK(count(part.rows[0].picture, 220, 20, 20) > 200);
  CHECK(count(part.rows[0].picture, 0, 150, 60) > 600);
  CHECK(count(part.rows[1].picture, 220, 20, 20) == 0);
  CHECK(count(part.rows[1].picture, 0, 150, 60) > 800);
}

TEST_CASE_METHOD(Explained, "an explanation goes through the pipe unchanged, pictures too") {
  const Explanation before = explain(with_file("annex.pdf", drawn_form()));
  const auto after = explanation_from_bytes(to_bytes(before));
  REQUIRE(after);
  CHECK(to_bytes(*after) == to_bytes(before));
  CHECK(form_of(*after).rows[1].picture == form_of(before).rows[1].picture);
}

TEST_CASE("what is no explanation is refused") {
  const char* const no_reading =
      R"({"reading":{},"kind_by":"","sender_by":"","words_by":"","parts":[]})"
      "\n";
  for (const char* bytes : {"", "{}", "{}\n", "[]\n", no_reading}) {
    CHECK_FALSE(explanation_from_bytes(bytes));
  }
}

TEST_CASE_METHOD(Explained, "an explanation that lacks its pictures is refused") {
  const std::string bytes = to_bytes(explain(with_file("annex.pdf", drawn_form())));
  CHECK_FALSE(explanation_from_bytes(bytes.substr(0, bytes.size() - 1)));
}

TEST_CASE("a row beyond its page, or of a page that is no picture, has no picture") {
  const PixPtr paper(pixCreate(100, 100, 8));
  const PageImage page{1, to_png(paper.get()), 0.24};
  CHECK(pictures_of_rows(page, {{{1, 500, 500, 10, 10}, {}}}).at(0).empty());
  CHECK(pictures_of_rows({1, "no picture", 0.24}, {{{1, 0, 0, 10, 10}, {}}}).at(0).empty());
  CHECK_FALSE(pictures_of_rows(page, {{{1, 0, 0, 10, 10}, {}}}).at(0).empty());
}

}  // namespace tallyd::test
