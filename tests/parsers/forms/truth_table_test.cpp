// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/truth_table.h"

#include "catch2/catch.hpp"

/// One test for each row of the table in docs/reading.md.
namespace tallyd {
namespace {

constexpr Sign kMarked = Sign::marked;
constexpr Sign kLeft = Sign::left;
constexpr Sign kRemoved = Sign::removed;

RowMeaning clear(Authority authority, Comments comments) { return {authority, comments, {}}; }

/// What a row means whose four options are as given, in the order of the form's row.
RowMeaning row(Sign assigns, Sign no_comments, Sign comments_attached, Sign refuses) {
  return meaning_of({assigns, refuses, no_comments, comments_attached});
}

}  // namespace

TEST_CASE("the upper box and the first circle assign authority without comments") {
  CHECK(row(kMarked, kMarked, kLeft, kLeft) == clear(Authority::assigned, Comments::none));
}

TEST_CASE("the upper box and the second circle assign authority with comments") {
  CHECK(row(kMarked, kLeft, kMarked, kLeft) == clear(Authority::assigned, Comments::attached));
}

TEST_CASE("the upper box alone leaves comments unspecified") {
  CHECK(row(kMarked, kLeft, kLeft, kLeft) == clear(Authority::assigned, Comments::unspecified));
}

TEST_CASE("a circle alone assigns authority, for the options on comments belong to that") {
  CHECK(row(kLeft, kMarked, kLeft, kLeft) == clear(Authority::assigned, Comments::none));
  CHECK(row(kLeft, kLeft, kMarked, kLeft) == clear(Authority::assigned, Comments::attached));
}

TEST_CASE("the lower box does not assign authority") {
  CHECK(row(kLeft, kLeft, kLeft, kMarked) == clear(Authority::not_assigned, Comments::unspecified));
}

TEST_CASE("nothing marked is no decision and no doubt of the row") {
  CHECK(row(kLeft, kLeft, kLeft, kLeft) == clear(Authority::none, Comments::none));
}

TEST_CASE("both boxes contradict each other") {
  CHECK(row(kMarked, kLeft, kLeft, kMarked).doubt == "both_boxes_checked");
  CHECK(row(kMarked, kMarked, kLeft, kMarked).authority == Authority::conflict);
}

TEST_CASE("both circles contradict each other, but not the box") {
  const RowMeaning meaning = row(kMarked, kMarked, kMarked, kLeft);
  CHECK(meaning.doubt == "both_circles_marked");
  CHECK(meaning.authority == Authority::assigned);
}

TEST_CASE("the lower box with a circle is a doubt") {
  CHECK(row(kLeft, kMarked, kLeft, kMarked).doubt == "circle_without_authority");
  CHECK(row(kLeft, kLeft, kMarked, kMarked).doubt == "circle_without_authority");
}

TEST_CASE("an option that is taken out leaves the other") {
  CHECK(row(kLeft, kLeft, kLeft, kRemoved) == clear(Authority::assigned, Comments::unspecified));
  CHECK(row(kRemoved, kRemoved, kRemoved, kLeft) ==
        clear(Authority::not_assigned, Comments::unspecified));
  CHECK(row(kLeft, kLeft, kRemoved, kRemoved) == clear(Authority::assigned, Comments::none));
  CHECK(row(kLeft, kRemoved, kLeft, kRemoved) == clear(Authority::assigned, Comments::attached));
}

TEST_CASE("both options taken out leave nothing") {
  CHECK(row(kRemoved, kLeft, kLeft, kRemoved).doubt == "both_boxes_removed");
}

TEST_CASE("a circle's option taken out says nothing of authority") {
  CHECK(row(kLeft, kLeft, kRemoved, kLeft).doubt == "only_circle_removed");
}

TEST_CASE("a mark that cannot be told makes the row a doubt, whatever else is marked") {
  for (const Sign other : {kLeft, kMarked, kRemoved}) {
    CHECK(row(Sign::unclear, other, kLeft, kLeft).doubt == "unclear_mark");
    CHECK(row(other, kLeft, kLeft, Sign::unclear).doubt == "unclear_mark");
  }
}

TEST_CASE("no combination of signs assigns and refuses at once without a doubt") {
  constexpr Sign kAll[] = {kLeft, kMarked, kRemoved, Sign::unclear};
  int certain = 0;
  for (const Sign assigns : kAll) {
    for (const Sign refuses : kAll) {
      const RowMeaning meaning = row(assigns, kLeft, kLeft, refuses);
      if (!meaning.doubt.empty() || meaning.authority == Authority::none) continue;
      ++certain;
      const bool for_it = assigns == kMarked || refuses == kRemoved;
      const bool against = refuses == kMarked || assigns == kRemoved;
      CHECK(for_it != against);
      CHECK((meaning.authority == Authority::assigned) == for_it);
    }
  }
  CHECK(certain >= 4);
}

}  // namespace tallyd
