// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/difference.h"

#include <catch2/catch.hpp>

#include "tests/support/configuration_directory.h"

using namespace tallyd;
using test::ConfigurationDirectory;

TEST_CASE_METHOD(ConfigurationDirectory, "a reload that changes nothing has no difference") {
  const Written written = as_written(path());
  CHECK_FALSE(written.empty());
  CHECK(differences(written, as_written(path())).empty());
}

TEST_CASE_METHOD(ConfigurationDirectory, "what a reload changes is told by file, key and value") {
  const Written before = as_written(path());
  change_consultation("deadline = 2018-03-08T23:59:00Z", "deadline = 2018-03-09T23:59:00Z");
  const auto lines = differences(before, as_written(path()));
  REQUIRE(lines.size() == 1);
  CHECK(lines[0] ==
        "consultations/c53.toml: consultation.deadline = 2018-03-09T23:59:00Z, it was "
        "2018-03-08T23:59:00Z");
}

TEST_CASE_METHOD(ConfigurationDirectory, "an administration that goes is named by its code") {
  const Written before = as_written(path());
  write("administrations.toml", "");
  const auto lines = differences(before, as_written(path()));
  REQUIRE_FALSE(lines.empty());
  for (const auto& line : lines) {
    CHECK_THAT(line,
               Catch::StartsWith("administrations.toml: KEN.") && Catch::Contains(" is gone"));
  }
}
