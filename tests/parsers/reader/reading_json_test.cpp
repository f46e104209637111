// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/reading_json.h"

#include <catch2/catch.hpp>

#include "parsers/asked_json.h"

using namespace tallyd;

namespace {

Reading a_full_reading() {
  Reading reading{Kind::reply, "TSB Circular 53", "KEN", "KEN", "en", "docx", {}, {}, {}, {}};
  reading.decisions = {{"X.1214", Authority::assigned, Comments::unspecified, "box 1"},
                       {"X.1331", Authority::conflict, Comments::conflict, "both"}};
  reading.doubts = {{"both_boxes_checked", "X.1331", "both boxes are checked for X.1331"}};
  reading.attachments = {{"comments.docx", "docx", "In clause 7 …"}};
  reading.mail.message_id = "a@b.example";
  reading.mail.references = {"r1@b.example", "r2@b.example"};
  reading.mail.date = parse_rfc3339("2018-03-01T10:00:00Z");
  reading.mail.authentication = {{"mx.itu.example", {{"dmarc", "pass", "ict.ke.example"}}}};
  reading.mail.failed = {{"x@y.example", "5.1.1", false}};
  return reading;
}

}  // namespace

TEST_CASE("a reading survives its way through JSON") {
  const std::string text = to_json(a_full_reading());
  const auto back = reading_from_json(text);
  REQUIRE(back);
  CHECK(to_json(*back) == text);
  CHECK(back->decisions == a_full_reading().decisions);
  CHECK(back->doubts == a_full_reading().doubts);
  CHECK(back->mail.date == a_full_reading().mail.date);
  CHECK_FALSE(back->mail.failed.at(0).permanent);
}

TEST_CASE("text that is no UTF-8 does not stop a reading") {
  Reading reading;
  reading.mail.subject = "caf\xe9";
  CHECK(reading_from_json(to_json(reading)));
}

TEST_CASE("what is no reading is an error") {
  for (const char* text :
       {"", "[]", "{}", R"({"kind":"treaty"})", R"({"kind":"reply","doubts":7})"}) {
    CAPTURE(text);
    CHECK_FALSE(reading_from_json(text));
  }
}

TEST_CASE("what was asked survives its way through JSON") {
  Consultation consultation;
  consultation.circular = "TSB Circular 53";
  consultation.study_group = 17;
  consultation.rule = Rule::question;
  consultation.deadline = *parse_rfc3339("2018-03-08T23:59:00Z");
  consultation.reminders = {std::chrono::hours{24}};
  consultation.drafts = {{"X.1214", "X.samtn", "Security", "R14"}};
  const Asked asked{
      {consultation}, {{"KEN", "en", {"a@b"}, {"b"}, {{"fr", "Kenya"}}, {"Kenia"}}}, {}};
  const auto back = asked_from_json(to_json(asked));
  REQUIRE(back);
  CHECK(to_json(*back) == to_json(asked));
  CHECK(back->consultations[0].deadline == consultation.deadline);
  CHECK(back->administrations[0].names.at("fr") == "Kenya");
}
