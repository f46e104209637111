// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/running_head.h"

#include <catch2/catch.hpp>

namespace tallyd {
namespace {

OcrWord word(const std::string& text, int x, int y) { return {text, x, y, 100, 40, 100, 0}; }

}  // namespace

TEST_CASE("what stands at the top of the first page, too, is a page's head") {
  const std::vector<OcrWord> first{word("11/27/26,", 80, 60), word("Reply", 900, 60),
                                   word("ANNEX", 80, 130), word("attached", 700, 180)};
  CHECK(
      running_head({word("11/27/26,", 80, 61), word("Reply", 900, 60), word("No", 700, 130)}, first)
          .size() == 2);
  CHECK(running_head({word("Reply", 700, 60)}, first).empty());
  CHECK(running_head({word("Reply", 900, 60), word("X", 700, 62)}, first).empty());
  CHECK(running_head({word("No", 700, 130), word("attached", 700, 180)}, first).empty());
}

}  // namespace tallyd
