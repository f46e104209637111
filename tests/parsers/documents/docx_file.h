// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "parsers/documents/format.h"
#include "tests/support/document_text.h"
#include "tests/support/zip_file.h"

namespace tallyd::test {

/// A docx made from the XML of its body and, where a test needs them, further parts.
struct DocxFile {
  std::string body;
  std::string styles;                             ///< content of w:styles
  std::map<std::string, std::string> parts = {};  ///< further parts by relation's type: "numbering"

  std::string bytes() const {
    const std::string root =
        " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
        " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" xmlns:r=\"r\""
        " xmlns:mc=\"mc\" xmlns:wps=\"wps\" xmlns:v=\"v\" xmlns:a=\"a\"";
    const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    std::string relations;
    std::vector<std::pair<std::string, std::string>> entries{
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"" + type +
                            "officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
        {"word/document.xml",
         "<w:document" + root + "><w:body>" + body + "</w:body></w:document>"}};
    std::map<std::string, std::string> all = parts;
    if (!styles.empty()) all["styles"] = "<w:styles" + root + ">" + styles + "</w:styles>";
    for (const auto& [name, content] : all) {
      relations.append("<Relationship Id=\"").append(name).append("\" Type=\"").append(type);
      relations.append(name).append("\" Target=\"").append(name).append(".xml\"/>");
      entries.emplace_back("word/" + name + ".xml", content);
    }
    entries.emplace_back("word/_rels/document.xml.rels",
                         "<Relationships>" + relations + "</Relationships>");
    return zip_file(entries);
  }

  Document read() const { return read_document({bytes(), {}, {}}, {}, {}); }
  std::string text() const { return to_text(read()); }
};

inline DocxFile body(std::string xml) { return {std::move(xml), {}, {}}; }
/// One paragraph of these runs.
inline DocxFile paragraph(const std::string& xml) { return body("<w:p>" + xml + "</w:p>"); }
inline std::string run(const std::string& text, const std::string& properties = {}) {
  return "<w:r><w:rPr>" + properties + "</w:rPr><w:t>" + text + "</w:t></w:r>";
}
/// A legacy check box field; `state`: the elements inside of w:checkBox.
inline std::string form_box(const std::string& state) {
  return "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox>" + state +
         "</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX "
         "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
}
/// A check box content control; `state`: "0" or "1"; `content`: what is shown.
inline std::string control(const std::string& state, const std::string& content) {
  return "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"" + state +
         "\"/></w14:checkbox></w:sdtPr><w:sdtContent>" + content + "</w:sdtContent></w:sdt>";
}

}  // namespace tallyd::test
