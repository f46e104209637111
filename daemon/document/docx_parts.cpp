// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/document/docx_parts.h"

namespace tallyd {
namespace {

constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kRelations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";

std::string heading(const char* id, const char* name, int half_points) {
  const std::string size = std::to_string(half_points);
  return std::string("<w:style w:type=\"paragraph\" w:styleId=\"") + id + "\"><w:name w:val=\"" +
         name +
         "\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:keepNext/><w:spacing w:before=\"240\" "
         "w:after=\"80\"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val=\"" +
         size + "\"/><w:szCs w:val=\"" + size + "\"/></w:rPr></w:style>";
}

}  // namespace

std::string docx_content_types() {
  return std::string(kXml) +
         "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
         "<Default Extension=\"rels\" "
         "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
         "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
         "<Default Extension=\"png\" ContentType=\"image/png\"/>"
         "<Override PartName=\"/word/document.xml\" ContentType=\"application/"
         "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
         "<Override PartName=\"/word/styles.xml\" ContentType=\"application/"
         "vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
         "<Override PartName=\"/docProps/core.xml\" "
         "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";
}

std::string docx_package_relations() {
  return std::string(kXml) + std::string(kRelations) +
         "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
         "relationships/officeDocument\" Target=\"word/document.xml\"/>"
         "<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
         "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";
}

std::string docx_document_relations(const std::string& relations) {
  return std::string(kXml) + std::string(kRelations) +
         "<Relationship Id=\"styles\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
         "relationships/styles\" Target=\"styles.xml\"/>" +
         relations + "</Relationships>";
}

std::string docx_image_relation(const std::string& number) {
  return "<Relationship Id=\"image" + number +
         "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\""
         " Target=\"media/image" +
         number + ".png\"/>";
}

std::string docx_properties(const std::string& title, const std::string& language) {
  return std::string(kXml) +
         "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
         "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
         title + "</dc:title><dc:language>" + language + "</dc:language></cp:coreProperties>";
}

std::string docx_styles(const std::string& language) {
  const bool asian = language == "zh";
  return std::string(kXml) +
         "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
         "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" "
         "w:eastAsia=\"SimSun\" w:cs=\"Arial\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang "
         "w:val=\"" +
         (asian || language == "ar" ? "en" : language) + "\"" +
         (asian ? " w:eastAsia=\"zh-CN\"" : "") + (language == "ar" ? " w:bidi=\"ar\"" : "") +
         "/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"80\"/></w:pPr>"
         "</w:pPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" "
         "w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>" +
         heading("Title", "Title", 32) + heading("Heading1", "heading 1", 28) +
         heading("Heading2", "heading 2", 24) + "</w:styles>";
}

std::string docx_document(const std::string& body) {
  return std::string(kXml) +
         "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
         "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
         "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
         "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
         "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" "
         "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
         "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" "
         "mc:Ignorable=\"w14\"><w:body>" +
         body +
         "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1000\" w:right=\"1100\" "
         "w:bottom=\"1000\" w:left=\"1100\" w:header=\"500\" w:footer=\"500\" w:gutter=\"0\"/>"
         "</w:sectPr></w:body></w:document>";
}

}  // namespace tallyd
