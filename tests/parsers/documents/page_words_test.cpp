// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/page_words.h"

#include <catch2/catch.hpp>

namespace tallyd::test {
namespace {

bool is_print(const std::string& text, float confidence) {
  OcrWord word;
  word.text = text;
  word.x = 98;
  word.y = 100;
  word.width = 40;
  word.height = 40;
  word.confidence = confidence;
  return is_within_word({100, 102, 36, 36}, {word});
}

}  // namespace

TEST_CASE("an ideograph that is read with certainty over a box's place is print") {
  CHECK(is_print("可", 92));
  CHECK_FALSE(is_print("可", 60));
}

TEST_CASE("an ideograph that a box with a mark looks like is no print") {
  for (const char* text : {"区", "図", "口", "团", "x", "☒"}) CHECK_FALSE(is_print(text, 95));
}

TEST_CASE("a part of an ideograph is print, an ideograph of a box's own size may be its mark") {
  const auto is_part = [](const char* text, int y, int height, float confidence) {
    const OcrWord word{text, 95, y, 62, height, confidence, 0};
    return is_part_of_ideograph({100, 115, 27, 27}, {word});
  };
  CHECK(is_part("意", 100, 60, 92));
  CHECK_FALSE(is_part("意", 100, 60, 60));
  CHECK_FALSE(is_part("区", 100, 60, 92));
  CHECK_FALSE(is_part("又", 112, 34, 92));
  CHECK_FALSE(is_part("意", 60, 60, 92));  // of the line above
}

TEST_CASE("what stands half in one word and half in the next is print") {
  const auto word = [](int x, int width, float confidence) {
    return OcrWord{"words", x, 100, width, 40, confidence, 0};
  };
  const Area box{200, 102, 40, 36};
  CHECK(is_between_words(box, {word(100, 112, 92), word(226, 90, 92)}));
  CHECK_FALSE(is_between_words(box, {word(100, 112, 60), word(226, 90, 92)}));
  CHECK_FALSE(is_between_words(box, {word(226, 90, 92)}));
  CHECK_FALSE(is_between_words(box, {word(100, 90, 92), word(250, 90, 92)}));
}

TEST_CASE("a line that was read without a search for it begins and ends with a word") {
  const auto texts = [](std::initializer_list<const char*> words) {
    std::vector<OcrWord> line;
    for (const char* text : words)
      line.push_back({text, 1000 - 50 * static_cast<int>(line.size()), 0, 40, 40});
    trim_to_letters(line);
    std::string all;
    for (const OcrWord& word : line) all += word.text + " ";
    return all;
  };
  CHECK(texts({"000", "التعليقات", "17", "مرفقة", "-"}) == "مرفقة 17 التعليقات ");
  CHECK(texts({"000", "-"}).empty());
}

TEST_CASE("the shadow along a page's edge is no line that tells its script") {
  PagePicture page;
  page.ink.reset(pixCreate(1200, 900, 1));
  const auto draw = [&page](const Area& a) {
    pixRasterop(page.ink.get(), a.x, a.y, a.width, a.height, PIX_SET, nullptr, 0, 0);
  };
  draw({10, 860, 1180, 30});
  CHECK(sample_lines(page).size() == 1);
  draw({200, 400, 700, 30});
  REQUIRE(sample_lines(page).size() == 1);
  CHECK(sample_lines(page).front().y < 400);
}

TEST_CASE("lines of text are longer than what joins across them") {
  PagePicture page;
  page.ink.reset(pixCreate(1200, 1200, 1));
  for (int y = 100; y < 1100; y += 60) {
    for (int x = 100; x < 1000; x += 20)
      pixRasterop(page.ink.get(), x, y, 12, 30, PIX_SET, nullptr, 0, 0);
  }
  PagePicture turned;
  turned.ink.reset(pixRotateOrth(page.ink.get(), 1));
  CHECK(length_of_lines(page) > 2 * length_of_lines(turned));
}

TEST_CASE("initials before a Latin name are no Arabic words") {
  const auto word = [](const char* text, int x, float confidence) {
    return OcrWord{text, x, 30, 40, 40, confidence, 0};
  };
  std::vector<OcrWord> words{word("لم", 50, 48), word(".711", 100, 52), word("0121", 150, 59)};
  merge_latin(words, {word("A.", 50, 86), word("N.", 100, 86), word("Other", 150, 97)}, 60);
  CHECK(words.at(0).text + words.at(1).text + words.at(2).text == "A.N.Other");
}

TEST_CASE("an Arabic word that looks like an initial stays where no Latin name follows") {
  const auto word = [](const char* text, int x, float confidence) {
    return OcrWord{text, x, 30, 40, 40, confidence, 0};
  };
  std::vector<OcrWord> words{word("لم", 50, 48), word("يوقع", 100, 92)};
  merge_latin(words, {word("A.", 50, 86)}, 60);
  CHECK(words.at(0).text == "لم");
}

}  // namespace tallyd::test
