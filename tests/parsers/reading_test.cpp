// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/reading.h"

#include <catch2/catch.hpp>

using namespace tallyd;

namespace {

Reading a_reply(Authority authority) {
  Reading reading;
  reading.kind = Kind::reply;
  reading.circular = "TSB Circular 53";
  reading.decisions = {{"X.1214", authority, Comments::none, ""}};
  return reading;
}

}  // namespace

TEST_CASE("a reply that decides nothing is not certain") {
  CHECK(is_certain(a_reply(Authority::assigned)));
  CHECK_FALSE(is_certain(a_reply(Authority::none)));
  CHECK_FALSE(is_certain(a_reply(Authority::conflict)));
}

TEST_CASE("one doubt makes a reading uncertain") {
  Reading reading = a_reply(Authority::assigned);
  reading.doubts.push_back({"both_boxes_checked", "X.1214", "both boxes are checked for X.1214"});
  CHECK_FALSE(is_certain(reading));
}
