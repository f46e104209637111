// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/judgement/authentication.h"

#include <catch2/catch.hpp>

using namespace tallyd;

namespace {

MailFacts mail_with(std::vector<AuthenticationResults> fields) {
  MailFacts mail;
  mail.from = "focal@ict.ke.example";
  mail.authentication = std::move(fields);
  return mail;
}

Proof proof(const std::vector<AuthenticationResults>& fields, RequiredProof required) {
  return authenticate(mail_with(fields), "mx.itu.int", required).proof;
}

AuthenticationResults ours(std::vector<AuthenticationResult> results) {
  return {"mx.itu.int", std::move(results)};
}

}  // namespace

TEST_CASE("only the topmost field of our own server counts") {
  const AuthenticationResults pass = ours({{"dmarc", "pass", "ict.ke.example"}});
  const AuthenticationResults fail = ours({{"dmarc", "fail", "ict.ke.example"}});
  const AuthenticationResults foreign = {"mx.evil.org", {{"dmarc", "pass", "ict.ke.example"}}};
  CHECK(proof({fail, pass}, RequiredProof::dmarc) == Proof::contradicted);
  CHECK(proof({foreign}, RequiredProof::dmarc) == Proof::unproved);
  CHECK(proof({foreign, pass}, RequiredProof::dmarc) == Proof::proved);
  CHECK(proof({}, RequiredProof::dmarc) == Proof::unproved);
}

TEST_CASE("without a configured server nothing is proved") {
  const MailFacts mail = mail_with({{"", {{"dmarc", "pass", "ict.ke.example"}}}});
  CHECK(authenticate(mail, "", RequiredProof::dmarc).proof == Proof::unproved);
  CHECK(authenticate(mail, "", RequiredProof::none).proof == Proof::proved);
}

TEST_CASE("dkim and spf prove only their own domain, and only where any proof will do") {
  const auto dkim = ours({{"dkim", "pass", "ke.example"}});
  const auto strange = ours({{"dkim", "pass", "evil.org"}, {"spf", "pass", "bounce@evil.org"}});
  CHECK(proof({dkim}, RequiredProof::any) == Proof::proved);
  CHECK(proof({dkim}, RequiredProof::dmarc) == Proof::unproved);
  CHECK(proof({strange}, RequiredProof::any) == Proof::unproved);
}

TEST_CASE(
    "a domain of the same organisation proves the sender, a neighbour below a suffix does not") {
  const auto said = [](const char* domain) {
    return std::vector<AuthenticationResults>{ours({{"dkim", "pass", domain}})};
  };
  MailFacts mail = mail_with(said("lists.ict.go.ke"));
  mail.from = "focal@mail.ict.go.ke";
  CHECK(authenticate(mail, "mx.itu.int", RequiredProof::any).proof == Proof::proved);
  for (const char* neighbour : {"evil.go.ke", "go.ke", "ke", "ict.go.ke.evil.org"}) {
    mail.authentication = said(neighbour);
    CHECK(authenticate(mail, "mx.itu.int", RequiredProof::any).proof == Proof::unproved);
  }
}

TEST_CASE("ARC is noted and proves nothing") {
  const MailFacts mail =
      mail_with({ours({{"dmarc", "fail", "ict.ke.example"}, {"arc", "pass", ""}})});
  const Authentication said = authenticate(mail, "mx.itu.int", RequiredProof::any);
  CHECK(said.proof == Proof::contradicted);
  CHECK(said.said == "dmarc=fail (ict.ke.example) arc=pass");
}

TEST_CASE("a failed DMARC is not outweighed by another method") {
  const auto field =
      ours({{"dkim", "pass", "ict.ke.example"}, {"dmarc", "fail", "ict.ke.example"}});
  CHECK(proof({field}, RequiredProof::any) == Proof::contradicted);
}

TEST_CASE("what the server said is kept for the ledger") {
  const MailFacts mail = mail_with({ours({{"dmarc", "none", ""}, {"spf", "pass", "a.example"}})});
  CHECK(authenticate(mail, "MX.itu.int", RequiredProof::dmarc).said ==
        "dmarc=none spf=pass (a.example)");
}
