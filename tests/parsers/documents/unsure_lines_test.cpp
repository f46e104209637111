// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/unsure_lines.h"

#include <catch2/catch.hpp>

namespace tallyd::test {
namespace {

struct Read {
  const char* text;
  float confidence = 90;
  int x = 0;
};

std::vector<OcrWord> line(std::initializer_list<Read> words) {
  std::vector<OcrWord> all;
  for (const Read& word : words) all.push_back({word.text, word.x, 0, 80, 90, word.confidence});
  return all;
}

}  // namespace

TEST_CASE("a reading that leaves words out is no better than one that has them") {
  CHECK(letters_read(line({{"اختر"}, {"أحد"}})) > letters_read(line({{"اختر", 93}})));
  CHECK(letters_read(line({{"اختر", 20}, {"أحد"}})) < letters_read(line({{"أحد"}})));
}

TEST_CASE("a line is unsure where a word was guessed that is no number") {
  CHECK(is_unsure(line({{"اختر"}, {"حد", 40}})));
  CHECK_FALSE(is_unsure(line({{"اختر"}, {"17", 40}})));
}

TEST_CASE("another reading keeps the numbers that were read with certainty") {
  CHECK(have_same_numbers(line({{"لجنة", 20}, {"17"}}), line({{"لجنة"}, {"17"}})));
  CHECK_FALSE(have_same_numbers(line({{"لجنة", 20}, {"17"}}), line({{"لجنة"}, {"12"}})));
  CHECK(have_same_numbers(line({{"لجنة", 20}, {"83", 0}}), line({{"لجنة"}, {"2"}})));
}

TEST_CASE("another reading brings no number in that may be a designation's") {
  CHECK_FALSE(have_same_numbers(line({{"النص", 20}, {"1214", 10}}), line({{"النص"}, {"1274"}})));
  CHECK_FALSE(have_same_numbers(line({{"النص", 20}}), line({{"النص"}, {"1274"}})));
}

TEST_CASE("a circle that was read as a nought is no number") {
  CHECK(have_same_numbers(line({{"الخيارين", 20}, {"0):"}}), line({{"الخيارين"}, {"©):"}})));
}

TEST_CASE("words that were read without a search for the line stay in order, and in the line") {
  std::vector<OcrWord> words = line({{"c", 90, 100}, {"b", 90, 300}, {"a", 90, 250}});
  put_in_order(words, {90, 12, 400, 36});
  CHECK(words[0].text + words[1].text + words[2].text == "cba");
  CHECK(words[1].x < words[2].x);
  CHECK(words[2].y == 12);
  CHECK(words[2].height == 36);
}

TEST_CASE("words that were read from the right stand from the left afterwards") {
  std::vector<OcrWord> words = line({{"a", 90, 300}, {"b", 90, 200}});
  put_in_order(words, {90, 12, 400, 36});
  CHECK(words[0].text == "b");
}

}  // namespace tallyd::test
