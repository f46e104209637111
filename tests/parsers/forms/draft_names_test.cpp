// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/draft_names.h"

#include "catch2/catch.hpp"
#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

struct Names {
  std::vector<Consultation> consultations{1};
  explicit Names(const std::vector<std::string>& designations) {
    for (const std::string& each : designations) {
      Draft draft;
      draft.designation = each;
      consultations[0].drafts.push_back(draft);
    }
  }
  /// "G.984.3, G.988 Cor. 1"
  std::string in(const std::string& text) const {
    std::string all;
    for (const NamedDraft& each : DraftNames(consultations).find(decode_utf8(text))) {
      all += (all.empty() ? "" : ", ") + each.draft->designation;
    }
    return all;
  }
  std::vector<std::string> unknown_in(const std::string& text) const {
    return DraftNames(consultations).unknown(decode_utf8(text), DraftNames::Where::anywhere);
  }
};

}  // namespace

TEST_CASE("an amendment is another text than the Recommendation, however it is written") {
  const Names names({"G.984.3 Amd. 2", "G.984.3 Amd. 3", "G.984.3", "G.988 Cor. 1"});
  CHECK(names.in("Draft Recommendation ITU-T G.984.3 Amd. 2") == "G.984.3 Amd. 2");
  CHECK(names.in("ITU-T G.984.3 Amendment 3 (draft)") == "G.984.3 Amd. 3");
  CHECK(names.in("ITU-T G.984.3 Amd.2") == "G.984.3 Amd. 2");
  CHECK(names.in("ITU-T G.984.3 – Gigabit-capable networks") == "G.984.3");
  CHECK(names.in("G.988 Corrigendum 1") == "G.988 Cor. 1");
  CHECK(names.in("G.988 Cor.1") == "G.988 Cor. 1");
  CHECK(names.in("G.988").empty());
}

TEST_CASE("an amendment that nobody asked about is not its Recommendation") {
  const Names names({"G.984.3"});
  CHECK(names.in("G.984.3 Amd. 4").empty());
  REQUIRE(names.unknown_in("G.984.3 Amd. 4").size() == 1);
  CHECK(names.unknown_in("G.984.3").empty());
}

TEST_CASE("a supplement is found by its short and its long name") {
  const Names names({"K.Suppl.26", "L.1023"});
  CHECK(names.in("ITU-T K.Supplement 26") == "K.Suppl.26");
  CHECK(names.in("ITU-T K.Suppl.26") == "K.Suppl.26");
  CHECK(names.in("ITU-T K.Suppl.261").empty());
}

TEST_CASE("a Question is found by its short and its long name") {
  const Names written_short({"Q4/17", "Q14/17"});
  const Names written_long({"Question 4/17", "Question 14/17"});
  CHECK(written_short.in("Draft Question 4/17") == "Q4/17");
  CHECK(written_short.in("Question 14/17") == "Q14/17");
  CHECK(written_short.in("Question Q4/17") == "Q4/17");  // as our own form says it
  CHECK(written_long.in("Q4/17") == "Question 4/17");
  CHECK(written_long.in("Draft revised Question 14/17") == "Question 14/17");
}

}  // namespace tallyd
