// SPDX-License-Identifier: GPL-3.0-or-later
// Pages on which white alone parts the columns of a table.
#include "parsers/documents/open_table.h"

#include <catch2/catch.hpp>

#include "parsers/documents/grid.h"

namespace tallyd::test {
namespace {

constexpr int kWidth = 1600;
constexpr int kHeight = 1800;

/// A page of ink at 300 dpi, without its boxes, and where they stand.
class Page {
 public:
  Page() : ink_(pixCreate(kWidth, kHeight, 1)) {}

  /// Something like a line of words.
  Page& words(int x, int y, int count = 12) {
    for (int i = 0; i < count; ++i) {
      pixRenderLine(ink_.get(), x + i * 22, y + 4, x + i * 22, y + 34, 4, L_SET_PIXELS);
    }
    return *this;
  }
  Page& outline(int x, int y, int side) {
    boxes_.emplace_back();
    boxes_.back().area = {x, y, side, side};
    return *this;
  }
  Page& box(int x, int y) { return outline(x, y, 36).words(x + 60, y); }
  /// A draft's label of two lines, and its four options beside it.
  Page& row(int y, int label_at = 0) {
    words(100, y + label_at).words(100, y + label_at + 60);
    return box(600, y).box(660, y + 60).box(660, y + 120).box(600, y + 180);
  }

  std::vector<Grid> tables(OpenPage::Begins begins = OpenPage::Begins::anew,
                           OpenPage::Reads reads = OpenPage::Reads::rightwards) {
    return find_grids(open_table({ink_.get(), boxes_, reads, begins, rows_}));
  }
  Page& whole() {
    rows_ = OpenPage::Rows::whole;
    return *this;
  }
  Page& rounded(const std::vector<std::size_t>& which) {
    for (const std::size_t i : which) boxes_.at(i).round = true;
    return *this;
  }
  /// Pairs of round ones.
  Page& bracketed() {
    for (DrawnBox& box : boxes_) box.bracketed = box.round = true;
    return *this;
  }
  Page& drawn(std::size_t i) {
    boxes_.at(i).bracketed = false;
    return *this;
  }
  Page& mirrored() {
    pixFlipLR(ink_.get(), ink_.get());
    for (DrawnBox& box : boxes_) box.area.x = kWidth - box.area.right();
    return *this;
  }

 private:
  PixPtr ink_;
  std::vector<DrawnBox> boxes_;
  OpenPage::Rows rows_ = OpenPage::Rows::alike;
};

Page two_rows() {
  Page page;
  page.words(100, 200, 50).row(400).row(660).words(100, 1000, 30);
  return page;
}

}  // namespace

TEST_CASE("labels beside boxes with nothing but white between are a table's rows") {
  const std::vector<Grid> tables = two_rows().tables();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].columns() == 2);
  CHECK(tables[0].rows() == 2);
  CHECK(tables[0].area.y < 404);
  CHECK(tables[0].area.y > 240);
  CHECK(tables[0].area.bottom() > 874);
  CHECK(tables[0].area.bottom() < 1004);
}

TEST_CASE("a row begins above its words where its box reaches up to those of the row before") {
  Page page;
  page.words(100, 200, 50);
  for (const int y : {400, 648}) {
    page.words(100, y).words(100, y + 60).outline(600, y - 12, 60).words(690, y);
    page.box(660, y + 60).box(660, y + 120).outline(600, y + 168, 60).words(690, y + 180);
    page.words(690, y + 200);
  }
  const std::vector<Grid> tables = page.words(100, 1100, 30).tables();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows() == 2);
}

TEST_CASE("where text runs leftwards an open table has its labels on the right") {
  const auto tables =
      two_rows().mirrored().tables(OpenPage::Begins::anew, OpenPage::Reads::leftwards);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows() == 2);
  CHECK(tables[0].xs[1] > kWidth - 600);
}

TEST_CASE("labels in the middle of their options part no rows") {
  CHECK(Page().row(400, 60).row(660, 60).tables().empty());
  CHECK(Page().row(400, 180).row(720, 180).tables().empty());
}

TEST_CASE("rows with different numbers of boxes are no open table") {
  CHECK(Page().row(400).row(660).box(600, 900).row(960).tables().empty());
}

TEST_CASE("words that run from one column into the other leave no open table") {
  CHECK(two_rows().words(100, 640, 50).tables().empty());
}

TEST_CASE("headings above their options are no column of labels") {
  Page page;
  page.words(100, 340).box(130, 400).box(160, 460).box(160, 520).box(130, 580);
  page.words(100, 700).box(130, 760).box(160, 820).box(160, 880).box(130, 940);
  CHECK(page.tables().empty());
}

TEST_CASE("a box in a sentence is none of an open table's row") {
  CHECK(two_rows().box(920, 660).tables().size() == 1);
}

TEST_CASE("a circle that the words speak of may begin one of their lines") {
  Page page;
  page.row(400).words(100, 660).words(100, 720).box(600, 660).box(600, 720).box(660, 780);
  page.box(660, 840).box(600, 900);
  CHECK(page.tables().empty());
  CHECK(page.rounded({1, 2, 5, 6, 7}).tables().size() == 1);
}

TEST_CASE("where all options have squares, too, a circle may begin a line of words") {
  Page page;
  page.row(400).words(100, 660).words(100, 720).box(600, 660).box(600, 720).box(660, 780);
  page.box(660, 840).box(600, 900);
  CHECK(page.rounded({5}).tables().size() == 1);
}

TEST_CASE("where brackets begin the options, a circle may begin a line of words") {
  Page page;
  page.row(400).words(100, 660).words(100, 720).box(600, 660).box(600, 720).box(660, 780);
  page.box(660, 840).box(600, 900).bracketed();
  CHECK(page.tables().empty());
  CHECK(page.drawn(5).tables().size() == 1);
}

TEST_CASE("a circle in the column of brackets that stands apart from all words is an option's") {
  Page page;
  page.words(100, 400).words(100, 460).words(100, 660).words(100, 720);
  for (const int y : {400, 460, 520, 580, 660, 720, 780, 840}) {
    page.outline(600, y, 36).words(700, y);
  }
  page.bracketed().drawn(1).drawn(2);
  CHECK(page.tables().size() == 1);
}

TEST_CASE("rows that are to be whole lack none of their boxes, the last one neither") {
  Page page;
  page.words(100, 400).words(100, 460).box(600, 400).box(660, 460).box(660, 520);
  page.words(100, 660).words(100, 720).box(600, 660).box(660, 720).box(660, 780);
  CHECK(page.tables().size() == 1);
  CHECK(page.whole().tables().empty());
  CHECK(two_rows().whole().tables().size() == 1);
}

TEST_CASE("an emblem above the boxes is none of their column") {
  CHECK(two_rows().outline(580, 20, 58).tables().size() == 1);
}

TEST_CASE("a row goes on at the top of a page only where an open table stood before") {
  Page page;
  page.box(660, 200).box(600, 260).row(460);
  CHECK(page.tables().empty());
  const std::vector<Grid> tables = page.tables(OpenPage::Begins::within_row);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows() == 2);
  CHECK(tables[0].area.y < 204);
}

TEST_CASE("the end of a row goes on at the top of a page without any label") {
  Page page;
  page.words(600, 140).box(660, 200).box(600, 260).words(100, 500);
  CHECK(page.tables().empty());
  const std::vector<Grid> tables = page.tables(OpenPage::Begins::within_row);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows() == 1);
  CHECK(tables[0].columns() == 2);
  CHECK(tables[0].xs[1] < 600);
  CHECK(tables[0].area.y < 144);
  CHECK(tables[0].area.bottom() < 504);
  CHECK(Page().box(600, 260).tables(OpenPage::Begins::within_row).size() == 1);
}

TEST_CASE("the end of a label may stand beside the end of its options") {
  Page page;
  page.words(100, 140).words(600, 140).box(660, 200).box(600, 260).row(460);
  const std::vector<Grid> tables = page.tables(OpenPage::Begins::within_row);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows() == 2);
  CHECK(tables[0].area.y < 144);
}

TEST_CASE("the end of a label may stand beside the first box of a page") {
  Page page;
  page.words(100, 200).box(660, 200).box(600, 260).row(460).row(720);
  CHECK(page.tables().empty());
  page.words(600, 140);
  const std::vector<Grid> tables = page.tables(OpenPage::Begins::within_row);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows() == 3);
}

TEST_CASE("a line over both columns is no end of a row") {
  Page page;
  page.words(100, 140, 40).box(660, 200).box(600, 260).row(460);
  const std::vector<Grid> tables = page.tables(OpenPage::Begins::within_row);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].area.y > 174);
}

TEST_CASE("below the end of a row the others have as many boxes as ever") {
  Page page;
  page.box(660, 200).box(600, 260).row(460).row(720).box(600, 960);
  CHECK(page.tables(OpenPage::Begins::within_row).empty());
}

}  // namespace tallyd::test
