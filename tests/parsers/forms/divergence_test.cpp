// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/divergence.h"

#include <catch2/catch.hpp>

namespace tallyd {

TEST_CASE("a word that was put into a wording is one difference, letters shared or not") {
  CHECK(divergence(U"assignsnotauthority", U"assignsauthority").put_in == U"not");
  CHECK(divergence(U"authoritynottostudy", U"authoritytostudy").put_in == U"not");
  CHECK(divergence(U"doesassignauthority", U"doesnotassignauthority").left_out == U"not");
  CHECK(divergence(U"授权不第研究组", U"授权第研究组").put_in == U"不");
}

TEST_CASE("letters that were misread here and there are no words") {
  const Divergence misread =
      divergence(U"asslgnsauthorltytostudvgroup", U"assignsauthoritytostudygroup");
  CHECK(misread.put_in.empty());
  CHECK(misread.left_out.empty());
  CHECK(divergence(U"cornrnentsareattached", U"commentsareattached").put_in.size() <= 2);
}

TEST_CASE("a wording is like itself, and all of it is put into nothing") {
  CHECK(divergence(U"assigns", U"assigns").put_in.empty());
  CHECK(divergence(U"assigns", U"assigns").left_out.empty());
  CHECK(divergence(U"assigns", U"").put_in == U"assigns");
  CHECK(divergence(U"", U"assigns").left_out == U"assigns");
}

}  // namespace tallyd
