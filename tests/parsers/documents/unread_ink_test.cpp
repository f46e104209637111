// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/unread_ink.h"

#include <catch2/catch.hpp>

#include "parsers/documents/pix_pages.h"

namespace tallyd {
namespace {

constexpr int kHeight = 32;

/// A cell of a page at 300 dpi with two lines of print, which is recognised.
class InkPage {
 public:
  InkPage() : page_(pixCreate(1400, 700, 8)) {
    pixSetAll(page_.get());
    for (const int y : {260, 310}) {
      for (int x = 320; x < 900; x += 120) print(x, y);
    }
  }

  InkPage& line(int x1, int y1, int x2, int y2) {
    pixRenderLineArb(page_.get(), x1, y1, x2, y2, 4, 20, 20, 20);
    return *this;
  }
  InkPage& pale_line(int x1, int y1, int x2, int y2) {
    pixRenderLineArb(page_.get(), x1, y1, x2, y2, 2, 185, 185, 185);
    return *this;
  }
  /// Three strokes of a capital, 30 pixels high.
  InkPage& by_hand(int x, int y) {
    return line(x, y + 30, x, y).line(x, y, x + 20, y + 30).line(x + 20, y + 30, x + 20, y);
  }
  InkPage& recognised(const std::string& text, int x, int y) {
    words_.push_back({text, x, y, 40, kHeight, 90, 1});
    return *this;
  }
  InkPage& guessed(const std::string& text, int x, int y) {
    words_.push_back({text, x, y, 40, kHeight, 70, 1});
    return *this;
  }
  InkPage& recognised_in(const std::string& text, int x, int y, int width) {
    words_.push_back({text, x, y, width, kHeight, 90, 1});
    return *this;
  }
  InkPage& hole(int x, int y) {
    for (int dy = 0; dy < 60; dy += 2) line(x, y + dy, x + 60, y + dy);
    return *this;
  }

  bool unread(WordPlaces places = WordPlaces::exact) {
    return !unread_ink(page_.get(), area(), words_, boxes_, places).empty();
  }
  bool perhaps_over_words(WordPlaces places = WordPlaces::exact) {
    return !tallyd::perhaps_over_words(page_.get(), area(), words_, boxes_, places).empty();
  }
  bool over_lines() { return !ink_over_lines(page_.get(), area(), boxes_).empty(); }
  /// Its print is in another cell: a box, and what is written beside it.
  static InkPage of_box() {
    InkPage cell;
    pixSetAll(cell.page_.get());
    cell.words_.clear();
    cell.boxes_.emplace_back();
    cell.boxes_.back().area = {320, 260, 40, 40};
    return cell;
  }
  InkPage& recognised_of(const std::string& text, const Area& at) {
    words_.push_back({text, at.x, at.y, at.width, at.height, 90, 1});
    return *this;
  }
  std::vector<Area> take_strokes() {
    return tallyd::take_strokes(page_.get(), area(), boxes_, words_);
  }
  bool taken() {
    take_strokes();
    return words_.empty();
  }
  const std::vector<OcrWord>& words() const { return words_; }
  bool beside() { return has_ink_beside(page_.get(), area()); }
  std::vector<DrawnBox>& boxes() { return boxes_; }

 private:
  static Area area() { return {300, 240, 700, 300}; }
  /// Strokes as of letters.
  void print(int x, int y) {
    for (int i = 0; i < 90; i += 16) line(x + i, y, x + i, y + kHeight - 2);
    words_.push_back({"words", x - 2, y - 2, 94, kHeight, 92, y / 50});
  }

  PixPtr page_;
  std::vector<OcrWord> words_;
  std::vector<DrawnBox> boxes_;
};

}  // namespace

TEST_CASE("print that is recognised leaves no ink unread") {
  CHECK_FALSE(InkPage().unread());
  CHECK_FALSE(InkPage().over_lines());
  CHECK_FALSE(InkPage().beside());
}

TEST_CASE("what is written between the lines or behind the words is unread") {
  CHECK(InkPage().by_hand(910, 262).unread());
  CHECK(InkPage().by_hand(415, 290).unread());
}

TEST_CASE(
    "a last letter beyond the place of its word is none, a letter put behind a whole word is") {
  constexpr int kFive = 94;  // pixels: five letters
  CHECK_FALSE(InkPage().recognised_in("words4", 500, 420, kFive).by_hand(600, 422).unread());
  CHECK(InkPage().recognised_in("words", 500, 420, kFive).by_hand(600, 422).unread());
  CHECK(InkPage().recognised_in("words4", 500, 420, kFive).by_hand(600, 400).unread());
}

TEST_CASE("over words that are guessed, or that a stroke joins to other lines, may be a mark") {
  CHECK_FALSE(InkPage().perhaps_over_words());
  CHECK(InkPage().guessed("ef", 500, 420).perhaps_over_words());
  CHECK_FALSE(InkPage().guessed("O):", 500, 420).perhaps_over_words());
  CHECK(InkPage().line(330, 335, 375, 255).perhaps_over_words());
  CHECK_FALSE(InkPage().line(330, 300, 345, 255).perhaps_over_words());
  CHECK_FALSE(InkPage().guessed("ef", 500, 420).perhaps_over_words(WordPlaces::loose));
}

TEST_CASE("words may be underlined to mark them") {
  CHECK(InkPage().line(310, 296, 540, 297).perhaps_over_words());
  CHECK_FALSE(InkPage().line(310, 296, 370, 297).perhaps_over_words());
}

TEST_CASE("a line through words is unread ink, one below them is not") {
  CHECK(InkPage().line(310, 276, 540, 277).unread());
  CHECK_FALSE(InkPage().line(310, 296, 420, 296).unread());
  CHECK_FALSE(InkPage().line(310, 276, 540, 277).unread(WordPlaces::loose));
}

TEST_CASE("a long line through words is unread ink, though their letters hang below it") {
  CHECK(InkPage().line(310, 269, 540, 269).unread());
}

TEST_CASE(
    "a long line over the tops of words is unread ink, one that stands clear of them is not") {
  CHECK(InkPage().line(310, 261, 540, 261).unread());
  CHECK_FALSE(InkPage().line(310, 252, 540, 252).unread());
}

TEST_CASE("a thin pale line through words is unread ink") {
  CHECK(InkPage().pale_line(310, 276, 540, 277).unread());
  CHECK_FALSE(InkPage().pale_line(310, 296, 420, 296).unread());
}

TEST_CASE("a question mark is unread even where it is recognised") {
  CHECK(InkPage().recognised("?", 930, 260).unread());
  CHECK_FALSE(InkPage().recognised("text", 930, 260).unread());
}

TEST_CASE("a speck is no ink, nor is what is left of a box's mark") {
  CHECK_FALSE(InkPage().line(950, 400, 954, 402).unread());
  InkPage cell;
  cell.by_hand(330, 400);
  cell.boxes().push_back({});
  cell.boxes().back().area = {325, 396, 34, 34};
  CHECK_FALSE(cell.unread());
}

TEST_CASE("what is written over a cell's upper line or its side is found") {
  CHECK(InkPage().by_hand(500, 225).over_lines());
  CHECK(InkPage().by_hand(990, 400).over_lines());
  // Print above the line and below it, and a signature over the lower line.
  CHECK_FALSE(InkPage().by_hand(500, 200).over_lines());
  CHECK_FALSE(InkPage().by_hand(500, 525).over_lines());
}

TEST_CASE("a signature that runs out of the boxes' column is no words of it") {
  InkPage cell = InkPage::of_box();
  cell.line(800, 450, 1000, 455).line(1000, 455, 1040, 410).recognised_in("SWY", 800, 420, 190);
  const std::vector<Area> strokes = cell.take_strokes();
  REQUIRE(strokes.size() == 1);
  CHECK(strokes[0].x == 800);
  CHECK(cell.words().empty());
  InkPage beside = InkPage::of_box();
  beside.line(800, 450, 1000, 455).line(1000, 455, 1040, 410).recognised_in("SWY", 800, 420, 190);
  beside.by_hand(500, 400).recognised("No", 500, 400);
  CHECK(beside.take_strokes().empty());
  CHECK(beside.words().size() == 2);
}

TEST_CASE("what is left of a mark is no word of its cell, a word beside it is one") {
  CHECK(InkPage::of_box().recognised_of("r", {390, 250, 10, 10}).taken());
  CHECK_FALSE(InkPage::of_box().recognised_of("no", {390, 250, 40, 24}).taken());
  CHECK_FALSE(InkPage::of_box().recognised_of("r", {600, 250, 10, 10}).taken());
  CHECK_FALSE(InkPage().recognised_of("r", {390, 250, 10, 10}).taken());
}

TEST_CASE("what is written beside a row is found, a punched hole is not") {
  CHECK(InkPage().by_hand(1100, 300).by_hand(1140, 300).beside());
  CHECK(InkPage().by_hand(150, 300).by_hand(190, 300).beside());
  CHECK_FALSE(InkPage().hole(150, 300).beside());
  CHECK_FALSE(InkPage().by_hand(1100, 600).by_hand(1140, 600).beside());
}

}  // namespace tallyd
