// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/instant.h"

#include <catch2/catch.hpp>

using tallyd::parse_rfc3339;
using tallyd::to_rfc3339;

TEST_CASE("a time in another zone is the same moment in UTC") {
  CHECK(to_rfc3339(*parse_rfc3339("2018-03-09T01:59:00+02:00")) == "2018-03-08T23:59:00Z");
}

TEST_CASE("what is no RFC 3339 time is refused") {
  for (const char* text :
       {"", "2018-03-08", "2018-03-08T23:59", "2018-02-30T00:00:00Z", "2018-03-08T24:00:00Z",
        "2018-03-08T23:59:00Zx", "2018-03-08T23:59:00"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_rfc3339(text));
  }
}
