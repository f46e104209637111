// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/scan_text.h"

#include <catch2/catch.hpp>

namespace tallyd::test {
namespace {

/// Marks that are lost where a marked box stands between these two words.
int lost_between(const std::string& left, const std::string& right) {
  const std::vector<OcrWord> words{{left, 100, 100, 80, 40, 95, 0},
                                   {right, 222, 100, 160, 40, 95, 0}};
  DrawnBox box;
  box.area = {183, 102, 36, 36};
  box.state = Checkbox::State::checked;
  return paragraphs_of(words, {box}, {}).lost_marks;
}

}  // namespace

TEST_CASE("what looks like a marked box between two ideographs is one of them") {
  CHECK(lost_between("请在", "个方框") == 0);
}

TEST_CASE("a marked box in a sentence of letters is a mark that is lost") {
  CHECK(lost_between("select", "boxes") == 1);
  CHECK(lost_between("在", "boxes") == 1);
}

}  // namespace tallyd::test
