// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/mime/message.h"

#include <chrono>

#include "catch2/catch.hpp"
#include "parsers/mime/charset.h"
#include "parsers/mime/transfer.h"

namespace tallyd {
namespace {

std::string multipart(const std::string& boundary, const std::string& parts) {
  return "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=\"" + boundary +
         "\"\r\n\r\npreamble\r\n" + parts + "--" + boundary + "--\r\nepilogue\r\n";
}

std::string part(const std::string& boundary, const std::string& header, const std::string& body) {
  return "--" + boundary + "\r\n" + header + "\r\n" + body + "\r\n";
}

}  // namespace

TEST_CASE("the leaves of a multipart come in order, decoded") {
  const Message message = parse_message(
      multipart("b", part("b", "Content-Type: text/plain; charset=iso-8859-1\r\n", "R\xe9ponse") +
                         part("b",
                              "Content-Type: application/octet-stream; name=\"form.bin\"\r\n"
                              "Content-Transfer-Encoding: base64\r\n",
                              "SGVs\r\nbG8=")));
  REQUIRE(message.parts.size() == 2);
  CHECK(message.parts[0].content == "Réponse");
  CHECK(message.parts[1].content == "Hello");
  CHECK(message.parts[1].file_name == "form.bin");
  CHECK(message.parts[1].role == Role::attachment);
  CHECK(message.doubts.empty());
}

TEST_CASE("a boundary that begins like another is another") {
  const std::string inner = "Content-Type: multipart/alternative; boundary=\"bb\"\r\n";
  const Message message = parse_message(multipart(
      "b", part("b", inner, part("bb", "", "inner one") + "--bb--") + part("b", "", "outer two")));
  REQUIRE(message.parts.size() == 2);
  CHECK(message.parts[0].content == "inner one");
  CHECK(message.parts[1].content == "outer two");
}

TEST_CASE("a boundary within a line separates nothing") {
  const Message message =
      parse_message(multipart("b", part("b", "", "see --b in the text\r\nand on")));
  REQUIRE(message.parts.size() == 1);
  CHECK(message.parts[0].content == "see --b in the text\nand on");
}

TEST_CASE("a multipart whose end is missing gives what is there") {
  std::string raw = multipart("b", part("b", "", "one") + part("b", "", "two"));
  raw.resize(raw.find("--b--"));
  CHECK(parse_message(raw).parts.size() == 2);
}

TEST_CASE("a file name may not lead out of its folder") {
  const Message message = parse_message(multipart(
      "b", part("b", "Content-Disposition: attachment; filename=\"../../etc/passwd\"\r\n", "x")));
  REQUIRE(message.parts.size() == 1);
  CHECK(message.parts[0].file_name == "passwd");
}

TEST_CASE("quoted-printable with soft breaks is decoded") {
  const Message message = parse_message(
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
      "quoted-printable\r\n\r\nassigns auth=\r\nority =E2=98=92\r\n");
  REQUIRE(message.parts.size() == 1);
  CHECK(message.parts[0].content.find("assigns authority ☒") == 0);
}

TEST_CASE("coded blanks at the end of a line stay, others are the way's") {
  CHECK(decode_quoted_printable("a=20\r\nb =20 \r\nc \t\r\n") == "a \r\nb  \r\nc\r\n");
}

TEST_CASE("NUL bytes and bare line feeds stop nothing") {
  using std::string_literals::operator""s;
  const std::string raw = "Subject: a\0b\nContent-Type: text/plain\n\none\0two\n"s;
  const Message message = parse_message(raw);
  CHECK(message.facts.subject == "ab");
  REQUIRE(message.parts.size() == 1);
}

TEST_CASE("carriage returns alone, or one too many in each line, end lines too") {
  for (const std::string line_end : {"\r", "\r\r\n"}) {
    CAPTURE(line_end);
    std::string raw;
    for (const char* line :
         {"From: a@b.example", "Subject: x", "Content-Type: multipart/mixed; boundary=b", "", "--b",
          "", "First.", "--b", "", "Second.", "--b--"}) {
      raw.append(line).append(line_end);
    }
    const Message message = parse_message(raw);
    CHECK(message.facts.subject == "x");
    REQUIRE(message.parts.size() == 2);
    CHECK(message.parts[1].content.find("Second.") == 0);
  }
}

TEST_CASE("a multipart without its boundaries is read as text, with a doubt") {
  const Message message =
      parse_message("From: a@b.example\nContent-Type: multipart/mixed; boundary=lost\n\nWords.\n");
  REQUIRE(message.parts.size() == 1);
  CHECK(message.parts[0].format == "text");
  CHECK(message.parts[0].content.find("Words.") == 0);
  REQUIRE(message.doubts.size() == 1);
  CHECK(message.doubts[0].code == "message_cut");
}

TEST_CASE("a last boundary that is missing is no loss behind a file that shows its end") {
  const auto cut = [](const std::string& content) {
    std::string raw =
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nReply.\r\n--b\r\n";
    raw += "Content-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\n" + content;
    return !parse_message(raw).doubts.empty();
  };
  CHECK_FALSE(cut("%PDF-1.4\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\r\n"));
  CHECK(cut("%PDF-1.4\n1 0 obj\nendobj\nstartxref\n9\n"));
  CHECK(cut("%PDF-1.4\n%%EOF\n1 0 obj\n"));
  CHECK(cut("words of the sender.\r\n"));
  CHECK_FALSE(cut("{\\rtf1 Comments {\\b on} \\} clause 7}\r\n"));
  CHECK(cut("{\\rtf1 Comments {\\b on}\r\n"));
  CHECK(cut("{\\rtf1 Comments \\}\r\n"));
  CHECK_FALSE(cut("<html><body>Comments</body></HTML>\r\n"));
  CHECK(cut("<html><body>Comments</body>\r\n"));
}

TEST_CASE("a last boundary that is missing is no loss behind base64 that is padded") {
  const auto cut = [](const std::string& encoding, const std::string& content) {
    return !parse_message(
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nReply.\r\n"
                "--b\r\nContent-Disposition: attachment\r\n"
                "Content-Transfer-Encoding: " +
                encoding + "\r\n\r\n" + content)
                .doubts.empty();
  };
  CHECK_FALSE(cut("base64", "Q29tbWVudHMgb24gY2xhdXNlIDc=\r\n\r\n"));
  CHECK(cut("base64", "Q29tbWVudHMgb24gY2xhdXNl\r\n"));
  CHECK(cut("quoted-printable", "Comments on clause 7=\r\n"));
}

TEST_CASE("a header that is cut anywhere still gives a message") {
  const std::string raw = multipart("b", part("b", "Content-Type: text/html\r\n", "<p>x</p>"));
  for (std::size_t length = 0; length <= raw.size(); ++length) {
    CHECK(parse_message(raw.substr(0, length)).parts.size() <= 1);
  }
}

TEST_CASE("multiparts nested too deep are a doubt, soon") {
  std::string raw = "Subject: x\r\n";
  for (int i = 0; i < 20'000; ++i) {
    const std::string boundary = std::to_string(i);
    raw.append("Content-Type: multipart/mixed; boundary=").append(boundary);
    raw.append("\r\n\r\n--").append(boundary).append("\r\n");
  }
  const auto start = std::chrono::steady_clock::now();
  const Message message = parse_message(raw);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
  CHECK_FALSE(message.doubts.empty());
}

TEST_CASE("too many parts are a doubt, and the first ones are kept") {
  std::string parts;
  for (int i = 0; i < 2000; ++i) parts += part("b", "", "x");
  const Message message = parse_message(multipart("b", parts));
  CHECK(message.parts.size() == MessageLimits{}.parts);
  CHECK_FALSE(message.doubts.empty());
}

TEST_CASE("a text file in a text is UTF-8 too, and such files are bounded in number") {
  const Message message = parse_message("Subject: x\n\nbegin 644 a.txt\n#0V\xa5T\n`\nend\n");
  REQUIRE(message.parts.size() == 2);
  CHECK(message.parts[1].format == "text");
  CHECK(is_utf8(message.parts[1].content));
  std::string many = "Subject: x\n\n";
  for (int i = 0; i < 1000; ++i) many += "begin 644 a.txt\n#0V%T\n`\nend\n";
  const Message bounded = parse_message(many);
  CHECK(bounded.parts.size() == MessageLimits{}.parts);
  CHECK(bounded.doubts.at(0).code == "too_many_parts");
}

TEST_CASE("a file name holds no control character, however it came") {
  const Message message = parse_message("Subject: x\n\nbegin 644 a\x1b[2J.txt\n#0V%T\n`\nend\n");
  REQUIRE(message.parts.size() == 2);
  CHECK(message.parts[1].file_name == "a[2J.txt");
}

TEST_CASE("two senders are none") {
  CHECK(parse_message("From: a@b.example, c@d.example\r\n\r\nx").facts.from.empty());
  CHECK(parse_message("From: A <a@B.example>\r\n\r\nx").facts.from == "a@b.example");
  CHECK(parse_message("From: a@b.example\r\nFrom: c@d.example\r\n\r\nx").facts.from.empty());
  CHECK(parse_message("From: a@b.example\r\nFROM : a@b.example\r\n\r\nx").facts.from.empty());
}

}  // namespace tallyd
