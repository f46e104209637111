// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/read_line.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace tallyd;

TEST_CASE("a reply is printed with the keys and the order of the contract") {
  Reading reading;
  reading.kind = Kind::reply;
  reading.circular = "TSB Circular 53";
  reading.administration = "KEN";
  reading.language = "en";
  reading.format = "docx";
  reading.decisions = {{"X.1331", Authority::not_assigned, Comments::unspecified, ""},
                       {"X.1214", Authority::assigned, Comments::none, "box 1 checked"}};
  CHECK(read_line("0001.eml", reading) ==
        R"({"message":"0001.eml","kind":"reply","circular":"TSB Circular 53",)"
        R"("administration":"KEN","language":"en","format":"docx","decisions":)"
        R"({"X.1331":{"authority":"not_assigned","comments":"unspecified"},)"
        R"("X.1214":{"authority":"assigned","comments":"none"}},"certain":true,"doubts":[],)"
        R"("evidence":{"X.1214":"box 1 checked"}})");
}

TEST_CASE("what is not known is null, and a doubt is told in words") {
  Reading reading;
  reading.doubts = {{"unreadable", "", "it can't be read"}};
  CHECK(
      read_line("a", reading) ==
      R"({"message":"a","kind":"other","circular":null,"administration":null,"language":null,)"
      R"("format":null,"decisions":{},"certain":false,)"
      R"("doubts":[{"code":"unreadable","draft":null,"text":"it can't be read"}],"evidence":{}})");
}

TEST_CASE("nothing of a mail reaches a terminal as a control, and the JSON means the same") {
  Reading reading;
  const std::string hostile =
      "a\x1b[2J\xc2\x9b"
      "2J\x7f\n\xe2\x80\xae"
      "b\xd8\xb9";
  reading.doubts = {{"x", "", hostile}};
  const std::string line = read_line("a\xc2\x9d.eml", reading);
  for (const char* control : {"\x1b", "\xc2\x9b", "\xc2\x9d", "\x7f", "\n", "\xe2\x80\xae"}) {
    CHECK(line.find(control) == std::string::npos);
  }
  CHECK(nlohmann::json::parse(line)["doubts"][0]["text"] == hostile);
}

TEST_CASE("text that is no UTF-8 is replaced, not refused") {
  Reading reading;
  reading.doubts = {{"x", "", "caf\xe9"}};
  CHECK_THAT(read_line("\xff.eml", reading), Catch::Contains("caf\xef\xbf\xbd"));
}
