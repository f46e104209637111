// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/speaker.h"

#include <catch2/catch.hpp>

#include "daemon/judgement/judge.h"
#include "parsers/mime/message.h"

using namespace tallyd;
using Codes = std::vector<std::string>;

namespace {

const Register& a_register() {
  static const Register kRegister = {
      {"CHE", "fr", {"joint@mission.example"}, {"bakom.ch.example"}, {}, {}},
      {"KEN",
       "en",
       {"Focal@ict.ke.example", "kenya@gmail.com"},
       {"ke.example", "gmail.com"},
       {},
       {}},
      {"LIE", "fr", {"joint@mission.example"}, {}, {}, {}},
      {"UGA", "en", {}, {"ict.ke.example", "example"}, {}, {}}};
  return kRegister;
}

Codes speaks(std::string_view address) {
  return find_speaker(address, a_register()).administrations;
}

}  // namespace

TEST_CASE("an address in the register speaks, whatever its case") {
  CHECK(speaks("focal@ICT.KE.example") == Codes{"KEN"});
  CHECK(find_speaker("focal@ict.ke.example", a_register()).registered);
}

TEST_CASE("a sub-domain speaks, a look-alike never") {
  CHECK(speaks("a@mail.bakom.ch.example") == Codes{"CHE"});
  CHECK_FALSE(find_speaker("a@bakom.ch.example", a_register()).registered);
  for (const char* address : {"a@evil-bakom.ch.example", "a@bakom.ch.example.evil.org",
                              "a@bakom.ch.exampl", "bakom.ch.example", "a@ch.example",
                              "a@bakom-ch.example", "\"x@bakom.ch.example\"@evil.org"}) {
    CAPTURE(address);
    CHECK(speaks(address).empty());
  }
}

TEST_CASE("letters that only look alike do not speak") {
  for (const char* address :
       {"focal@b\u0430kom.ch.example", "focal@bakom.\u0441h.example", "j\u043eint@mission.example",
        "focal@xn--bkom-7cd.ch.example", "focal@bakom.ch.example.evil.example",
        "focal@bakomch.example", "focal@bakom.ch.examp1e"}) {
    CAPTURE(address);
    CHECK(speaks(address).empty());
  }
}

TEST_CASE("a public suffix speaks for nobody: anybody may register below it") {
  const Register all = {{"KEN", "en", {}, {"go.ke", "ict.go.ke"}, {}, {}},
                        {"GBR", "en", {}, {"co.uk"}, {}, {}}};
  CHECK(find_speaker("x@treasury.go.ke", all).administrations.empty());
  CHECK(find_speaker("x@shop.co.uk", all).administrations.empty());
  CHECK(find_speaker("x@mail.ict.go.ke", all).administrations == Codes{"KEN"});
}

TEST_CASE("a public provider speaks for nobody but by the full address") {
  CHECK(speaks("minister@gmail.com").empty());
  CHECK(speaks("kenya@gmail.com") == Codes{"KEN"});
}

/// Anybody can write a Reply-To:, and Sender: proves nothing that From: does not.
TEST_CASE("only From: says who speaks, and it alone is answered") {
  const Message message = parse_message(
      "From: focal@ict.ke.example\nReply-To: focal@ict.ug.example, thief@evil.example\n"
      "Sender: other@evil.example\nSubject: Circular 53\nMessage-ID: <1@x>\n\nX\n");
  CHECK(message.facts.from == "focal@ict.ke.example");
  Reading reading;
  reading.mail = message.facts;
  reading.kind = Kind::reply;
  reading.circular = "TSB Circular 53";
  reading.decisions = {{"X.1214", Authority::assigned, Comments::none, ""}};
  Asked asked;
  asked.consultations.emplace_back().circular = reading.circular;
  asked.consultations.front().deadline = Instant{} + std::chrono::hours{24 * 9999};
  asked.administrations = {{"KEN", "en", {"focal@ict.ke.example"}, {}, {}, {}},
                           {"UGA", "en", {"focal@ict.ug.example"}, {}, {}, {}}};
  Policy policy;
  policy.required = RequiredProof::none;
  const Verdict verdict = judge(
      open_case(reading, Instant{} + std::chrono::hours{24 * 365}, asked, policy, Remembered{}));
  CHECK(verdict.administration == "KEN");
  CHECK(verdict.answer_to == std::vector<std::string>{"focal@ict.ke.example"});
}

TEST_CASE("the longest domain speaks") {
  CHECK(speaks("x@ict.ke.example") == Codes{"UGA"});
  CHECK(speaks("x@ca.ke.example") == Codes{"KEN"});
}

TEST_CASE("one address may speak for several administrations") {
  CHECK(speaks("joint@mission.example") == Codes{"CHE", "LIE"});
}
