// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/letter_pairs.h"

#include <random>
#include <string>

#include <catch2/catch.hpp>

#include "parsers/forms/bit_distance.h"

using namespace tallyd;

TEST_CASE("pairs of letters never deny a phrase that stands in the text with its mistakes") {
  std::mt19937 random(11);
  int held = 0;
  int denied = 0;
  for (int i = 0; i < 5000; ++i) {
    std::u32string phrase;
    for (std::size_t n = 2 + random() % 60; n > 0; --n) phrase += U"abcdefghж中"[random() % 10];
    std::u32string text = phrase;
    for (std::size_t n = random() % 12; n > 0 && !text.empty(); --n) {
      text[random() % text.size()] = U'x';
      if (random() % 2 == 0) text.erase(random() % text.size(), 1);
    }
    text.insert(0, U"zz");
    text += U"yy";
    const std::size_t most = phrase.size() / 5;
    const bool may = LetterPairs(text).may_hold(phrase, most);
    CHECK(LetterPairs(text).may_hold(LetterPairs::places_of(phrase), most) == may);
    if (nearest(text, phrase, most, Start::anywhere)) {
      ++held;
      CHECK(may);
    }
    denied += may ? 0 : 1;
  }
  CHECK(held > 1000);
  CHECK(denied > 500);
}
