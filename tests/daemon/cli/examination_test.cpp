// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/examination.h"

#include <limits>

#include <catch2/catch.hpp>

using namespace tallyd;
using Catch::Matchers::Contains;

namespace {

constexpr double kManyFiles = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("a disk that is nearly full is warned of, and a full one is an error") {
  CHECK(examine_room("/state", {5e9, kManyFiles}).health == Health::good);
  const Examined little = examine_room("/state", {5e8, kManyFiles});
  CHECK(little.health == Health::doubtful);
  CHECK_THAT(little.text, Contains("500 MB are free for /state") && Contains("make room"));
  CHECK(examine_room("/state", {5e7, kManyFiles}).health == Health::bad);
}

TEST_CASE("a disk on which no file fits any more is full, whatever its bytes") {
  CHECK_THAT(examine_room("/state", {5e12, 100}).text, Contains("100 more files"));
  CHECK(examine_room("/state", {5e12, 0}).health == Health::bad);
}

TEST_CASE("a clock that is behind what was recorded is wrong") {
  const Instant now = *parse_rfc3339("2018-03-08T12:00:00Z");
  const Examined behind = examine_clock(now, now + std::chrono::hours{1});
  CHECK(behind.health == Health::bad);
  CHECK_THAT(behind.text, Contains("2018-03-08T13:00:00Z") && Contains("timedatectl"));
  CHECK(examine_clock(now, now + std::chrono::minutes{1}).health != Health::bad);
  CHECK(examine_clock(now, std::nullopt).health != Health::bad);
}
