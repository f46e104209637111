// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/misread_names.h"

#include <catch2/catch.hpp>

namespace tallyd {
namespace {

std::string restored(const std::string& text, const std::vector<std::string>& designations) {
  std::vector<Consultation> consultations(1);
  for (const std::string& each : designations) {
    consultations[0].drafts.emplace_back();
    consultations[0].drafts.back().designation = each;
  }
  std::vector<Line> lines(1);
  for (const char c : text) lines[0].glyphs.push_back({static_cast<char32_t>(c), {}, nullptr});
  restore_designations(consultations, lines);
  return text_of(lines[0]);
}

}  // namespace

TEST_CASE("letters that were read in place of a draft's digits are put right") {
  CHECK(restored("ITU-T X.l2l4 (ex X.samtn)", {"X.1214", "X.1331"}) == "ITU-T X.1214 (ex X.samtn)");
  CHECK(restored("ITU-T G.lO28.2", {"G.1028.2"}) == "ITU-T G.1028.2");
}

TEST_CASE("a digit that was read in place of the series' letter is put right") {
  CHECK(restored("ITU-T 0.3913 (ex", {"Q.3913"}) == "ITU-T Q.3913 (ex");
}

TEST_CASE("where two drafts may be meant a designation stays as it was read") {
  CHECK(restored("ITU-T 0.3913", {"Q.3913", "O.3913"}) == "ITU-T 0.3913");
}

TEST_CASE("no digit is taken for another, nor a letter of a series for another") {
  CHECK(restored("X.1274 D.3913 X.12l45 X.l2l4.1", {"X.1214", "Q.3913"}) ==
        "X.1274 D.3913 X.12l45 X.l2l4.1");
}

TEST_CASE("a designation of which hardly a digit is left stays as it was read") {
  CHECK(restored("X.lZl8", {"X.1218"}) == "X.lZl8");
}

}  // namespace tallyd
