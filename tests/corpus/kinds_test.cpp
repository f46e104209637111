// SPDX-License-Identifier: GPL-3.0-or-later
// Kinds of the mails of ../shared/corpora/public (kinds.jsonl): real bounces, automatic replies,
// lists and people's mail of many systems. The bars are those of issue 3.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "parsers/notices/notices.h"

namespace tallyd::test {
namespace {

namespace fs = std::filesystem;

fs::path corpus() {
  const char* told = std::getenv("TALLYD_SHARED");
  return (told != nullptr ? fs::path(told) : fs::path(TALLYD_SOURCE_DIR) / "../shared") /
         "corpora/public";
}

bool is_here() {
  if (fs::exists(corpus() / "kinds.jsonl")) return true;
  WARN("skipped: " << corpus() << " is not here");
  return false;
}

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {(std::istreambuf_iterator<char>(file)), {}};
}

struct Counts {
  int all = 0;
  int right = 0;
};

}  // namespace

TEST_CASE(
    "bounces and automatic replies of many systems are known, and others not taken for them") {
  if (!is_here()) return;
  std::map<std::string, Counts> counts;
  std::ifstream truth(corpus() / "kinds.jsonl");
  std::string wrong;
  for (std::string line; std::getline(truth, line);) {
    const auto row = nlohmann::json::parse(line);
    const std::string kind = row.at("kind");
    const std::string name = row.at("message");
    const Notice notice = recognise(parse_message(content_of(corpus() / name)));
    ++counts[kind].all;
    const bool right = to_word(notice.kind) == kind;
    counts[kind].right += right ? 1 : 0;
    if (!right) wrong += name + " taken for " + std::string(to_word(notice.kind)) + "\n";
  }
  INFO(wrong);
  REQUIRE(counts["bounce"].all > 100);
  REQUIRE(counts["autoreply"].all > 10);
  REQUIRE(counts["other"].all > 50);
  CHECK(counts["bounce"].right * 100 >= counts["bounce"].all * 97);
  CHECK(counts["autoreply"].right * 100 >= counts["autoreply"].all * 90);
  // One of 97 is Postfix's report of a refusal that its origin's test calls no bounce: it is one.
  CHECK((counts["other"].all - counts["other"].right - 1) * 100 <= counts["other"].all);
}

/// What a bounce must tell so that it is matched to what was sent without VERP (intake/returned.h).
TEST_CASE("real bounces name the mail that they return, or who was not reached") {
  if (!is_here()) return;
  std::ifstream truth(corpus() / "kinds.jsonl");
  Counts named;
  std::string nothing;
  for (std::string line; std::getline(truth, line);) {
    const auto row = nlohmann::json::parse(line);
    if (row.at("kind") != "bounce") continue;
    const std::string name = row.at("message");
    const Notice notice = recognise(parse_message(content_of(corpus() / name)));
    ++named.all;
    const bool any = !notice.returned_message_id.empty() || !notice.failed.empty() ||
                     !notice.further_message_ids.empty();
    named.right += any ? 1 : 0;
    if (!any) nothing += name + "\n";
  }
  INFO(nothing);
  REQUIRE(named.all > 100);
  CHECK(named.right * 100 >= named.all * 95);
}

}  // namespace tallyd::test
