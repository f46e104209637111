// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/progress_line.h"

#include <catch2/catch.hpp>

using namespace tallyd;
using std::chrono::milliseconds;

TEST_CASE("progress says how many of how many, how fast, and how long it will take") {
  CHECK(progress_text("read", 37, 194, milliseconds{3000}, 80) ==
        "read: 37 of 194, 12 a second, 13 s left");
  CHECK(progress_text("read", 5, 0, milliseconds{2000}, 80) == "read: 5, 2.5 a second");
  CHECK(progress_text("read", 194, 194, milliseconds{1000}, 80) ==
        "read: 194 of 194, 194 a second");
  CHECK(progress_text("read", 1, 3, milliseconds{0}, 80) == "read: 1 of 3");
}

TEST_CASE("progress never fills the line") {
  CHECK(progress_text("read", 37, 194, milliseconds{3000}, 12) == "read: 37 of…");
}
