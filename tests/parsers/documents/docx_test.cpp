// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/parsers/documents/docx_file.h"

namespace tallyd::test {
namespace {

std::string doubts_of(const DocxFile& file) {
  std::string all;
  for (const std::string& doubt : file.read().doubts) all += doubt + "\n";
  return all;
}

std::string cell(const std::string& properties, const std::string& text) {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr><w:p>" + run(text) + "</w:p></w:tc>";
}

}  // namespace

TEST_CASE("a legacy check box has its own state, else its default") {
  CHECK(paragraph(form_box("<w:default w:val=\"0\"/><w:checked/>")).text() == "[x]");
  CHECK(paragraph(form_box("<w:default w:val=\"1\"/><w:checked w:val=\"0\"/>")).text() == "[ ]");
  CHECK(paragraph(form_box("<w:default w:val=\"1\"/>")).text() == "[x]");
  CHECK(paragraph(form_box("<w:default w:val=\"0\"/>")).text() == "[ ]");
}

TEST_CASE("on and off are written in three ways") {
  for (const char* on : {"1", "true", "on"}) {
    CHECK(paragraph(form_box("<w:checked w:val=\"" + std::string(on) + "\"/>")).text() == "[x]");
  }
  for (const char* off : {"0", "false", "off"}) {
    CHECK(paragraph(form_box("<w:checked w:val=\"" + std::string(off) + "\"/>")).text() == "[ ]");
  }
}

TEST_CASE("the code of a field is never shown, its result is") {
  CHECK(paragraph("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE X"
                  "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" +
                  run("7") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" + run(" on"))
            .text() == "7 on");
}

TEST_CASE("a check box field without its state is unclear") {
  CHECK(paragraph("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>FORMCHECKBOX"
                  "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>")
            .text() == "[lost]");
  CHECK(paragraph("<w:fldSimple w:instr=\" FORMCHECKBOX \"/>").text() == "[lost]");
}

TEST_CASE("a field without a result shows what Word makes of its code") {
  const auto field = [](const std::string& code) {
    return paragraph("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> " + code +
                     " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>")
        .text();
  };
  CHECK(field("SYMBOL 254 \\f Wingdings \\s 11") == "☑");
  CHECK(field("SYMBOL 0x52 \\f \"Wingdings 2\"") == "☑");
  CHECK(field("MACROBUTTON Tick ☒") == "☒ ");
  CHECK(field("MACROBUTTON Tick </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
              "<w:r><w:instrText>SYMBOL 168 \\f Wingdings</w:instrText></w:r><w:r><w:fldChar "
              "w:fldCharType=\"end\"/></w:r><w:r><w:instrText>") == "☐ ");
  CHECK(field("SYMBOL 254 \\f Wingdings</w:instrText></w:r><w:r><w:fldChar "
              "w:fldCharType=\"separate\"/></w:r><w:r><w:t>☐</w:t></w:r><w:r><w:instrText>") ==
        "☐");
  CHECK(field("REF x").empty());
}

TEST_CASE("a field that never ends does not swallow the rest of the document") {
  const std::string begin = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>";
  CHECK(body(begin + "<w:p>" + run("X.1214") + "</w:p>").text() == "\nX.1214");
}

TEST_CASE("a content control is checked where state and glyph say so") {
  CHECK(paragraph(control("1", run("☒")) + run(" assigns")).text() == "[x] assigns");
  CHECK(paragraph(control("0", run("☐")) + run(" assigns")).text() == "[ ] assigns");
  CHECK(paragraph(control("1", run("⦿"))).text() == "(x)");
}

TEST_CASE("what is typed over the glyph of a content control counts") {
  CHECK(paragraph(control("0", run("☒"))).text() == "[x]");
  CHECK(paragraph(control("0", run("X"))).text() == "X");
}

TEST_CASE("a control that is checked but shown empty is unclear, with a doubt") {
  const DocxFile file = paragraph(control("1", run("☐")));
  CHECK(file.text() == "[?]");
  CHECK_THAT(doubts_of(file), Catch::Contains("shown empty"));
}

TEST_CASE("a toggle in tracked changes leaves one box") {
  CHECK(paragraph(control("1", "<w:del><w:r><w:delText>☐</w:delText></w:r></w:del><w:ins>" +
                                   run("☒") + "</w:ins>"))
            .text() == "{+:[x]}");
}

TEST_CASE("controls are found around paragraphs, cells and rows") {
  const std::string row_of_one = "<w:tr>" + cell("", "A") + "</w:tr>";
  CHECK(body(control("1", "<w:p>" + run("☒ yes") + "</w:p>")).text() == "[x] yes");
  CHECK(body("<w:tbl><w:tr>" + control("1", cell("", "☒")) + "</w:tr></w:tbl>").text() ==
        "| [x] |");
  CHECK(body("<w:tbl><w:sdt><w:sdtContent>" + row_of_one + "</w:sdtContent></w:sdt></w:tbl>")
            .text() == "| A |");
}

TEST_CASE("marks of a run are seen, black and white are not") {
  CHECK(paragraph(run("a", "<w:b/>")).text() == "{b:a}");
  CHECK(paragraph(run("a", "<w:strike/>")).text() == "{s:a}");
  CHECK(paragraph(run("a", "<w:dstrike/>")).text() == "{s:a}");
  CHECK(paragraph(run("a", "<w:strike w:val=\"0\"/>")).text() == "a");
  CHECK(paragraph(run("a", "<w:highlight w:val=\"yellow\"/>")).text() == "{h:a}");
  CHECK(paragraph(run("a", "<w:shd w:val=\"clear\" w:fill=\"FFFF00\"/>")).text() == "{h:a}");
  CHECK(paragraph(run("a", "<w:color w:val=\"FF0000\"/>")).text() == "{c:a}");
  CHECK(paragraph(run("a", "<w:color w:val=\"231F20\"/><w:shd w:fill=\"auto\"/>")).text() == "a");
}

TEST_CASE("marks come through styles and what they are based on") {
  DocxFile file = paragraph(run("a", "<w:rStyle w:val=\"Out\"/>") + run("b"));
  file.styles =
      "<w:style w:type=\"character\" w:styleId=\"Gone\"><w:rPr><w:strike/></w:rPr></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"Out\"><w:basedOn w:val=\"Gone\"/></w:style>";
  CHECK(file.text() == "{s:a}b");
}

TEST_CASE("two styles that both strike cancel each other, as Word shows it") {
  DocxFile file = body("<w:p><w:pPr><w:pStyle w:val=\"P\"/></w:pPr>" +
                       run("a", "<w:rStyle w:val=\"C\"/>") + run("b") + "</w:p>");
  file.styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"P\"><w:rPr><w:strike/></w:rPr></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"C\"><w:rPr><w:strike/></w:rPr></w:style>";
  CHECK(file.text() == "a{s:b}");
}

TEST_CASE("hidden text is not read") {
  CHECK(paragraph(run("seen") + run("unseen", "<w:vanish/>")).text() == "seen");
}

TEST_CASE("tracked changes are told from settled text") {
  CHECK(paragraph("<w:ins>" + run("X") +
                  "</w:ins><w:del><w:r><w:delText>no</w:delText></w:r></w:del>")
            .text() == "{+:X}{-:no}");
  CHECK(paragraph("<w:moveFrom>" + run("a") + "</w:moveFrom><w:moveTo>" + run("a") + "</w:moveTo>")
            .text() == "{-:a}{+:a}");
  CHECK(body("<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + cell("", "A") + "</w:tr></w:tbl>").text() ==
        "| {-:A} |-");
}

TEST_CASE("cells know what they span and what they continue") {
  CHECK(body("<w:tbl><w:tr>" + cell("<w:vMerge w:val=\"restart\"/>", "A") +
             cell("<w:gridSpan w:val=\"2\"/>", "B") + "</w:tr><w:tr>" + cell("<w:vMerge/>", "") +
             cell("", "C") + cell("", "D") + "</w:tr></w:tbl>")
            .text() == "| A | 2:B |\n| ^ | C | D |");
}

TEST_CASE("tables in cells keep their place") {
  CHECK(body("<w:tbl><w:tr><w:tc><w:tbl><w:tr>" + cell("", "in") + "</w:tr></w:tbl><w:p>" +
             run("out") + "</w:p></w:tc></w:tr></w:tbl>")
            .text() == "| | in | / out |");
}

TEST_CASE("symbols of picture fonts become what they show") {
  CHECK(paragraph("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>").text() == "☑");
  CHECK(paragraph("<w:r><w:sym w:font=\"Wingdings 2\" w:char=\"F0A3\"/></w:r>").text() == "☐");
  CHECK(paragraph(run("\uF0FD", "<w:rFonts w:ascii=\"Wingdings\"/>")).text() == "☒");
  CHECK(paragraph(run("\u00FC", "<w:rFonts w:ascii=\"Wingdings\"/>")).text() == "✓");
}

TEST_CASE("a list's sign is given where it is a box or a tick, not for bullets") {
  DocxFile file = body(
      "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"
      "</w:pPr>" +
      run("yes") +
      "</w:p><w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/>"
      "<w:numId w:val=\"1\"/></w:numPr></w:pPr>" +
      run("no") + "</w:p>");
  file.parts["numbering"] =
      "<w:numbering><w:abstractNum w:abstractNumId=\"5\"><w:lvl w:ilvl=\"0\"><w:numFmt "
      "w:val=\"bullet\"/><w:lvlText w:val=\"\uF0FC\"/><w:rPr><w:rFonts w:ascii=\"Wingdings\"/>"
      "</w:rPr></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/><w:lvlText "
      "w:val=\"\uF0B7\"/>"
      "<w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr></w:lvl></w:abstractNum><w:num w:numId=\"1\">"
      "<w:abstractNumId w:val=\"5\"/></w:num></w:numbering>";
  CHECK(file.text() == "✓\\tyes\nno");
}

TEST_CASE("Word's single XML file is a package, too") {
  const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const auto file = [&](const std::string& text) {
    return "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Word.Document\"?>\n<pkg:package "
           "xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">"
           "<pkg:part pkg:name=\"/_rels/.rels\"><pkg:xmlData><Relationships><Relationship "
           "Id=\"rId1\" Type=\"" +
           type +
           "officeDocument\" Target=\"word/document.xml\"/></Relationships></pkg:xmlData>"
           "</pkg:part><pkg:part pkg:name=\"/word/document.xml\"><pkg:xmlData><w:document "
           "xmlns:w=\"w\"><w:body><w:p>" +
           text + "</w:p></w:body></w:document></pkg:xmlData></pkg:part></pkg:package>";
  };
  const std::string whole = file(form_box("<w:checked/>") + run(" ") + run("A &amp; B"));
  const Document document = read_document({whole, "form.doc", "application/msword"}, {}, {});
  CHECK(document.format == "docx");
  CHECK(document.doubts.empty());
  CHECK(to_text(document) == "[x] A & B");
  const std::string cut = whole.substr(0, whole.find("&amp; B"));
  CHECK_FALSE(read_document({cut}, {}, {}).doubts.empty());
}

TEST_CASE("a text box is read once, after its paragraph") {
  const std::string box = "<w:txbxContent><w:p>" + run("in the box") + "</w:p></w:txbxContent>";
  CHECK(paragraph(run("a") + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp><wps:txbx>" +
                  box + "</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict>" + box +
                  "</w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run("b"))
            .text() == "ab\nin the box");
}

TEST_CASE("of alternatives the first is read of which Word knows the namespaces") {
  const auto shown = [](const std::string& requires_first) {
    return body(
               "<w:p xmlns:w16=\"http://schemas.microsoft.com/office/word/2018/wordml\" "
               "xmlns:other=\"urn:other\"><mc:AlternateContent><mc:Choice Requires=\"" +
               requires_first + "\">" + run("first") + "</mc:Choice><mc:Choice Requires=\"w16\">" +
               run("second") + "</mc:Choice><mc:Fallback>" + run("last") +
               "</mc:Fallback></mc:AlternateContent></w:p>")
        .text();
  };
  CHECK(shown("w16") == "first");
  CHECK(shown("other") == "second");
  CHECK(shown("w16 other") == "second");
  CHECK(body("<w:p><mc:AlternateContent><mc:Choice Requires=\"unbound\"/><mc:Fallback>" +
             run("last") + "</mc:Fallback></mc:AlternateContent></w:p>")
            .text() == "last");
}

TEST_CASE("a note to a row of a table is read in the row, others at the end") {
  DocxFile file = body("<w:tbl><w:tr>" + cell("", "A") + "<w:tc><w:p>" + run("B") +
                       "<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p></w:tc></w:tr></w:tbl>"
                       "<w:p>" +
                       run("C") + "<w:r><w:endnoteReference w:id=\"2\"/></w:r></w:p>");
  file.parts["footnotes"] = "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"1\"><w:p>" + run("one") +
                            "</w:p></w:footnote><w:footnote w:id=\"2\"><w:p>" + run("two") +
                            "</w:p></w:footnote></w:footnotes>";
  file.parts["endnotes"] = "<w:endnotes xmlns:w=\"w\"><w:endnote w:id=\"2\"><w:p>" + run("three") +
                           "</w:p></w:endnote></w:endnotes>";
  CHECK(file.text() == "| A | B (two) |\nC\nthree\ntwo");
}

TEST_CASE("a circle drawn on the page is a doubt, a text box with words is none") {
  CHECK_THAT(doubts_of(paragraph("<w:r><w:drawing><wps:wsp><wps:spPr><a:prstGeom prst=\"ellipse\"/>"
                                 "</wps:spPr></wps:wsp></w:drawing></w:r>")),
             Catch::Contains("drawing"));
  CHECK_THAT(doubts_of(paragraph("<w:r><w:pict><v:oval/></w:pict></w:r>")),
             Catch::Contains("drawing"));
  CHECK(doubts_of(paragraph("<w:r><w:pict><v:rect o:hr=\"t\"/></w:pict></w:r>")).empty());
}

TEST_CASE("an ActiveX box has the state of its properties, else it is unclear") {
  const auto with = [](const std::string& properties) {
    DocxFile file = paragraph("<w:r><w:object><w:control r:id=\"control\"/></w:object></w:r>");
    file.parts["control"] =
        "<ax:ocx ax:classid=\"{8BD21D40-EC42-11CE-9E0D-00AA006002F3}\">" + properties + "</ax:ocx>";
    return file;
  };
  CHECK(with("<ax:ocxPr ax:name=\"Value\" ax:value=\"1\"/>").text() == "[x]");
  CHECK(with("<ax:ocxPr ax:name=\"Value\" ax:value=\"0\"/>").text() == "[ ]");
  CHECK(with("").text() == "[?]");
  CHECK_THAT(doubts_of(with("")), Catch::Contains("ActiveX"));
}

TEST_CASE("comments in the margin are a doubt") {
  CHECK_THAT(doubts_of(paragraph(run("a") + "<w:r><w:commentReference/></w:r>")),
             Catch::Contains("margin"));
}

TEST_CASE("line breaks, tabs and hyphens are characters") {
  CHECK(paragraph("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>X</w:t><w:noBreakHyphen/>"
                  "<w:softHyphen/><w:t>1 </w:t></w:r>")
            .text() == "a\\nb\\tX\u20111 ");
}

TEST_CASE("other prefixes and the strict namespace make no difference") {
  const std::string strict = "http://purl.oclc.org/ooxml/";
  const std::string bytes = zip_file(
      {{"[Content_Types].xml", "<Types/>"},
       {"_rels/.rels",
        "<Relationships><Relationship Id=\"a\" Type=\"" + strict +
            "officeDocument/relationships/officeDocument\" Target=\"/odd/Text.XML\"/>"
            "</Relationships>"},
       {"odd/text.xml", "<n:document xmlns:n=\"" + strict +
                            "wordprocessingml/main\"><n:body><n:p><n:r><n:rPr><n:b/></n:rPr><n:t>a"
                            "</n:t></n:r></n:p></n:body></n:document>"}});
  CHECK(to_text(read_document({bytes, {}, {}}, {}, {})) == "{b:a}");
}

TEST_CASE("headers, footers and watermarks are read apart from the text") {
  DocxFile file = paragraph(run("X.1214"));
  file.parts["header"] =
      "<w:hdr xmlns:w=\"w\" "
      "xmlns:v=\"v\"><w:p><w:r><w:t>Ministry</w:t></w:r></w:p><w:p><w:r><w:pict>"
      "<v:shape><v:textpath string=\"DRAFT\"/></v:shape></w:pict></w:r></w:p></w:hdr>";
  file.parts["footer"] =
      "<w:ftr xmlns:w=\"w\"><w:p><w:r><w:t>VO</w:t><w:t>ID</w:t></w:r></w:p></w:ftr>";
  CHECK(file.text() == "X.1214");
  const std::string margins = file.read().margins;
  for (const char* line : {"Ministry\n", "DRAFT\n", "VOID\n"}) {
    CAPTURE(line, margins);
    CHECK(margins.find(line) != std::string::npos);
  }
}

TEST_CASE("white and tiny letters cannot be seen") {
  const auto is_unseen = [](const std::string& properties) {
    const Document document = paragraph(run("☒", properties)).read();
    return std::get<Paragraph>(document.blocks.at(0)).runs.at(0).marks.unseen;
  };
  CHECK(is_unseen("<w:color w:val=\"FFFFFF\"/>"));
  CHECK(is_unseen("<w:sz w:val=\"2\"/>"));
  CHECK(is_unseen("<w:w w:val=\"1\"/>"));
  CHECK(is_unseen("<w:color w:themeColor=\"background1\"/>"));
  CHECK(is_unseen("<w:highlight w:val=\"black\"/>"));
  CHECK(is_unseen("<w:color w:val=\"1F4E79\"/><w:shd w:fill=\"1F4E79\"/>"));
  CHECK_FALSE(is_unseen("<w:highlight w:val=\"black\"/><w:color w:val=\"FFFF00\"/>"));
  CHECK_FALSE(is_unseen("<w:color w:val=\"auto\"/><w:shd w:fill=\"000000\"/>"));
  CHECK_FALSE(is_unseen("<w:color w:val=\"FFFFFF\"/><w:shd w:fill=\"000080\"/>"));
  CHECK_FALSE(is_unseen("<w:color w:val=\"000000\"/><w:sz w:val=\"16\"/>"));
}

}  // namespace tallyd::test
