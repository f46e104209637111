// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/letter_shapes.h"

#include <catch2/catch.hpp>

#include "parsers/forms/option.h"
#include "tests/parsers/forms/form.h"

namespace tallyd {

TEST_CASE("letters that only dots tell apart are one without them") {
  CHECK(without_dots(U"تغبير") == without_dots(U"تغيير"));
  CHECK(without_dots(U"اقنراحات") == without_dots(U"اقتراحات"));
  CHECK(without_dots(U"لم") != without_dots(U"لن"));
  CHECK(without_dots(U"comments") == U"comments");
}

TEST_CASE(
    "the end of an Arabic option whose dots were misread is of the form, and other words not") {
  const test::FormFixture fixture;
  const Languages languages(fixture.asked.phrases);
  CHECK(is_of_the_form(U"اواقنراحاتتغبير", languages));
  CHECK_FALSE(is_of_the_form(U"اواقتراحاتتغييرلاتقبل", languages));
  CHECK_FALSE(is_of_the_form(U"باستثناءالفقرة", languages));
}

}  // namespace tallyd
