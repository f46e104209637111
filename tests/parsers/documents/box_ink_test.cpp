// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/box_ink.h"

#include <catch2/catch.hpp>

namespace tallyd::test {
namespace {

/// The states of boxes of one kind with this much of the paler ink within, and no other.
std::string states_of(const std::vector<double>& faint) {
  std::vector<DrawnBox> boxes(faint.size());
  std::vector<DrawnBox*> all;
  for (std::size_t i = 0; i < faint.size(); ++i) {
    boxes[i].area = {0, 0, 36, 36};
    boxes[i].faint = faint[i];
    all.push_back(&boxes[i]);
  }
  decide_states(all);
  std::string states;
  for (const DrawnBox& box : boxes) states += box.state == Checkbox::State::empty ? '0' : '?';
  return states;
}

}  // namespace

TEST_CASE(
    "boxes that are all as blurred are empty, and one with a pale mark among them is unclear") {
  CHECK(states_of({0.30, 0.33, 0.40, 0.29}) == "0000");
  CHECK(states_of({0.30, 0.33, 0.62, 0.29}) == "00?0");
}

TEST_CASE("pale marks in two boxes of two are no blur") { CHECK(states_of({0.35, 0.36}) == "??"); }

}  // namespace tallyd::test
