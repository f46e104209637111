// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/units.h"

#include <catch2/catch.hpp>

using namespace tallyd;
using std::chrono::seconds;

TEST_CASE("a duration needs its unit") {
  CHECK(parse_duration("90s") == seconds{90});
  CHECK(parse_duration("5m") == seconds{300});
  CHECK(parse_duration("1h30m") == seconds{5400});
  CHECK(parse_duration("2w") == parse_duration("14d"));
  for (const char* text :
       {"", "5", "m", "-5m", "5 minutes", "5M", "1.5h", "99999999999999999999d"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text));
  }
}

TEST_CASE("a size needs its unit") {
  CHECK(parse_size("25MB") == 25'000'000);
  CHECK(parse_size("25 MiB") == 25 * 1024 * 1024);
  CHECK(parse_size("0B") == 0);
  for (const char* text : {"", "25", "MB", "-1MB", "25mb", "25M", "9999999999999GB"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_size(text));
  }
}

TEST_CASE("a duration is written as it is read") {
  for (const char* text : {"0s", "1s", "5m", "1h30m", "28d", "1d2h3m4s"}) {
    CHECK(to_text(*parse_duration(text)) == text);
  }
}
