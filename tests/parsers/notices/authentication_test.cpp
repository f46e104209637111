// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/notices/authentication.h"

#include <string>

#include <catch2/catch.hpp>

namespace tallyd::test {
namespace {

/// "dmarc=pass example.org; spf=…": the results in order; "not one" where there is no field.
std::string results_of(std::string_view value) {
  const auto parsed = parse_authentication_results(value);
  if (!parsed) return "not one";
  std::string out;
  for (const auto& result : parsed->results) {
    out += (out.empty() ? "" : "; ") + result.method + "=" + result.result + " " + result.domain;
  }
  return out;
}

}  // namespace

TEST_CASE("each result has its method, its word and the domain that it stands for") {
  const auto parsed = parse_authentication_results(
      "MX.Google.com;\r\n dkim=pass header.i=@gov.example header.s=s1 header.b=\"a/+b=\";\r\n"
      " spf=softfail (google.com: domain; of x) smtp.mailfrom=Jo@Gov.example;\r\n"
      " dmarc=fail (p=NONE sp=NONE dis=NONE) header.from=gov.example");
  REQUIRE(parsed);
  CHECK(parsed->authserv_id == "mx.google.com");
  REQUIRE(parsed->results.size() == 3);
  CHECK(parsed->results[0].domain == "gov.example");
  CHECK(parsed->results[1].result == "softfail");
  CHECK(parsed->results[1].domain == "gov.example");
  CHECK(parsed->results[2].method == "dmarc");
  CHECK(parsed->results[2].domain == "gov.example");
}

TEST_CASE(
    "versions, comments anywhere and quoted values are understood") {  // RFC 8601, appendix B.7
  CHECK(results_of("foo.example.net (foobar) 1 (baz);\n dkim (Because I like it) / 1 (One yay) ="
                   " (wait for it) fail\n policy (A dot can go here) . (like that) expired\n"
                   " (this surprised me) = (as I wasn't expecting it) 1362471462") == "dkim=fail ");
  CHECK(results_of("\"a;b\"; spf=pass (nested (com\\)ment)) smtp.mailfrom=\"x@a.example\"") ==
        "spf=pass a.example");
}

TEST_CASE(
    "the domain of DKIM is the one that signed, of SPF the envelope's, never the greeting's") {
  CHECK(results_of("a; dkim=pass header.d=one.example header.i=@sub.one.example") ==
        "dkim=pass one.example");
  CHECK(results_of("a; dkim=pass header.i=@sub.one.example header.d=one.example") ==
        "dkim=pass one.example");
  CHECK(results_of("a; spf=pass smtp.helo=mx.example smtp.mailfrom=gov.example") ==
        "spf=pass gov.example");
  CHECK(results_of("a; spf=pass smtp.helo=mx.gov.example") == "spf=pass ");
  CHECK(results_of("a; dkim=pass header.from=gov.example header.b=abc") == "dkim=pass ");
}

TEST_CASE("a result in a comment or in a quoted string is none") {
  CHECK(results_of("a; dmarc=none (was dmarc=pass header.from=gov.example)") == "dmarc=none ");
  CHECK(results_of("a (; dmarc=pass); spf=none reason=\"; dmarc=pass header.from=gov.example\"") ==
        "spf=none ");
  CHECK(results_of("a; spf=fail smtp.mailfrom=\"x; dmarc=pass header.from=gov.example\"@e.example"
                   "; dkim=pass header.d=gov.example") ==
        "spf=fail x; dmarc=pass header.from=gov.example");
}

TEST_CASE("the first of two equal properties stands") {
  CHECK(results_of("a; dmarc=pass header.from=evil.example header.from=gov.example") ==
        "dmarc=pass evil.example");
}

TEST_CASE("a field without results has none") {
  CHECK(results_of("mail.example; none").empty());
  CHECK(results_of("mail.example 1; none").empty());
  CHECK(results_of("mail.example").empty());
  CHECK(results_of("mail.example;").empty());
}

TEST_CASE("a field without a server's name is none") {
  CHECK(results_of("") == "not one");
  CHECK(results_of("(only a comment)") == "not one");
  CHECK(results_of("spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a.example") == "not one");
}

TEST_CASE("other software's extra words do not hide the results") {
  CHECK(results_of("a; dmarc=pass action=none header.from=gov.example;compauth=pass reason=100;") ==
        "dmarc=pass gov.example; compauth=pass ");
}

TEST_CASE("what follows a mistake is not believed") {
  CHECK(results_of("a; spf=fail smtp.mailfrom=<x; dmarc=pass> ; dkim=pass") == "spf=fail <x");
  CHECK(results_of("a; ???; dmarc=pass header.from=gov.example").empty());
  CHECK(results_of("a b; dmarc=pass").empty());
  CHECK(results_of("a; spf=fail (never closed; dmarc=pass") == "spf=fail ");
  CHECK(results_of("a; spf=fail reason=\"never closed; dmarc=pass") == "spf=fail ");
}

}  // namespace tallyd::test
