// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "daemon/replay/differences.h"
#include "parsers/reading_json.h"

using namespace tallyd;

namespace {

Reading kenyan() {
  Reading reading;
  reading.kind = Kind::reply;
  reading.circular = "TSB Circular 53";
  reading.administration = "KEN";
  reading.decisions = {{"X.1214", Authority::assigned, Comments::none, "box 1"}};
  return reading;
}
ReplyRecord recorded(const Reading& reading) {
  ReplyRecord reply;
  reply.circular = reading.circular;
  reply.administration = reading.administration;
  reply.decisions = reading.decisions;
  reply.reading = to_json(reading);
  return reply;
}

}  // namespace

TEST_CASE("a message that is read as before differs in nothing, better evidence or not") {
  Reading now = kenyan();
  now.decisions[0].evidence = "box 1 checked in table 2";
  CHECK(differences_of(recorded(kenyan()), now).empty());
}

TEST_CASE("what is read otherwise is named with what is recorded") {
  Reading now = kenyan();
  now.decisions[0].authority = Authority::not_assigned;
  now.decisions.push_back({"X.1331", Authority::assigned, Comments::none, ""});
  now.doubts = {{"late_mark", "X.1214", "whatever"}};
  const std::vector<Difference> expected = {{"authority", "X.1214", "assigned", "not_assigned"},
                                            {"authority", "X.1331", "", "assigned"},
                                            {"comments", "X.1331", "", "none"},
                                            {"doubts", "", "", "late_mark X.1214"}};
  CHECK(differences_of(recorded(kenyan()), now) == expected);
}

TEST_CASE("what a person decided since is no difference") {
  ReplyRecord reply = recorded(kenyan());
  reply.administration = "UGA";
  reply.outcome = Outcome::rejected;
  CHECK(differences_of(reply, kenyan()).empty());
}

TEST_CASE("a message that is no reply any more differs") {
  CHECK(differences_of(recorded(kenyan()), Reading{}).front() ==
        Difference{"kind", "", "reply", "other"});
}
