// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/parsers/documents/docx_file.h"

namespace tallyd::test {
namespace {

Document read(std::string_view bytes, const Limits& limits = {}) {
  return read_docx(bytes, limits, {});
}

bool doubts(const Document& document, const std::string& words) {
  for (const std::string& doubt : document.doubts) {
    if (doubt.find(words) != std::string::npos) return true;
  }
  return false;
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a docx cut off at any byte is read or doubted, never both silent and different") {
  const std::string whole =
      body("<w:p>" + run("one") + "</w:p><w:p>" + form_box("<w:checked/>") + run("two") + "</w:p>")
          .bytes();
  const std::string wanted = to_text(read(whole));
  REQUIRE(wanted == "one\n[x]two");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Document cut = read(std::string_view(whole).substr(0, size));
    CAPTURE(size, to_text(cut));
    CHECK((!cut.doubts.empty() || to_text(cut) == wanted));
  }
}

TEST_CASE("a docx whose directory is lost is still read, with a doubt") {
  std::string bytes = paragraph(run("X.1214")).bytes();
  bytes.resize(bytes.rfind("PK\1\2"));
  const Document document = read(bytes);
  CHECK(to_text(document) == "X.1214");
  CHECK(doubts(document, "damaged"));
}

TEST_CASE("a flipped byte in the packed text is a doubt") {
  std::string bytes = paragraph(run(repeated("The quick brown fox ", 9))).bytes();
  bytes[bytes.find("word/document.xml") + 40] ^= 0x55;
  CHECK_FALSE(read(bytes).doubts.empty());
}

TEST_CASE("elements nested a hundred thousand deep cost neither stack nor time") {
  const DocxFile file =
      paragraph(repeated("<w:smartTag>", 100'000) + run("x") + repeated("</w:smartTag>", 100'000));
  Limits limits;
  limits.ratio = 100'000;  // else it is taken for a zip bomb
  CHECK(doubts(read(file.bytes(), limits), "nested too deeply"));
  const DocxFile tables = body(repeated("<w:tbl><w:tr><w:tc>", 50'000));
  CHECK(doubts(read(tables.bytes(), limits), "nested too deeply"));
}

TEST_CASE("a zip bomb is not unpacked") {
  const DocxFile file = paragraph("<!--" + repeated(" ", 20'000'000) + "-->");
  CHECK(doubts(read(file.bytes()), "too large when unpacked"));
}

TEST_CASE("entities of a document type are never expanded") {
  const std::string bytes = zip_file(
      {{"word/document.xml",
        "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM "
        "\"file:///etc/passwd\">]><w:document><w:body><w:p><w:r><w:t>&b;&f;</w:t></w:r></w:p>"
        "</w:body></w:document>"}});
  CHECK(to_text(read(bytes)) == "&b;&f;");
}

TEST_CASE("a document with more elements than allowed is read to the limit, with a doubt") {
  Limits limits;
  limits.nodes = 100;
  CHECK(doubts(read(body(repeated("<w:p/>", 1000)).bytes(), limits), "too long"));
  limits = {};
  limits.text_bytes = 10;
  CHECK(doubts(read(paragraph(run("more than ten letters")).bytes(), limits), "too much text"));
}

TEST_CASE("two parts of one name are a doubt") {
  const std::string text = "<w:document><w:body><w:p><w:r><w:t>";
  const std::string end = "</w:t></w:r></w:p></w:body></w:document>";
  const std::string bytes = zip_file(
      {{"word/document.xml", text + "yes" + end}, {"WORD/Document.xml", text + "no" + end}});
  CHECK(doubts(read(bytes), "two parts of one name"));
}

TEST_CASE("fields that never end cost no time") {
  const std::string begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:t>x</w:t></w:r>";
  Limits limits;
  limits.ratio = 100'000;
  CHECK(doubts(read(paragraph(repeated(begin, 100'000)).bytes(), limits), "nested too deeply"));
}

TEST_CASE("styles based on themselves end") {
  DocxFile file = paragraph(run("a", "<w:rStyle w:val=\"A\"/>"));
  file.styles = "<w:style w:type=\"character\" w:styleId=\"A\"><w:basedOn w:val=\"A\"/></w:style>";
  CHECK(file.text() == "a");
}

TEST_CASE("what is no document is no document") {
  CHECK(find_format({"PK\3\4 nothing", "a.zip", {}}) == nullptr);
  CHECK(find_format({zip_file({{"readme.txt", "x"}}), "a.docx", {}}) == nullptr);
  CHECK(doubts(read_document({std::string("\0\1\2", 3), "form.DOCX", {}}, {}, {}), "damaged"));
}

TEST_CASE("content decides, whatever a file calls itself") {
  const std::string docx = paragraph(run("a")).bytes();
  CHECK(find_format({docx, "form.doc", "application/msword"})->name == "docx");
  CHECK(find_format({"{\\rtf1 a}", "form.doc", {}})->name == "rtf");
}

TEST_CASE("Word behind a password is a doubt that says so") {
  std::string bytes("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  for (const char c : std::string("EncryptedPackage")) bytes += {c, '\0'};
  bytes += {'\0', '\0'};
  CHECK(doubts(read_document({bytes, "a.docx", {}}, {}, {}), "password"));
}

TEST_CASE("without an office suite an old format is a doubt") {
  CHECK(doubts(read_document({"{\\rtf1 a}", {}, {}}, {}, {}), "no office program"));
}

TEST_CASE("boxes of an RTF file without their states are lost, not empty") {
  const Tools tools{[](std::string_view, std::string_view) -> Result<std::string> {
    return paragraph(form_box("") + run("yes")).bytes();
  }};
  const Document lost = read_document(
      {"{\\rtf1{\\field{\\*\\fldinst FORMCHECKBOX}{\\fldrslt }}yes}", {}, {}}, {}, tools);
  CHECK(to_text(lost) == "[lost]yes");
  const Document kept = read_document(
      {"{\\rtf1{\\field{\\*\\fldinst FORMCHECKBOX{\\*\\formfield{\\fftype1\\ffres1}}}}yes}",
       {},
       {}},
      {}, tools);
  CHECK(to_text(kept) == "[x]yes");
}

}  // namespace tallyd::test
