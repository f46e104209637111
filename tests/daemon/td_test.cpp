// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "daemon/document/td_document.h"
#include "parsers/reading_json.h"
#include "tests/support/docx_text.h"

using namespace tallyd;

namespace {

/// Kenya against X.1214 with a file of reasons, Brazil for it without comments.
struct Opinions {
  Consultation consultation;
  Register administrations = {{"BRA", "es", {}, {}, {{"en", "Brazil"}}, {}},
                              {"KEN", "en", {}, {}, {{"en", "Kenya"}}, {}}};
  Replies replies;

  Opinions() {
    consultation.circular = "TSB Circular 53";
    consultation.study_group = 17;
    consultation.deadline = *parse_rfc3339("2018-03-08T23:59:00Z");
    consultation.drafts = {{"X.1214", "", "Security", ""}};
    add("KEN", Authority::not_assigned);
    add("BRA", Authority::assigned);
  }
  void add(const char* administration, Authority authority) {
    ReplyRecord reply;
    reply.id = static_cast<EventId>(replies.replies.size()) + 17;
    reply.administration = administration;
    reply.received = *parse_rfc3339("2018-02-01T00:00:00Z");
    reply.outcome = Outcome::recorded;
    reply.decisions = {{"X.1214", authority, Comments::none, ""}};
    Reading reading;
    reading.attachments = {
        {"reasons.txt", "text/plain", "It is <too> early.\nWe propose a delay."}};
    reply.reading = to_json(reading);
    replies.replies.push_back(reply);
    DecisionRecord decision;
    decision.administration = administration;
    decision.draft = "X.1214";
    decision.authority = authority;
    replies.standing.push_back(decision);
  }
};

}  // namespace

TEST_CASE_METHOD(Opinions,
                 "the reasons of who does not assign authority are collected, with the original") {
  const auto all = contributions(replies);
  REQUIRE(all.size() == 1);
  CHECK(all[0].administration == "KEN");
  CHECK(all[0].text == "It is <too> early.\nWe propose a delay.");
  CHECK(all[0].original == "KEN-2018-02-01-17.eml");
}

TEST_CASE_METHOD(Opinions, "a reply with comments but no readable file still lists its original") {
  replies.replies[0].reading = "{}";
  REQUIRE(contributions(replies).size() == 1);
  CHECK(contributions(replies)[0].file_name.empty());
}

TEST_CASE_METHOD(Opinions, "comments of a second reply that decides the same are collected too") {
  ReplyRecord again = replies.replies[0];
  again.outcome = Outcome::duplicate;
  replies.replies.push_back(again);
  CHECK(contributions(replies).size() == 1);
  Reading reading;
  reading.attachments = {{"forgotten.txt", "text/plain", "And this was forgotten."}};
  replies.replies.back().reading = to_json(reading);
  REQUIRE(contributions(replies).size() == 2);
  CHECK(contributions(replies)[1].text == "And this was forgotten.");
}

TEST_CASE_METHOD(Opinions, "what does not count brings nothing into the document") {
  replies.replies[0].outcome = Outcome::late;
  CHECK(contributions(replies).empty());
  const Tally sum = tally(consultation, administrations, replies, consultation.deadline);
  CHECK(td_document(consultation, sum, administrations, replies)->substr(0, 2) == "PK");
}

TEST_CASE_METHOD(Opinions, "the document has a heading to submit it under, and names in order") {
  replies.replies[1].decisions[0].comments = Comments::attached;
  const Tally sum = tally(consultation, administrations, replies, consultation.deadline);
  const std::string xml =
      test::document_xml(*td_document(consultation, sum, administrations, replies));
  CHECK(xml.find("Director, Telecommunication Standardization Bureau") != xml.npos);
  CHECK(xml.find("9.4.7") != xml.npos);
  CHECK(xml.find(">Brazil<") < xml.find(">Kenya<"));
  CHECK(xml.find(">Kenya<") != xml.npos);
}

TEST_CASE_METHOD(Opinions,
                 "the announcing circular states the exact result of each draft and its clause") {
  const Tally sum = tally(consultation, administrations, replies, consultation.deadline);
  const std::string text = announcement(consultation, sum);
  CHECK(text.find("X.1214: Security: 1 of 2 (50.0 %), 70 % needed; may not proceed (9.4.6).") !=
        text.npos);
}
