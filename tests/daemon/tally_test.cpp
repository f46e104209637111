// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/tally/tally.h"

#include <ctime>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "daemon/tally/format.h"
#include "daemon/tally/report.h"
#include "tests/support/temporary_directory.h"

using namespace tallyd;

namespace {

/// A consultation on X.1214 among twenty administrations AAA, BBB, ….
struct Count {
  Consultation consultation;
  Register administrations;
  Replies replies;
  Instant now = *parse_rfc3339("2018-03-01T00:00:00Z");

  Count() {
    consultation.circular = "TSB Circular 53";
    consultation.deadline = *parse_rfc3339("2018-03-08T23:59:00Z");
    consultation.drafts = {{"X.1214", "", "=cmd|' /C calc'!A0", ""}};
    for (char c = 'A'; c < 'A' + 20; ++c) {
      administrations.push_back({std::string(3, c), "en", {}, {}, {}, {}});
    }
  }
  void decide(int how_many, Authority authority, Comments comments = Comments::none) {
    for (int i = 0; i < how_many; ++i) {
      DecisionRecord decision;
      decision.administration = administrations.at(replies.standing.size()).code;
      decision.draft = "X.1214";
      decision.authority = authority;
      decision.comments = comments;
      replies.standing.push_back(decision);
    }
  }
  void reply(const char* administration, Outcome outcome) {
    ReplyRecord record;
    record.administration = administration;
    record.outcome = outcome;
    record.sender = "<script>alert(1)</script>";
    record.decisions = {{"X.1214", Authority::assigned, Comments::none, ""}};
    replies.replies.push_back(record);
  }
  Tally result() const { return tally(consultation, administrations, replies, now); }
  DraftTally draft() const { return result().drafts.at(0); }
};

}  // namespace

TEST_CASE("seven of ten is seventy per cent, and one less is not") {
  CHECK(judge_tap(7, 10) == Support::may_proceed);
  CHECK(judge_tap(6, 10) == Support::may_not_proceed);
  CHECK(judge_tap(69, 99) == Support::may_not_proceed);
  CHECK(judge_tap(70, 100) == Support::may_proceed);
  CHECK(judge_tap(1, 1) == Support::may_proceed);
  CHECK(judge_tap(0, 1) == Support::may_not_proceed);
  CHECK(judge_tap(2, 3) == Support::may_not_proceed);
}

TEST_CASE("no replies at all let the text proceed, and are no percentage") {
  const Count count;
  CHECK(count.draft().support == Support::no_replies);
  CHECK(support_text(count.draft(), Rule::tap) == "no replies");
  CHECK(to_table(count.result()).find("9.4.5: no replies") != std::string::npos);
}

TEST_CASE("a Question needs a simple majority of at least ten replies") {
  CHECK(judge_question(6, 10) == Support::may_proceed);
  CHECK(judge_question(5, 10) == Support::may_not_proceed);
  CHECK(judge_question(9, 9) == Support::may_not_proceed);
  CHECK(judge_question(0, 0) == Support::no_replies);
}

TEST_CASE("each standing decision is counted once in its kind") {
  Count count;
  count.decide(3, Authority::assigned);
  count.decide(2, Authority::assigned, Comments::attached);
  count.decide(2, Authority::assigned, Comments::unspecified);
  count.decide(3, Authority::not_assigned, Comments::unspecified);
  const DraftTally draft = count.draft();
  CHECK(draft.assigned_without_comments == 3);
  CHECK(draft.assigned_with_comments == 2);
  CHECK(draft.assigned_unspecified == 2);
  CHECK(draft.not_assigned == 3);
  CHECK(draft.counted() == 10);
  CHECK(draft.missing == 10);
  CHECK(support_text(draft, Rule::tap) == "7 of 10 (70.0 %), 70 % needed");
}

TEST_CASE("what is late or in review is listed and not counted") {
  Count count;
  count.decide(1, Authority::assigned);
  count.reply("AAA", Outcome::late);  // another of hers counts
  count.reply("BBB", Outcome::late);
  count.reply("BBB", Outcome::late);
  count.reply("CCC", Outcome::review);
  count.reply("DDD", Outcome::rejected);
  const DraftTally draft = count.draft();
  CHECK(draft.counted() == 1);
  CHECK(draft.late == 1);
  CHECK(draft.in_review == 1);
  CHECK(draft.missing == 19);
}

TEST_CASE("a percentage never claims what is not reached") {
  Count count;
  count.consultation.rule = Rule::tap;
  DraftTally draft;
  draft.assigned_without_comments = 6999;
  draft.not_assigned = 3001;
  CHECK(support_text(draft, Rule::tap) == "6999 of 10000 (69.9 %), 70 % needed");
}

TEST_CASE("a cell that a spreadsheet would run is text") {
  CHECK(csv_cell("=1+1") == "'=1+1");
  CHECK(csv_cell("@x") == "'@x");
  CHECK(csv_cell("a,\"b\"") == "\"a,\"\"b\"\"\"");
  const std::string csv = to_csv(Count().result());
  CHECK(csv.find("X.1214,'=cmd") != std::string::npos);
}

TEST_CASE("the JSON of a tally has every number") {
  Count count;
  count.decide(7, Authority::assigned);
  count.decide(3, Authority::not_assigned);
  const auto json = nlohmann::json::parse(to_json(count.result()));
  CHECK(json["circular"] == "TSB Circular 53");
  CHECK(json["drafts"][0]["assigned"] == 7);
  CHECK(json["drafts"][0]["support"] == "may_proceed");
  CHECK(json["closed"] == false);
}

TEST_CASE("a hundred thousand changes of mind are counted in a moment, and a repetition is none") {
  Count count;
  for (EventId id = 1; id <= 100'000; ++id) {
    DecisionRecord decision;
    decision.id = id;
    decision.supersedes = id - 1;
    decision.draft = "X.1214";
    decision.authority = id % 4 < 2 ? Authority::assigned : Authority::not_assigned;
    decision.comments = Comments::none;
    decision.stands = id == 100'000;
    count.replies.decisions.push_back(decision);
  }
  const std::clock_t begun = std::clock();
  CHECK(count.draft().replaced == 50'000);
  // A comparison of each with each takes a minute.
  CHECK(std::clock() - begun < 5 * CLOCKS_PER_SEC);
}

TEST_CASE("a report is replaced whole, and nothing is left beside it") {
  const test::TemporaryDirectory directory;
  const std::filesystem::path file = directory / "report/index.html";
  REQUIRE(write_atomically(file, "one"));
  REQUIRE(write_atomically(file, "two"));
  CHECK(std::filesystem::file_size(file) == 3);
  CHECK_FALSE(std::filesystem::exists(file.string() + ".new"));
  CHECK_FALSE(write_atomically("/proc/none/index.html", "x"));
}
