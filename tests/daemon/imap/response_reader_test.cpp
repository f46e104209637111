// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/imap/response_reader.h"

#include <catch2/catch.hpp>

#include "tests/support/imap_dialogue.h"

using namespace tallyd;

namespace {

/// Reads responses from what a server says.
struct Reading {
  explicit Reading(std::string bytes, ResponseLimits limits = {}) : reader(open(bytes), limits) {}

  Result<ImapResponse> next() {
    return reader.next(std::chrono::seconds{1},
                       std::chrono::steady_clock::now() + std::chrono::seconds{9});
  }
  ByteStream& open(std::string& bytes) {
    dialogue.server_says(std::move(bytes));
    dialogue.in_pieces_of(7);
    stream = dialogue.connect();
    return *stream;
  }

  test::ImapDialogue dialogue;
  std::unique_ptr<ByteStream> stream;
  ResponseReader reader;
};

bool is_refused(const std::string& bytes, ResponseLimits limits = {}) {
  Reading reading(bytes, limits);
  const auto first = reading.next();
  return !first && !reading.next();
}

}  // namespace

// curl#536, #1150, #18847, #22865, #23010: message text was taken for protocol lines.
TEST_CASE("a literal is counted, so a message cannot speak for the server") {
  const std::string body = "A9 OK done\r\n* BYE\r\n)\r\n* 1 FETCH (UID 7 BODY[] {3}\r\nabc)\r\n";
  Reading reading("* 1 FETCH (UID 5 BODY[] {" + std::to_string(body.size()) + "}\r\n" + body +
                  ")\r\nA1 OK x\r\n");
  const auto fetch = reading.next();
  REQUIRE(fetch);
  REQUIRE(fetch->values.size() == 1);
  CHECK(fetch->number == 1);
  CHECK(fetch->values[0].list.at(3).text == body);
  const auto ended = reading.next();
  REQUIRE(ended);
  CHECK(ended->kind == ImapResponse::Kind::tagged);
  CHECK(ended->tag == "A1");
}

TEST_CASE("a size in braces in text for people is no literal") {
  Reading reading("* OK look {5}\r\n* NO \"(\r\nA1 BAD [ALERT] {3\r\n");
  CHECK(reading.next()->text == "look {5}");
  CHECK(reading.next()->text == "\"(");
  const auto last = reading.next();
  CHECK(last->code == "ALERT");
  CHECK(last->text == "{3");
}

TEST_CASE("strings, lists, NIL and sections are told apart") {
  Reading reading(
      "* 2 FETCH (FLAGS (\\Seen $x) ENVELOPE (NIL \"a\\\"\\\\b\" NIL) BODY[HEADER.FIELDS (A B)]<0> "
      "~{2}\r\n\r\n X {0+}\r\n BODY[] NIL)\r\n");
  const auto fetch = reading.next();
  REQUIRE(fetch);
  const auto& items = fetch->values.at(0).list;
  REQUIRE(items.size() == 10);
  CHECK(items[1].list.at(0).text == "\\Seen");
  CHECK(items[3].list.at(1).text == "a\"\\b");
  CHECK(items[3].list.at(0).kind == ImapValue::Kind::nil);
  CHECK(items[4].is_atom("body[header.fields (a b)]<0>"));
  CHECK(items[5].text == "\r\n");
  CHECK(items[7].kind == ImapValue::Kind::string);
  CHECK(items[9].kind == ImapValue::Kind::nil);
}

TEST_CASE("what servers say at any time is understood") {
  Reading reading(
      "* 23 EXISTS\r\n* 5 expunge\r\n* SEARCH 2 84 882 (MODSEQ 9)\r\n* SEARCH \r\n"
      "* ESEARCH (TAG \"A1\") UID ALL 1:3,7\r\n* VANISHED (EARLIER) 41,43:116\r\n"
      "* OK [PERMANENTFLAGS (\\Deleted \\*)] x\r\n+\r\n+ idling\r\n* FLAGS ()\r\nA7 OK\r\n");
  CHECK(reading.next()->number == 23);
  CHECK(reading.next()->name == "EXPUNGE");
  CHECK(reading.next()->numbers == std::vector<std::uint32_t>{2, 84, 882});
  CHECK(reading.next()->numbers.empty());
  CHECK(reading.next()->values.at(3).text == "1:3,7");
  CHECK(reading.next()->name == "VANISHED");
  CHECK(reading.next()->code_text == "(\\Deleted \\*)");
  CHECK(reading.next()->kind == ImapResponse::Kind::continuation);
  CHECK(reading.next()->text == "idling");
  CHECK(reading.next()->name == "FLAGS");
  CHECK(reading.next()->name == "OK");
}

TEST_CASE("garbage is refused, and the connection stays refused") {
  for (const char* bytes : {"\r\n",
                            "* \r\n",
                            "HTTP/1.1 400 Bad Request\r\n",
                            "* 1 FETCH (\r\n",
                            "* 1 FETCH )\r\n",
                            "* 1 FETCH (A \"x\r\n\")\r\n",
                            "* OK a\n",
                            "A1 MAYBE x\r\n",
                            "* 1 FETCH (B {x}\r\n)\r\n",
                            "* 1 FETCH (B {-1}\r\n)\r\n",
                            "* 1 FETCH (B {}\r\n)\r\n",
                            "* 1 FETCH (B {3} \r\nabc)\r\n",
                            "* 1 FETCH (B {99999999999999999999999}\r\n",
                            "* SEARCH 1 x\r\n",
                            "* SEARCH 4294967296\r\n",
                            "* OK [UIDVALIDITY 1\r\n",
                            "* 1 FETCH (B[ \r\n)\r\n",
                            "* 1 FETCH (\"\\a\")\r\n",
                            "* 1 FETCH (A}",
                            "\x16\x03\x01\x02"}) {
    CAPTURE(bytes);
    CHECK(is_refused(bytes));
  }
}

TEST_CASE("what a server may make us hold is bounded") {
  ResponseLimits limits;
  limits.line = 1000;
  limits.search_line = 1000;
  limits.literal = 100;
  CHECK(is_refused("* OK " + std::string(2000, 'x') + "\r\n", limits));
  CHECK(is_refused("* X " + std::string(17, '(') + std::string(17, ')') + "\r\n", limits));
  CHECK_FALSE(is_refused("* X " + std::string(16, '(') + std::string(16, ')') + "\r\n", limits));
  CHECK(is_refused("* X {101}\r\n" + std::string(101, 'x') + "\r\n", limits));
  CHECK(is_refused(
      "* X {60}\r\n" + std::string(60, 'x') + " {60}\r\n" + std::string(60, 'x') + "\r\n", limits));
  CHECK(is_refused("* X " + std::string(1000, '(') + "\r\n", limits));
  std::string search = "* SEARCH";
  for (int i = 0; i < 1000; ++i) search += " 1";
  CHECK_FALSE(is_refused(search.substr(0, 1500) + "\r\n", limits));
  CHECK(is_refused(search + " 1 1 1 1\r\n", limits));
}

TEST_CASE("the rest of a line that somebody else began to read is dropped") {
  Reading reading(
      "ALERT] (half {9} a line\r\n* CAPABILITY X\r\nXA1 OK\r\nA1 OK in step\r\n* 1 EXISTS\r\n");
  const auto ended = reading.reader.skip_to("A1", std::chrono::seconds{1}, Deadline::max());
  REQUIRE(ended);
  CHECK(ended->text == "in step");
  CHECK(reading.next()->name == "EXISTS");
}
