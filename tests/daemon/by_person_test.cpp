// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/by_person.h"

#include <catch2/catch.hpp>

using namespace tallyd;

TEST_CASE("what a person decides is told from what comes by mail and what time brings about") {
  CHECK(is_of_a_person(EventKind::review_resolved));
  CHECK(is_of_a_person(EventKind::decision_withdrawn));
  CHECK_FALSE(is_of_a_person(EventKind::reply_received));
  CHECK_FALSE(is_of_a_person(EventKind::message_removed));
}

TEST_CASE("the service knows every kind of event that the ledger may hold") {
  constexpr int kLast = static_cast<int>(EventKind::message_removed);
  int of_persons = 0;
  for (int kind = 0; kind <= kLast; ++kind) {
    of_persons += is_of_a_person(static_cast<EventKind>(kind)) ? 1 : 0;
  }
  CHECK(of_persons == 5);
}
