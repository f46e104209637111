// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/text_table.h"

#include <sstream>

#include <catch2/catch.hpp>

using namespace tallyd;

TEST_CASE("columns stand below one another in every script") {
  TextTable table({"CODE", "NAME", "N"});
  table.add({"CHN", "中国", "1"});
  table.add({"CIV", "Co\xcc\x82te d’Ivoire", "22"});  // o and a combining mark
  CHECK(table.text({}) ==
        "CODE  NAME           N\n"
        "CHN   中国           1\n"
        "CIV   Co\xcc\x82te d’Ivoire  22\n");
}

TEST_CASE("a table fits the terminal, by cutting its widest columns") {
  TextTable table({"ID", "WHY"});
  table.add({"1", "a very long sentence about what a person must look at"});
  std::istringstream lines(table.text({30, false}));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) CHECK(columns_of(line) <= 30);
  CHECK(count == 2);
  CHECK_THAT(table.text({30, false}), Catch::Contains("…"));
}

TEST_CASE("a cell from a mail can't leave its cell, and colours are for terminals") {
  TextTable table({"SENDER"});
  table.add({"a\x1b[2J\n@b"});
  CHECK(table.text({}) == "SENDER\na\\x1b[2J\\n@b\n");
  CHECK_THAT(table.text({80, true}), Catch::StartsWith("\x1b[1mSENDER\x1b[0m\n"));
}
