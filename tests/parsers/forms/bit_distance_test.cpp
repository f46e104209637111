// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/bit_distance.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace tallyd;

namespace {

/// The same, one letter at a time (Sellers 1980).
std::optional<Nearest> slowly(std::u32string_view text, std::u32string_view phrase,
                              std::size_t most, Start start) {
  std::vector<std::size_t> cost(phrase.size() + 1);
  for (std::size_t i = 0; i <= phrase.size(); ++i) cost[i] = i;
  std::optional<Nearest> best;
  for (std::size_t j = 0; j <= text.size(); ++j) {
    if (j > 0) {
      std::size_t diagonal = cost[0];
      cost[0] = start == Start::anywhere ? 0 : j;
      for (std::size_t i = 1; i <= phrase.size(); ++i) {
        const std::size_t replaced = diagonal + (text[j - 1] == phrase[i - 1] ? 0 : 1);
        diagonal = cost[i];
        cost[i] = std::min({replaced, cost[i] + 1, cost[i - 1] + 1});
      }
    }
    if (cost.back() <= most && (!best || cost.back() < best->cost)) best = {j, cost.back()};
  }
  return best;
}

/// Of few different letters, so that much is alike.
std::u32string some_letters(std::mt19937& random, std::size_t count) {
  std::u32string text;
  for (std::size_t i = 0; i < count; ++i) text += U"aabcdж中ع"[random() % 8];
  return text;
}

/// A phrase with some letters changed, lost or doubled.
std::u32string misprinted(std::u32string text, std::mt19937& random, std::size_t mistakes) {
  for (; mistakes > 0 && !text.empty(); --mistakes) {
    const std::size_t at = random() % text.size();
    if (random() % 3 == 0) {
      text.erase(at, 1);
    } else if (random() % 2 == 0) {
      text.insert(at, 1, U'x');
    } else {
      text[at] = U'y';
    }
  }
  return text;
}

bool same(const std::optional<Nearest>& one, const std::optional<Nearest>& other) {
  if (!one || !other) return one.has_value() == other.has_value();
  return one->end == other->end && one->cost == other->cost;
}

}  // namespace

TEST_CASE("many letters at once give the distance that one letter at a time gives") {
  std::mt19937 random(7);
  int near = 0;
  int differ = 0;
  for (int i = 0; i < 6000; ++i) {
    const std::u32string phrase = some_letters(random, 1 + random() % 150);
    const std::size_t most = random() % (phrase.size() / 3 + 2);
    const std::u32string print = misprinted(phrase, random, random() % (most + 3));
    std::u32string text = some_letters(random, random() % 2 * (random() % 9));
    text += print;
    text += some_letters(random, random() % 30);
    for (const Start start : {Start::at_beginning, Start::anywhere}) {
      const auto found = nearest(text, phrase, most, start);
      near += found.has_value() ? 1 : 0;
      differ += same(found, slowly(text, phrase, most, start)) ? 0 : 1;
    }
  }
  CHECK(differ == 0);
  CHECK(near > 3000);
  CHECK(near < 11000);
}

TEST_CASE("a phrase of exactly one and of two words of bits is compared to its last letter") {
  for (const std::size_t letters : {63U, 64U, 65U, 128U, 129U}) {
    std::u32string text(letters, U'a');
    const std::u32string phrase = text.substr(1) + U'b';
    CHECK(nearest(text, phrase, 1, Start::at_beginning)->cost == 1);
    CHECK_FALSE(nearest(text, phrase, 0, Start::at_beginning));
    CHECK(nearest(text + U"b", phrase, 0, Start::anywhere)->end == letters + 1);
  }
}

TEST_CASE("an empty text is as far from a phrase as the phrase is long") {
  CHECK(nearest(U"", U"abc", 3, Start::at_beginning)->cost == 3);
  CHECK_FALSE(nearest(U"", U"abc", 2, Start::anywhere));
}
