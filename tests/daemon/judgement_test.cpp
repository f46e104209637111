// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "daemon/judgement/judge.h"
#include "daemon/judgement/rules.h"

using namespace tallyd;
using Addresses = std::vector<std::string>;

namespace {

constexpr const char* kFocal = "focal@ict.ke.example";

Instant at(const char* time) { return *parse_rfc3339(time); }

/// A consultation on two drafts, and a certain reply of Kenya to it, in time. Each test changes
/// what it is about.
struct World {
  Asked asked;
  Policy policy;
  Remembered remembered;
  Reading reading;
  Instant received = at("2018-03-01T12:00:00Z");

  World() {
    Consultation consultation;
    consultation.circular = "TSB Circular 53";
    consultation.opened = std::chrono::floor<std::chrono::days>(at("2017-10-11T00:00:00Z"));
    consultation.deadline = at("2018-03-08T23:59:00Z");
    consultation.drafts = {{"X.1214", "", "", ""}, {"X.1331", "", "", ""}};
    asked.consultations = {consultation};
    asked.administrations = {
        {"CHE", "fr", {"joint@mission.example"}, {}, {}, {}},
        {"KEN", "en", {kFocal, "second@ict.ke.example"}, {"ict.ke.example"}, {}, {}},
        {"LIE", "fr", {"joint@mission.example"}, {}, {}, {}}};
    policy.authserv_id = "mx.itu.int";
    reading.kind = Kind::reply;
    reading.circular = consultation.circular;
    reading.administration = reading.administration_of_form = "KEN";
    reading.language = "en";
    decide(Authority::assigned, Authority::assigned);
    authenticated("pass");
    reading.mail.from = kFocal;
  }

  void decide(Authority first, Authority second) {
    reading.decisions = {{"X.1214", first, Comments::none, ""},
                         {"X.1331", second, Comments::none, ""}};
  }
  void authenticated(const char* result) {
    reading.mail.authentication = {{"mx.itu.int", {{"dmarc", result, "ict.ke.example"}}}};
  }
  void doubt(const char* code) { reading.doubts.push_back({code, "X.1214", "a sentence"}); }
  void stands(const char* draft, Authority authority, const char* time, const char* sender) {
    remembered.standing[draft] = {{draft, authority, Comments::none, ""}, at(time), sender};
  }
  std::string said() const { return verdict().authentication; }
  Verdict verdict() const { return judge(open_case(reading, received, asked, policy, remembered)); }
};

std::string first_reason(const Verdict& verdict) {
  return verdict.reasons.empty() ? "" : verdict.reasons.front().code;
}

}  // namespace

TEST_CASE("a certain reply of a registered sender in time is recorded and acknowledged") {
  const Verdict verdict = World().verdict();
  CHECK(verdict.fate == Fate::record);
  CHECK(verdict.rules.empty());
  CHECK(verdict.administration == "KEN");
  CHECK(verdict.drafts.at(1).outcome == DraftOutcome::recorded);
  CHECK(verdict.answer == Answer::recorded);
  CHECK(verdict.answer_to == Addresses{kFocal});
  CHECK(verdict.warn.empty());
  CHECK_FALSE(verdict.alert);
}

TEST_CASE("our own mail is left alone") {
  World world;
  world.policy.own_address = "TSBdir@itu.example";
  world.reading.mail.from = "tsbdir@itu.example";
  CHECK(world.verdict().fate == Fate::leave);
  world.reading.mail.from = kFocal;
  CHECK(world.verdict().fate == Fate::record);
  world.remembered.ours = true;
  CHECK(world.verdict().fate == Fate::leave);
  CHECK(world.verdict().answer == Answer::none);
  world.remembered.ours = false;
  world.policy.own_domain = "itu.example";
  world.reading.mail.message_id = "tallyd.0123456789abcdef0123456789abcdef@ITU.example";
  CHECK(world.verdict().fate == Fate::leave);
}

// zammad#5113, #731; alga-psa#2705: loops of robots that answer each other.
TEST_CASE("no answer goes to another tallyd, whatever its header has lost") {
  World world;
  world.reading.mail.message_id = "tallyd.0123456789abcdef0123456789abcdef@robot.example";
  CHECK(world.verdict().answer == Answer::none);
  world.reading.mail.message_id = "tallyd.person@robot.example";
  CHECK(world.verdict().answer == Answer::recorded);
}

TEST_CASE("the same message again changes nothing") {
  World world;
  world.remembered.seen = true;
  CHECK(world.verdict().fate == Fate::repeat);
  CHECK(world.verdict().answer == Answer::none);
  CHECK(world.verdict().drafts.empty());
}

TEST_CASE("the same content again changes nothing") {
  World world;
  world.remembered.resent = Outcome::recorded;
  world.stands("X.1214", Authority::assigned, "2018-02-01T00:00:00Z", kFocal);
  world.stands("X.1331", Authority::assigned, "2018-02-01T00:00:00Z", kFocal);
  CHECK(world.verdict().fate == Fate::repeat);
  CHECK(world.verdict().answer == Answer::none);
}

TEST_CASE("the same content again after another reply is a change of mind") {
  World world;
  world.remembered.resent = Outcome::recorded;
  world.stands("X.1214", Authority::not_assigned, "2018-02-20T00:00:00Z", kFocal);
  CHECK(world.verdict().drafts.at(0).outcome == DraftOutcome::changed);
}

TEST_CASE("the same content again while a person looks at it opens no second review") {
  World world;
  world.doubt("both_boxes_checked");
  world.remembered.resent = Outcome::review;
  world.remembered.resent_authentication = world.said();
  CHECK(world.verdict().fate == Fate::repeat);
}

TEST_CASE("who forges a reply first does not silence the true one") {
  World world;
  world.remembered.resent = Outcome::review;
  world.remembered.resent_authentication = "dmarc=fail (ict.ke.example)";
  CHECK(world.verdict().fate == Fate::record);
  CHECK(world.verdict().answer == Answer::recorded);
  world.doubt("both_boxes_checked");
  CHECK(world.verdict().fate == Fate::review);
}

TEST_CASE("a bounce is noted") {
  World world;
  world.reading.kind = Kind::bounce;
  CHECK(world.verdict().fate == Fate::note);
  CHECK(world.verdict().answer == Answer::none);
}

TEST_CASE("an automatic reply is noted") {
  World world;
  world.reading.kind = Kind::autoreply;
  CHECK(world.verdict().fate == Fate::note);
  CHECK(world.verdict().answer == Answer::none);
}

TEST_CASE("other mail is left alone") {
  World world;
  world.reading.kind = Kind::other;
  world.reading.circular.clear();
  CHECK(world.verdict().fate == Fate::leave);
  world.reading.mail.from = "stranger@shop.example";
  world.doubt("encrypted_attachment");
  CHECK(world.verdict().fate == Fate::leave);
}

// zammad#3006: the first import of an old mailbox mailed a confirmation to every customer.
TEST_CASE("mail from before every consultation is left alone") {
  World world;
  world.reading.circular = "TSB Circular 7";
  world.received = at("2017-10-10T23:59:59Z");
  CHECK(world.verdict().fate == Fate::leave);
  world.doubt("reader_failed");
  CHECK(world.verdict().fate == Fate::leave);
  world.received = at("2017-10-11T00:00:00Z");
  CHECK(world.verdict().fate == Fate::review);
}

// zammad#806: the helpdesk failed to read a mail, and nobody knew.
TEST_CASE("what cannot be read goes to a person") {
  World world;
  world.doubt("reader_failed");
  world.reading.circular.clear();
  CHECK(world.verdict().fate == Fate::review);
  CHECK(world.verdict().answer == Answer::clarify);
  world.reading.mail.from = "stranger@shop.example";
  CHECK(world.verdict().fate == Fate::review);
  CHECK(world.verdict().answer == Answer::none);
}

TEST_CASE("a letter without a form that nobody vouches for is not answered") {
  World world;
  world.reading.kind = Kind::other;
  world.remembered.answers_us = true;
  world.authenticated("fail");
  CHECK(first_reason(world.verdict()) == "no_form");
  CHECK(world.verdict().answer == Answer::none);
  world.authenticated("pass");
  world.reading.mail.unanswerable = "Precedence: list";
  CHECK(world.verdict().fate == Fate::review);
  CHECK(world.verdict().answer == Answer::none);
}

TEST_CASE("a letter without a form goes to a person") {
  World world;
  world.reading.kind = Kind::other;
  world.remembered.answers_us = true;
  CHECK(world.verdict().fate == Fate::review);
  CHECK(first_reason(world.verdict()) == "no_form");
  CHECK(world.verdict().answer == Answer::no_form);
  CHECK(world.verdict().answer_to == Addresses{kFocal});
  world.reading.circular.clear();
  world.remembered.answered_circular = "TSB Circular 53";
  CHECK(world.verdict().circular == "TSB Circular 53");
  world.remembered.answers_of_today[kFocal] = 10;
  CHECK(world.verdict().answer == Answer::none);
}

TEST_CASE("another reply under a known Message-ID goes to a person") {
  World world;
  world.remembered.reused = true;
  CHECK(world.verdict().fate == Fate::review);
  CHECK(first_reason(world.verdict()) == "message_id_again");
}

TEST_CASE("a reply for another circular goes to a person") {
  World world;
  world.reading.circular = "TSB Circular 7";
  CHECK(world.verdict().fate == Fate::review);
  CHECK(first_reason(world.verdict()) == "unknown_circular");
  CHECK(world.verdict().drafts.at(0).outcome == DraftOutcome::in_review);
}

TEST_CASE("a reply from before the opening goes to a person") {
  World world;
  world.received = at("2017-10-10T23:59:59Z");
  CHECK(world.verdict().fate == Fate::review);
  CHECK(first_reason(world.verdict()) == "before_opening");
}

TEST_CASE("a forged sender is verified") {
  World world;
  world.authenticated("fail");
  world.reading.mail.from = "minister@ict.ke.example";
  const Verdict verdict = world.verdict();
  CHECK(verdict.fate == Fate::review);
  CHECK(first_reason(verdict) == "forged_sender");
  CHECK(verdict.answer_to.empty());
  CHECK(verdict.warn == Addresses{kFocal, "second@ict.ke.example"});
}

TEST_CASE("to a registered address whose name was forged an answer goes") {
  World world;
  world.authenticated("fail");
  CHECK(world.verdict().answer == Answer::verifying);
  CHECK(world.verdict().answer_to == Addresses{kFocal});
}

TEST_CASE("an unproved sender is verified") {
  World world;
  world.authenticated("none");
  CHECK(world.verdict().fate == Fate::review);
  CHECK(first_reason(world.verdict()) == "unproved_sender");
  world.policy.required = RequiredProof::none;
  CHECK(world.verdict().fate == Fate::record);
}

TEST_CASE("an unknown sender is verified") {
  World world;
  world.reading.mail.from = "somebody@elsewhere.example";
  const Verdict verdict = world.verdict();
  CHECK(verdict.fate == Fate::review);
  CHECK(verdict.administration == "KEN");
  CHECK(verdict.answer == Answer::verifying);
  CHECK(verdict.answer_to == Addresses{"somebody@elsewhere.example"});
  CHECK(verdict.warn == Addresses{kFocal, "second@ict.ke.example"});
}

TEST_CASE("no warning goes to a registered address that mail does not reach") {
  World world;
  world.reading.mail.from = "somebody@elsewhere.example";
  world.remembered.failing = {kFocal};
  CHECK(world.verdict().warn == Addresses{"second@ict.ke.example"});
}

TEST_CASE("a sender for several administrations who names none goes to a person") {
  World world;
  world.reading.mail.from = "joint@mission.example";
  world.policy.required = RequiredProof::none;
  world.reading.administration_of_form = "LIE";
  CHECK(world.verdict().fate == Fate::record);
  CHECK(world.verdict().administration == "LIE");
  world.reading.administration_of_form.clear();
  CHECK(world.verdict().fate == Fate::review);
  CHECK(world.verdict().administration.empty());
  CHECK(first_reason(world.verdict()) == "ambiguous_sender");
}

TEST_CASE("a form that names another administration goes to a person") {
  World world;
  world.reading.administration_of_form = "CHE";
  CHECK(world.verdict().fate == Fate::review);
  CHECK(world.verdict().administration == "KEN");
  CHECK(first_reason(world.verdict()) == "another_administration");
}

TEST_CASE("an uncertain reply goes to a person") {
  World world;
  world.doubt("both_boxes_checked");
  const Verdict verdict = world.verdict();
  CHECK(verdict.fate == Fate::review);
  CHECK(first_reason(verdict) == "both_boxes_checked");
  CHECK(verdict.drafts.at(1).outcome == DraftOutcome::in_review);
  CHECK(verdict.answer == Answer::clarify);
  CHECK(verdict.alert);
}

TEST_CASE("two colleagues who disagree go to a person") {
  World world;
  world.stands("X.1214", Authority::not_assigned, "2018-03-01T11:00:00Z", "second@ict.ke.example");
  CHECK(first_reason(world.verdict()) == "colleagues_disagree");
  world.stands("X.1214", Authority::not_assigned, "2018-03-01T10:59:59Z", "second@ict.ke.example");
  CHECK(world.verdict().fate == Fate::record);
  world.stands("X.1214", Authority::not_assigned, "2018-03-01T11:30:00Z", "FOCAL@ict.ke.example");
  CHECK(world.verdict().fate == Fate::record);
}

TEST_CASE("a late reply is kept and does not count") {
  World world;
  world.received = at("2018-03-08T23:59:59Z");
  CHECK(world.verdict().answer == Answer::recorded);
  world.received = at("2018-03-09T00:00:00Z");
  CHECK(world.verdict().fate == Fate::record);
  CHECK(world.verdict().answer == Answer::late);
  CHECK(world.verdict().drafts.at(0).outcome == DraftOutcome::late);
}

TEST_CASE("no answer goes to a machine or a list") {
  World world;
  world.reading.mail.unanswerable = "Precedence: list";
  CHECK(world.verdict().fate == Fate::record);
  CHECK(world.verdict().answer == Answer::none);
  CHECK(world.verdict().answer_to.empty());
}

TEST_CASE("a message without one author is answered to nobody, and the State is warned") {
  World world;
  world.reading.mail.from.clear();
  CHECK(world.verdict().fate == Fate::review);
  CHECK(world.verdict().answer == Answer::none);
  CHECK(world.verdict().answer_to.empty());
  CHECK(world.verdict().warn == Addresses{kFocal, "second@ict.ke.example"});
  world.reading.mail.unanswerable = "Precedence: list";
  CHECK(world.verdict().warn.empty());
}

TEST_CASE("nothing from before the opening is answered") {
  World world;
  world.received = at("2017-10-10T00:00:00Z");
  CHECK(world.verdict().answer == Answer::none);
  CHECK_FALSE(world.verdict().alert);
  world.authenticated("fail");
  CHECK(world.verdict().warn.empty());
}

TEST_CASE("nothing from before answer_since is answered") {
  World world;
  world.policy.answer_since = at("2018-03-01T12:00:01Z");
  CHECK(world.verdict().fate == Fate::record);
  CHECK(world.verdict().answer == Answer::none);
  world.policy.answer_since = world.received;
  CHECK(world.verdict().answer == Answer::recorded);
}

TEST_CASE("an address gets so many answers a day and no more") {
  World world;
  world.remembered.answers_of_today[kFocal] = world.policy.answers_per_day;
  CHECK(world.verdict().fate == Fate::record);
  CHECK(world.verdict().answer == Answer::none);
  world.remembered.answers_of_today[kFocal] -= 1;
  CHECK(world.verdict().answer == Answer::recorded);
}

TEST_CASE("a later reply replaces an earlier one for the drafts that it decides") {
  World world;
  world.decide(Authority::not_assigned, Authority::none);
  world.stands("X.1214", Authority::assigned, "2018-02-01T00:00:00Z", kFocal);
  world.stands("X.1331", Authority::assigned, "2018-02-01T00:00:00Z", kFocal);
  const Verdict verdict = world.verdict();
  CHECK(verdict.drafts.at(0).outcome == DraftOutcome::changed);
  CHECK(verdict.drafts.at(0).before->authority == Authority::assigned);
  CHECK(verdict.drafts.at(1).outcome == DraftOutcome::undecided);
  CHECK(verdict.answer == Answer::changed);
}

TEST_CASE("an earlier reply that is read later replaces nothing") {
  World world;
  world.decide(Authority::not_assigned, Authority::assigned);
  world.stands("X.1214", Authority::assigned, "2018-03-02T00:00:00Z", kFocal);
  CHECK(world.verdict().drafts.at(0).outcome == DraftOutcome::outdated);
}

TEST_CASE("drafts that were left open are asked for") {
  World world;
  world.decide(Authority::assigned, Authority::none);
  CHECK(world.verdict().answer == Answer::partial);
  CHECK(world.verdict().fate == Fate::record);
}

TEST_CASE("who does not assign authority without reasons is asked for them, and counts") {
  World world;
  world.decide(Authority::not_assigned, Authority::assigned);
  CHECK(world.verdict().drafts.at(0).reasons_missing);
  CHECK(world.verdict().drafts.at(0).outcome == DraftOutcome::recorded);
  CHECK_FALSE(world.verdict().drafts.at(1).reasons_missing);
  world.reading.attachments = {{"reasons.docx", "docx", "Because of clause 7."}};
  CHECK_FALSE(world.verdict().drafts.at(0).reasons_missing);
}

TEST_CASE("every rule of the table has a test of its name") {
  const std::string path = std::string(TALLYD_SOURCE_DIR) + "/tests/daemon/judgement_test.cpp";
  std::FILE* file = std::fopen(path.c_str(), "r");
  REQUIRE(file != nullptr);
  std::string source(200000, '\0');
  source.resize(std::fread(source.data(), 1, source.size(), file));
  std::fclose(file);
  REQUIRE(rules_of_judgement().size() > 15);
  for (const RuleOfJudgement& rule : rules_of_judgement()) {
    CAPTURE(std::string(rule.name));
    CHECK(source.find("TEST_CASE(\"" + std::string(rule.name) + "\")") != std::string::npos);
  }
}

TEST_CASE("that the form names another administration is said once") {
  World world;
  world.reading.administration_of_form = "LIE";
  world.reading.doubts = {{"administration_differs", "", "the form names LIE, the sender KEN"},
                          {"both_boxes_checked", "X.1214", "both boxes are checked"}};
  const auto reasons = world.verdict().reasons;
  REQUIRE(reasons.size() == 2);
  CHECK(reasons[0].code == "another_administration");
  CHECK(reasons[1].code == "both_boxes_checked");
}

TEST_CASE("a contradiction without a doubt is a reason of its own") {
  World world;
  world.decide(Authority::conflict, Authority::assigned);
  REQUIRE(world.verdict().reasons.size() == 1);
  CHECK(first_reason(world.verdict()) == "contradictory_marks");
  CHECK(world.verdict().reasons.front().draft == "X.1214");
}

TEST_CASE("a form without a mark has a reason to be looked at") {
  World world;
  world.decide(Authority::none, Authority::none);
  CHECK(world.verdict().fate == Fate::review);
  CHECK(first_reason(world.verdict()) == "no_decision");
}

namespace {

struct InstructingWorld : World {
  InstructingWorld() {
    policy.instructors = {"clerk@itu.int"};
    reading.mail.from = "Clerk@itu.int";
    reading.mail.authentication = {{"mx.itu.int", {{"dmarc", "pass", "itu.int"}}}};
    reading.review_tokens.tokens = {"TALLY-"};
  }
};

}  // namespace

TEST_CASE("an instruction of TSB's is carried out") {
  InstructingWorld world;
  CHECK(world.verdict().fate == Fate::instruct);
  CHECK(world.verdict().drafts.empty());  // it is no reply, whatever it looks like
  CHECK(world.verdict().answer == Answer::none);
  world.reading.review_tokens.tokens.clear();
  CHECK(world.verdict().fate != Fate::instruct);
}

TEST_CASE("an instruction that nobody vouches for is not") {
  for (const char* result : {"fail", "none"}) {
    InstructingWorld world;
    world.authenticated(result);
    CHECK(world.verdict().fate == Fate::distrust);
  }
}

TEST_CASE("a token in other hands instructs nobody") {
  InstructingWorld world;
  for (const char* from : {kFocal, "stranger@shop.example", "clerk@itu.int.evil.example"}) {
    world.reading.mail.from = from;
    CHECK(world.verdict().fate != Fate::instruct);
    CHECK(world.verdict().fate != Fate::distrust);
  }
}

TEST_CASE("a machine instructs nobody") {
  InstructingWorld world;
  world.reading.kind = Kind::autoreply;
  CHECK(world.verdict().fate == Fate::note);
  world.reading.kind = Kind::reply;
  world.reading.mail.unanswerable = "a mailing list";
  CHECK(world.verdict().fate != Fate::instruct);
}
