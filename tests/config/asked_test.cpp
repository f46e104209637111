// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "config/configuration.h"
#include "tests/support/configuration_directory.h"

using namespace tallyd;
using test::ConfigurationDirectory;
using test::kCircular53;
using test::kKenya;

TEST_CASE("a consultation is loaded as it is written") {
  ConfigurationDirectory config;
  config.change_consultation("meeting = 2018-03-20",
                             "meeting = 2018-03-20\nreminders = [\"3d\", \"28d\"]\n"
                             "languages = [\"fr\"]\nrule = \"question\"");
  const auto loaded = load_asked(config.path());
  REQUIRE(loaded.problems.empty());
  REQUIRE(loaded.value.consultations.size() == 1);
  const Consultation& c = loaded.value.consultations[0];
  CHECK(c.circular == "TSB Circular 53");
  CHECK(c.study_group == 17);
  CHECK(c.rule == Rule::question);
  CHECK(to_rfc3339(c.opened) == "2017-10-11T00:00:00Z");
  CHECK(to_rfc3339(c.deadline) == "2018-03-08T23:59:00Z");
  CHECK(to_rfc3339(c.meeting) == "2018-03-20T00:00:00Z");
  using days = std::chrono::days;
  CHECK(c.reminders == std::vector<std::chrono::seconds>{days{28}, days{3}});
  CHECK(c.languages == std::vector<std::string>{"fr"});
  REQUIRE(c.drafts.size() == 2);
  CHECK(c.drafts[1].designation == "X.1331");
  CHECK(c.drafts[1].provisional == "X.sgsec-2");
  CHECK(c.drafts[1].document == "R12");
}

TEST_CASE("in time is the whole minute of the deadline, and not a second more") {
  Consultation consultation;
  for (const char* deadline :
       {"2018-03-08T23:59:00Z", "2018-03-08T23:59:30Z", "2018-03-08T23:59:59Z"}) {
    consultation.deadline = *parse_rfc3339(deadline);
    CHECK(in_time(consultation, *parse_rfc3339("2018-03-08T23:59:59Z")));
    CHECK_FALSE(in_time(consultation, *parse_rfc3339("2018-03-09T00:00:00Z")));
  }
}

TEST_CASE("a deadline in another zone is the same moment in UTC") {
  ConfigurationDirectory config;
  config.change_consultation("2018-03-08T23:59:00Z", "2018-03-09T01:59:00+02:00");
  const auto loaded = load_asked(config.path());
  REQUIRE(loaded.problems.empty());
  CHECK(to_rfc3339(loaded.value.consultations.at(0).deadline) == "2018-03-08T23:59:00Z");
}

TEST_CASE("the register is ordered by code, its addresses are in lower case") {
  ConfigurationDirectory config;
  config.write("administrations.toml",
               std::string(kKenya) +
                   "[[administration]]\ncode = \"BRA\"\nlanguage = \"es\"\n"
                   "addresses = [\"Foco@ANATEL.example\"]\nnames = { en = \"Brazil\" }\n"
                   "aliases = [\"Brasil\"]\n");
  const auto loaded = load_asked(config.path());
  REQUIRE(config.asked_problems().empty());
  REQUIRE(loaded.value.administrations.size() == 2);
  const Administration& brazil = loaded.value.administrations[0];
  CHECK(brazil.code == "BRA");
  CHECK(brazil.language == "es");
  CHECK(brazil.addresses == std::vector<std::string>{"foco@anatel.example"});
  CHECK(brazil.aliases == std::vector<std::string>{"Brasil"});
  CHECK(brazil.names.at("en") == "Brazil");
}

TEST_CASE("all mistakes of all files are told at once, in the order of files and lines") {
  ConfigurationDirectory config;
  config.write(
      "consultations/c53.toml",
      ConfigurationDirectory::with(
          ConfigurationDirectory::with(kCircular53, "study_group = 17", "study_group = \"17\""),
          "title = \"Security a", "titel = \"Security a"));
  config.change_administration("\"en\"", "\"english\"");
  CHECK(
      config.asked_problems() ==
      "administrations.toml:3: error: administration.language: \"english\" is no known language; "
      "write one of: ar, en, es, fr, ru, zh\n"
      "consultations/c53.toml:3: error: consultation.study_group: is a text; write a whole number "
      "without quotes: study_group = 17\n"
      "consultations/c53.toml:8: error: draft.title: is missing, for example: title = \"Security "
      "assessment techniques\"\n"
      "consultations/c53.toml:11: error: draft.titel: is no known key; did you mean title?\n");
}
