// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "parsers/documents/format.h"
#include "tests/support/document_text.h"
#include "tests/support/zip_file.h"

namespace tallyd::test {
namespace {

constexpr const char* kType = "application/vnd.oasis.opendocument.text";

/// An odt of this text and these automatic styles.
Document read(const std::string& text, const std::string& styles = {}) {
  const std::string content =
      "<office:document-content xmlns:office=\"o\"><office:automatic-styles>" + styles +
      "</office:automatic-styles><office:body><office:text>" + text +
      "</office:text></office:body></office:document-content>";
  const std::string bytes = zip_file({{"mimetype", kType}, {"content.xml", content}});
  return read_document({bytes, {}, {}}, {}, {});
}

std::string text(const std::string& xml, const std::string& styles = {}) {
  return to_text(read(xml, styles));
}

std::string style(const std::string& name, const std::string& properties,
                  const std::string& parent = {}) {
  return "<style:style style:family=\"text\" style:name=\"" + name +
         "\" style:parent-style-name=\"" + parent + "\"><style:text-properties " + properties +
         "/></style:style>";
}

}  // namespace

TEST_CASE("a form field kept by LibreOffice has its state as a parameter") {
  const std::string field =
      "<field:fieldmark field:type=\"vnd.oasis.opendocument.field.FORMCHECKBOX\">";
  CHECK(text("<text:p>" + field +
             "<field:param field:name=\"Checkbox_Checked\" "
             "field:value=\"true\"/></field:fieldmark> yes</text:p>") == "[x] yes");
  CHECK(text("<text:p>" + field + "</field:fieldmark> no</text:p>") == "[ ] no");
}

TEST_CASE("an odt content control is weighed like Word's") {
  const std::string control = "<loext:content-control loext:checkbox=\"true\" ";
  CHECK(text("<text:p>" + control + "loext:checked=\"true\">☒</loext:content-control></text:p>") ==
        "[x]");
  CHECK(text("<text:p>" + control + ">☐</loext:content-control> a</text:p>") == "[ ] a");
  CHECK(text("<text:p>" + control + "loext:checked=\"true\">☐</loext:content-control></text:p>") ==
        "[?]");
}

TEST_CASE("form controls are read where they are drawn, with their labels") {
  CHECK(text("<office:forms><form:form><form:checkbox form:id=\"c1\" form:current-state=\"checked\""
             " form:label=\"assigns\"/><form:radio form:id=\"c2\" form:selected=\"true\" "
             "form:current-selected=\"false\"/><form:checkbox form:id=\"c3\" "
             "form:current-state=\"unknown\"/></form:form></office:forms><text:p><draw:control "
             "draw:control=\"c1\"/> <draw:control draw:control=\"c2\"/><draw:control "
             "draw:control=\"c3\"/></text:p>") == "[x]assigns ( )[?]");
  CHECK(text("<text:p><draw:control draw:control=\"lost\"/></text:p>") == "[lost]");
}

TEST_CASE("marks of odt text come through the parents of its style") {
  CHECK(text("<text:p><text:span text:style-name=\"T2\">a</text:span>b</text:p>",
             style("T1", "style:text-line-through-style=\"solid\"") +
                 style("T2", "fo:font-weight=\"bold\"", "T1")) == "{bs:a}b");
  CHECK(text("<text:p><text:span text:style-name=\"T\">a</text:span></text:p>",
             style("T", "fo:color=\"#ff0000\" fo:background-color=\"#ffff00\"")) == "{hc:a}");
}

TEST_CASE("odt letters that cannot be seen are known for it") {
  const auto is_unseen = [](const std::string& properties) {
    const Document document = read(
        "<text:p><text:span text:style-name=\"T\">☒</text:span></text:p>", style("T", properties));
    return std::get<Paragraph>(document.blocks.at(0)).runs.at(0).marks.unseen;
  };
  CHECK(is_unseen("fo:font-size=\"1pt\""));
  CHECK(is_unseen("style:text-scale=\"1%\""));
  CHECK(is_unseen("fo:color=\"#112233\" fo:background-color=\"#112233\""));
  CHECK_FALSE(is_unseen("fo:font-size=\"11pt\" style:text-scale=\"90%\" loext:opacity=\"100%\""));
  CHECK_FALSE(is_unseen("fo:font-size=\"80%\""));
  // LibreOffice writes so what is of the automatic colour.
  CHECK_FALSE(is_unseen("style:use-window-font-color=\"true\" loext:opacity=\"0%\""));
}

TEST_CASE("an odt list's sign is given where it is a box or a tick, not for bullets") {
  const auto bullet = [](const std::string& level, const std::string& sign) {
    return "<text:list-level-style-bullet text:level=\"" + level + "\" text:bullet-char=\"" + sign +
           "\"/>";
  };
  const std::string styles = "<text:list-style style:name=\"L\">" + bullet("1", "☒") +
                             bullet("2", "•") + "</text:list-style>";
  CHECK(text("<text:list text:style-name=\"L\"><text:list-item><text:p>a</text:p><text:p>b</text:p>"
             "<text:list><text:list-item><text:p>c</text:p></text:list-item></text:list>"
             "</text:list-item><text:list-item><text:p>d</text:p></text:list-item></text:list>",
             styles) == "☒\\ta\nb\nc\n☒\\td");
}

TEST_CASE("hidden odt text is not read") {
  CHECK(text("<text:p>a<text:span text:style-name=\"H\">b</text:span></text:p>",
             style("H", "text:display=\"none\"")) == "a");
}

TEST_CASE("inserted and deleted odt text is told from settled text") {
  CHECK(text("<text:tracked-changes><text:changed-region text:id=\"c1\"><text:insertion/>"
             "</text:changed-region><text:changed-region text:id=\"c2\"><text:deletion><text:p>no"
             "</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>a"
             "<text:change-start text:change-id=\"c1\"/>X<text:change-end text:change-id=\"c1\"/>"
             "<text:change text:change-id=\"c2\"/> b</text:p>") == "a{+:X}{-:no} b");
}

TEST_CASE("covered odt cells continue the cell above them, or vanish beside a wide one") {
  const std::string cell = "<table:table-cell><text:p>";
  CHECK(text("<table:table><table:table-row><table:table-cell table:number-rows-spanned=\"2\">"
             "<text:p>A</text:p></table:table-cell><table:table-cell "
             "table:number-columns-spanned=\"2\"><text:p>B</text:p></table:table-cell>"
             "<table:covered-table-cell/></table:table-row><table:table-row>"
             "<table:covered-table-cell/>" +
             cell + "C</text:p></table:table-cell>" + cell +
             "D</text:p></table:table-cell></table:table-row></table:table>") ==
        "| A | 2:B |\n| ^ | C | D |");
}

TEST_CASE("repeated cells are repeated, a million empty ones are not") {
  const Document document = read(
      "<table:table><table:table-row><table:table-cell table:number-columns-repeated=\"3\">"
      "<text:p>A</text:p></table:table-cell><table:table-cell "
      "table:number-columns-repeated=\"1000000\"/></table:table-row></table:table>");
  CHECK(to_text(document) == "| A | A | A |  |");
}

TEST_CASE("blanks of odt text collapse, written spaces stay") {
  CHECK(text("<text:p>  a \n b<text:s text:c=\"2\"/>c<text:tab/><text:line-break/></text:p>") ==
        "a b  c\\t\\n");
}

TEST_CASE("a flat odt is read like a packed one") {
  const std::string flat = "<?xml version=\"1.0\"?><office:document office:mimetype=\"" +
                           std::string(kType) +
                           "\"><office:body><office:text><text:p>hello</text:p></office:text>"
                           "</office:body></office:document>";
  CHECK(to_text(read_document({flat, {}, {}}, {}, {})) == "hello");
}

TEST_CASE("an odt behind a password is a doubt that says so") {
  const std::string bytes = zip_file({{"mimetype", kType},
                                      {"content.xml", "\x01\x02scrambled"},
                                      {"META-INF/manifest.xml", "<m:encryption-data/>"}});
  const Document document = read_document({bytes, {}, {}}, {}, {});
  REQUIRE(document.doubts.size() == 1);
  CHECK(document.doubts[0] == "The file is protected by a password.");
}

TEST_CASE("headers and footers of an odt are read apart from the text") {
  const std::string content =
      "<office:document-content "
      "xmlns:office=\"o\"><office:body><office:text><text:p>X.1214</text:p>"
      "</office:text></office:body></office:document-content>";
  const std::string styles =
      "<office:document-styles><office:master-styles><style:master-page><style:header><text:p>DRA"
      "<text:span>FT</text:span></text:p></style:header></style:master-page></office:master-styles>"
      "</office:document-styles>";
  const std::string bytes =
      zip_file({{"mimetype", kType}, {"content.xml", content}, {"styles.xml", styles}});
  const Document document = read_document({bytes, {}, {}}, {}, {});
  CHECK(to_text(document) == "X.1214");
  CHECK(document.margins == "DRAFT\n\n");
}

}  // namespace tallyd::test
