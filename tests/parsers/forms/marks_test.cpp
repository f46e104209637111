// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/marks.h"

#include "catch2/catch.hpp"
#include "tests/parsers/forms/form.h"

namespace tallyd {
namespace {

/// The marks before the words of that line, as they stood.
std::vector<std::string> marks_before(const std::string& text) {
  Document document;
  document.blocks.emplace_back(test::paragraph(text));
  std::vector<std::string> marks;
  for (const Mark& mark : take_marks(lines_of(document).at(0), {}).before) {
    marks.push_back((mark.kind == MarkKind::full ? "full " : "empty ") + mark.seen);
  }
  return marks;
}

using Seen = std::vector<std::string>;

}  // namespace

TEST_CASE("brackets that a PDF names as they are seen are turned round in Arabic, and only there") {
  CHECK(marks_before("]X[ تخول لجنة الدراسات") == Seen{"full ]X["});
  CHECK(marks_before(")_( بدون تعليقات") == Seen{"empty )_("});
  CHECK(marks_before("][ لا تخول") == Seen{"empty ]["});
  CHECK(marks_before("[X] تخول") == Seen{"full [X]"});
  CHECK(marks_before(")1( تخول").empty());
  CHECK(marks_before("]X[ assigns authority").empty());
}

}  // namespace tallyd
