// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/letter_phrases.h"

#include <catch2/catch.hpp>

using namespace tallyd;

TEST_CASE("a list is found by any of its phrases, wherever it stands among the letters") {
  LetterPhrases phrases;
  const std::size_t assigns = phrases.add_list({U"assignauthority", U"assignsauthority"});
  const std::size_t refuses = phrases.add_list({U"notassignauthority", U"refuse"});
  const std::size_t empty = phrases.add_list({});

  const auto both = phrases.found_in(U"wedonotassignauthority");
  CHECK(both.test(assigns));
  CHECK(both.test(refuses));
  CHECK_FALSE(both.test(empty));
  const auto one = phrases.found_in(U"assignsauthorityto");
  CHECK(one.test(assigns));
  CHECK_FALSE(one.test(refuses));
  CHECK(phrases.found_in(U"assignsauthorit").none());
  CHECK(phrases.found_in(U"ref").none());
  CHECK(phrases.found_in(U"").none());
}

TEST_CASE("a phrase of few letters is found, too") {
  LetterPhrases phrases;
  const std::size_t agree = phrases.add_list({U"同意"});
  CHECK(phrases.found_in(U"我们同意").test(agree));
  CHECK(phrases.found_in(U"同意").test(agree));
  CHECK(phrases.found_in(U"我们同").none());
}
