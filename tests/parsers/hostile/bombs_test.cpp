// SPDX-License-Identifier: GPL-3.0-or-later
// Mail that is made to cost: each is read whole, by read_message(), within a bound that is stated
// here. The reader process allows 30 s and 2 GB; nobody should come near them by a few kilobytes.
#include <catch2/catch.hpp>

#include "parsers/reader/sanitized.h"
#include "tests/parsers/containers/samples.h"
#include "tests/parsers/hostile/cost.h"
#include "tests/support/zip_file.h"

namespace tallyd::test {
namespace {

/// Sanitizers cost time and memory of their own.
void check(const Cost& cost, double seconds, long megabytes) {
  constexpr int kMore = kSanitized ? 10 : 1;
  CAPTURE(cost.told);
  CHECK(cost.came_to_its_end);
  CHECK(cost.seconds < seconds * kMore);
  CHECK(cost.megabytes < megabytes * kMore);
}

bool tells(const Cost& cost, const std::string& code) {
  return cost.told.find(code) != std::string::npos;
}

std::string docx(const std::string& document) {
  return zip_file({{"word/document.xml", document}});
}

}  // namespace

TEST_CASE("zip files in zip files, ten in each of six, cost less than 5 s and 400 MB") {
  std::string bytes = zip_file({{"zeros.txt", std::string(20u << 20, '0')}});
  for (int level = 0; level < 6; ++level) {
    std::vector<std::pair<std::string, std::string>> ten(10, {"a.zip", bytes});
    for (std::size_t i = 0; i < ten.size(); ++i) ten[i].first = std::to_string(i) + ".zip";
    bytes = zip_file(ten);
  }
  const Cost cost = cost_of_reading(with_attachment(bytes, "form.zip"));
  check(cost, 5, 400);
}

TEST_CASE("a zip file whose entries overlap costs less than 5 s and 400 MB") {
  const std::string bytes = overlapping_zip(std::string(4u << 20, 'x'), 5000);
  check(cost_of_reading(with_attachment(bytes, "form.zip")), 5, 400);
}

TEST_CASE("a zip file of a hundred thousand empty files costs less than 5 s and 200 MB") {
  std::vector<std::pair<std::string, std::string>> entries(100'000);
  for (std::size_t i = 0; i < entries.size(); ++i) entries[i].first = std::to_string(i) + ".txt";
  check(cost_of_reading(with_attachment(zip_file(entries), "form.zip")), 5, 200);
}

TEST_CASE("entities that expand to a billion laughs are not expanded, in any format of XML") {
  std::string entities = "<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "&a" + std::to_string(i - 1) + ";";
    entities += "<!ENTITY a" + std::to_string(i) + " \"" + repeated(before, 10) + "\">";
  }
  const std::string head = "<?xml version=\"1.0\"?><!DOCTYPE x [" + entities + "]>";
  const std::string word = head +
                           "<w:document><w:body><w:p><w:r><w:t>&a39;</w:t></w:r></w:p>"
                           "</w:body></w:document>";
  const std::string odf =
      head + "<o:d><o:body><o:text><text:p>&a39;</text:p></o:text></o:body></o:d>";
  check(cost_of_reading(with_attachment(docx(word), "form.docx")), 2, 100);
  check(
      cost_of_reading(with_attachment(
          zip_file({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", odf}}),
          "form.odt")),
      2, 100);
  check(cost_of_reading(with_attachment(odf, "form.fodt")), 2, 100);
  check(cost_of_reading(with_attachment(head + "<html><body>&a39;</body></html>", "form.html")), 2,
        100);
}

TEST_CASE("elements a million deep cost less than 5 s and 400 MB, in any format") {
  const std::string deep = repeated("<w:sdt>", 1'000'000);
  check(cost_of_reading(with_attachment(docx("<w:document><w:body>" + deep), "form.docx")), 5, 400);
  const std::string spans = repeated("<text:span>", 1'000'000);
  check(cost_of_reading(
            with_attachment(zip_file({{"mimetype", "application/vnd.oasis.opendocument.text"},
                                      {"content.xml", "<o:d><o:body><o:text><text:p>" + spans}}),
                            "form.odt")),
        5, 400);
  check(cost_of_reading(with_attachment(repeated("<div>", 1'000'000), "form.html")), 5, 400);
  check(cost_of_reading("Content-Type: text/html\n\n" + repeated("<table><tr><td>", 300'000)), 5,
        400);
  check(cost_of_reading(with_attachment("{\\rtf1" + repeated("{", 1'000'000), "form.rtf")), 5, 400);
  check(cost_of_reading("Subject: x\n\n" + repeated(">", 1'000'000) + " assigns\n"), 5, 400);
}

TEST_CASE("a message of 100 000 parts costs less than 2 s and 100 MB") {
  const std::string part = "--b\r\nContent-Type: text/plain\r\n\r\nX.1214 assigns authority\r\n";
  const Cost cost = cost_of_reading(
      "From: focal@ict.ke.example\r\nSubject: TSB Circular 53\r\n"
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n" +
      repeated(part, 100'000) + "--b--\r\n");
  check(cost, 2, 100);
}

TEST_CASE("multiparts and forwarded mails 100 000 deep cost less than 2 s and 200 MB") {
  std::string multiparts;
  std::string mails;
  for (int i = 0; i < 100'000; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    multiparts.append("Content-Type: multipart/mixed; boundary=").append(boundary);
    multiparts.append("\n\n--").append(boundary).append("\n");
    mails += "Content-Type: message/rfc822\n\n";
  }
  check(cost_of_reading(multiparts), 2, 200);
  check(cost_of_reading(mails), 2, 200);
}

TEST_CASE("a line of 60 MB costs less than 10 s and 800 MB wherever it stands") {
  constexpr std::size_t kSize = 60u << 20;
  const std::string body = GENERATE("\n\n", "\nContent-Type: text/html\n\n<p>",
                                    "\nContent-Transfer-Encoding: base64\n\n",
                                    "\nContent-Transfer-Encoding: quoted-printable\n\n=",
                                    "\nContent-Type: text/plain; format=flowed\n\n> ");
  check(cost_of_reading("Subject: x" + body + std::string(kSize, 'A')), 10, 800);
  CAPTURE(body);
}

TEST_CASE("a header line of 60 MB costs less than 5 s and 300 MB") {
  const std::string name = GENERATE("Subject: ", "From: ", "References: <", "Subject: =?utf-8?B?",
                                    "Content-Type: text/plain; name*0*=", "Date: ", "X");
  CAPTURE(name);
  check(cost_of_reading(name + std::string(60u << 20, 'A') + "\n\nx"), 5, 300);
  check(cost_of_reading(name + repeated("(<", 5u << 20) + "\n\nx"), 5, 300);
}

TEST_CASE("NUL bytes anywhere stop nothing") {
  const std::string nul(1, '\0');
  const Cost cost = cost_of_reading("From: focal@ict.ke.example" + nul + "\nSub" + nul +
                                    "ject: TSB Circular 53\n\n" + repeated(nul + "x", 100'000));
  check(cost, 2, 100);
  CHECK(tells(cost, "other"));
}

}  // namespace tallyd::test
