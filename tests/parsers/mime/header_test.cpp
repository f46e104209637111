// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/mime/header.h"

#include "catch2/catch.hpp"
#include "parsers/mime/address.h"

namespace tallyd {

TEST_CASE("a field goes on over folded lines, with CRLF or LF alone") {
  for (const std::string header : {"Subject: Reply to\r\n TSB Circular 53\r\nFrom: a@b.example\r\n",
                                   "Subject: Reply to\n TSB Circular 53\nFrom: a@b.example\n"}) {
    const auto fields = parse_fields(header);
    REQUIRE(fields.size() == 2);
    CHECK(fields[0].name == "subject");
    CHECK(fields[0].value == "Reply to TSB Circular 53");
    CHECK(fields[1].value == "a@b.example");
  }
}

// zammad#175: one malformed header stopped the whole intake.
TEST_CASE("a line that is no field is skipped and the rest is read") {
  const auto fields = parse_fields("From nobody\r\nno colon here\r\nTo: tsbdir@itu.example\r\n");
  REQUIRE_FALSE(fields.empty());
  CHECK(fields.back().name == "to");
}

TEST_CASE("fields beyond the limit are left out") {
  MessageLimits limits;
  limits.fields = 3;
  std::string header;
  for (int i = 0; i < 10; ++i) header += "X-A: b\r\n";
  CHECK(parse_fields(header, limits).size() == 3);
}

TEST_CASE("encoded words are decoded in the charsets that ministries use") {
  CHECK(decode_words("=?utf-8?B?UsOpcG9uc2U=?=") == "Réponse");
  CHECK(decode_words("=?iso-8859-1?Q?R=E9ponse?=") == "Réponse");
  CHECK(decode_words("=?windows-1251?B?zvLi5fI=?=") == "Ответ");
  CHECK(decode_words("=?koi8-r?B?79TXxdQ=?=") == "Ответ");
  CHECK(decode_words("=?gb2312?B?zaiOrg==?=").size() >= 3);
  CHECK(decode_words("=?gb18030?B?zai6rw==?=") == "通函");
  CHECK(decode_words("=?windows-1256?B?49HNyMc=?=") == "مرحبا");
}

TEST_CASE("the blank between two encoded words is no blank of the text") {
  CHECK(decode_words("=?utf-8?Q?TSB_Cir?= =?utf-8?Q?cular_53?=") == "TSB Circular 53");
  CHECK(decode_words("=?utf-8?Q?TSB?= Circular") == "TSB Circular");
}

TEST_CASE("a character that is split between two encoded words is put together") {
  CHECK(decode_words("=?utf-8?B?w?= =?utf-8?B?6Q==?=").find("?=") == std::string::npos);
  CHECK(decode_words("=?utf-8?Q?R=C3?= =?utf-8?Q?=A9ponse?=") == "Réponse");
}

TEST_CASE("text that only looks encoded stays as it is") {
  CHECK(decode_words("=?utf-8?X?abc?=") == "=?utf-8?X?abc?=");
  CHECK(decode_words("2 =? 3") == "2 =? 3");
}

TEST_CASE("control characters in a subject cannot break a line") {
  const std::string text = decode_words("=?utf-8?Q?a=0D=0ABcc:_x@y.example=00?=");
  CHECK(text.find_first_of(std::string("\r\n\0", 3)) == std::string::npos);
}

TEST_CASE("parameters in pieces and with a charset are put together (RFC 2231)") {
  const Parameters parameters = parse_parameters(
      "Attachment; filename*0*=utf-8''R%C3%A9; filename*1*=ponse%20; filename*2=\"53.docx\"");
  CHECK(parameters.value == "attachment");
  CHECK(parameters.parameters.at("filename") == "Réponse 53.docx");
}

TEST_CASE("a coded parameter is one line") {
  CHECK(parse_parameters("a; filename*=utf-8''x%0d%0ay%1b").parameters["filename"] == "x  y ");
}

TEST_CASE("a quoted parameter may hold what separates parameters") {
  const Parameters parameters = parse_parameters(R"(attachment; filename="a; b\".docx"; x=1)");
  CHECK(parameters.parameters.at("filename") == "a; b\".docx");
  CHECK(parameters.parameters.at("x") == "1");
}

TEST_CASE("Message-IDs of a References field are taken apart") {
  CHECK(parse_message_ids("<a@b> <c@d>\t<e@f>") == std::vector<std::string>{"a@b", "c@d", "e@f"});
}

TEST_CASE("Message-IDs whose bytes are no text stay different, and are text") {
  CHECK(parse_message_ids("<a\x9e@b> <a\x9f@b> <a\x01@b>") ==
        std::vector<std::string>{"a\\x9e@b", "a\\x9f@b", "a\\x01@b"});
}

TEST_CASE("an address whose bytes are no text is none") {
  CHECK(parse_addresses("a@b\x9e.example").empty());
}

TEST_CASE("dates with numeric and with obsolete zones are the same instant") {
  const auto date = parse_date("Thu, 08 Mar 2018 23:59:00 +0000");
  REQUIRE(date);
  CHECK(parse_date("8 Mar 18 18:59 EST (winter)") == date);
  CHECK(parse_date("Fri, 9 Mar 2018 00:59:00 +0100") == date);
  CHECK_FALSE(parse_date("some day"));
}

TEST_CASE("an address is taken from a name, a comment and a group") {
  const auto addresses = parse_addresses(
      "\"Focal, Point\" <itu-focal@ICT.KE.example>, x@y.example (Name), Team: a@b.example;");
  REQUIRE(addresses.size() == 3);
  CHECK(addresses[0].mailbox == "itu-focal@ict.ke.example");
  CHECK(addresses[0].name == "Focal, Point");
  CHECK(addresses[1].mailbox == "x@y.example");
  CHECK(addresses[2].mailbox == "a@b.example");
}

TEST_CASE("an address in the display name is not the sender") {
  const auto addresses = parse_addresses("\"itu-focal@ict.ke.example\" <evil@else.example>");
  REQUIRE(addresses.size() == 1);
  CHECK(addresses[0].mailbox == "evil@else.example");
}

TEST_CASE("of two that may be meant as the author none is taken") {
  for (const char* from :
       {"x@evil.example, <focal@ict.ke.example>", "<x@evil.example> <focal@ict.ke.example>",
        "x@evil.example (a) focal@ict.ke.example", "x@evil.example focal@ict.ke.example",
        "x@evil.example\x9e, focal@ict.ke.example", "x@evil.example#.ict.ke.example",
        "<x@evil.example>focal@ict.ke.example", "x@evil.example@ict.ke.example",
        "All: x@evil.example, focal@ict.ke.example;", "focal@ict.ke.example; x@evil.example",
        "=?utf-8?q?focal=40ict.ke.example?=", "focal at ict.ke.example", ""}) {
    CAPTURE(from);
    CHECK_FALSE(parse_author(from));
  }
}

TEST_CASE("the author is the address, whatever name, quotes and comments are around it") {
  for (const char* from :
       {"focal@ict.ke.example", "Focal <focal@ICT.KE.example>", "focal@ict.ke.example (Focal)",
        "x@evil.example <focal@ict.ke.example>", "\"<x@evil.example>\" <focal@ict.ke.example>",
        "\"focal\"@ict.ke.example", "Ministry, Kenya <focal@ict.ke.example>",
        "focal(x@evil.example)@(<y@evil.example>)ict.ke.example", "focal@ict.ke.example.",
        "=?utf-8?q?=3Cx=40evil.example=3E?= <focal@ict.ke.example>", "Team: focal@ict.ke.example;",
        "<@relay.example:focal@ict.ke.example>"}) {
    CAPTURE(from);
    const auto author = parse_author(from);
    REQUIRE(author);
    CHECK(author->mailbox == "focal@ict.ke.example");
  }
  CHECK(parse_author("\"x@y\"@ict.ke.example")->mailbox == "\"x@y\"@ict.ke.example");
}

TEST_CASE("a domain in other letters is known by its form in ASCII, a look-alike is not") {
  CHECK(parse_author("a@\u041c\u0418\u041d.\u0440\u0444")->mailbox == "a@xn--h1ahe.xn--p1ai");
  CHECK(parse_author("a@ict.\u043ae.example")->mailbox == "a@ict.xn--e-stb.example");
  CHECK(parse_author("a@\uff49\uff43\uff54.ke.example")->mailbox ==
        "a@\uff49\uff43\uff54.ke.example");
}

TEST_CASE("the null path is told from no path") {
  CHECK(parse_path("<>") == "<>");
  CHECK(parse_path("<a@B.example>") == "a@b.example");
  CHECK(parse_path("").empty());
}

}  // namespace tallyd
