// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/document/docx.h"

#include "config/printable.h"
#include "daemon/compose/html.h"
#include "daemon/document/docx_parts.h"
#include "daemon/document/zip.h"

namespace tallyd {
namespace {

std::string width_of(int twips, const char* name) {
  return std::string("<w:") + name + " w:w=\"" + std::to_string(twips) + "\" w:type=\"dxa\"/>";
}

std::string borders(ooxml::Border border) {
  if (border == ooxml::Border::none) return "";
  std::string xml = "<w:tblBorders>";
  for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
    xml +=
        std::string("<w:") + side + " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>";
  }
  return xml + "</w:tblBorders>";
}

std::string cell_xml(const ooxml::TableCell& cell, int width) {
  using Span = ooxml::TableCell::Span;
  std::string xml = "<w:tc><w:tcPr>" + width_of(width, "tcW");
  if (cell.span == Span::begins) xml += "<w:vMerge w:val=\"restart\"/>";
  if (cell.span == Span::goes_on) xml += "<w:vMerge/>";
  return xml + "</w:tcPr>" + (cell.content.empty() ? "<w:p/>" : cell.content) + "</w:tc>";
}

void replace_all(std::string& xml, std::string_view from, std::string_view to) {
  for (auto at = xml.find(from); at != xml.npos; at = xml.find(from, at + to.size())) {
    xml.replace(at, from.size(), to);
  }
}

/// Everything in a right-to-left document is so: its paragraphs, runs and tables. Each property
/// stands where the schema has it (ECMA-376 part 1, 17.3.1.26 and 17.3.2.28).
std::string right_to_left(std::string xml) {
  replace_all(xml, "</w:pPr>", "<w:bidi/></w:pPr>");
  replace_all(xml, "</w:rPr>", "<w:rtl/></w:rPr>");
  replace_all(xml, "<w:tblPr>", "<w:tblPr><w:bidiVisual/>");
  return xml;
}

}  // namespace

namespace ooxml {

std::string run(std::string_view text, Weight weight) {
  return std::string("<w:r><w:rPr>") + (weight == Weight::bold ? "<w:b/><w:bCs/>" : "") +
         "</w:rPr><w:t xml:space=\"preserve\">" + escape_html(printable(text)) + "</w:t></w:r>";
}

std::string box(const ClickBox& box, int id) {
  const char* const empty = box.is_option ? "25CB" : "2610";
  const char* const full = box.is_option ? "25C9" : "2612";
  const std::string font =
      "<w:rFonts w:ascii=\"MS Gothic\" w:eastAsia=\"MS Gothic\" "
      "w:hAnsi=\"MS Gothic\" w:hint=\"eastAsia\"/>";
  return "<w:sdt><w:sdtPr><w:tag w:val=\"" + escape_html(box.tag) + "\"/><w:id w:val=\"" +
         std::to_string(id) +
         "\"/><w14:checkbox><w14:checked w14:val=\"0\"/><w14:checkedState w14:val=\"" + full +
         "\" w14:font=\"MS Gothic\"/><w14:uncheckedState w14:val=\"" + empty +
         "\" w14:font=\"MS Gothic\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>" + font +
         "</w:rPr><w:t>" + (box.is_option ? "○" : "☐") + "</w:t></w:r></w:sdtContent></w:sdt>";
}

std::string line_break() { return "<w:r><w:rPr></w:rPr><w:br/></w:r>"; }

std::string paragraph(const std::string& runs, std::string_view style) {
  const std::string named = style.empty() ? "" : "<w:pStyle w:val=\"" + std::string(style) + "\"/>";
  return "<w:p><w:pPr>" + named + "</w:pPr>" + runs + "</w:p>";
}

std::string with_next(std::string xml) {
  replace_all(xml, "</w:pPr>", "<w:keepNext/></w:pPr>");
  return xml;
}

std::string paragraphs(std::string_view text) {
  std::string xml;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    while (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    xml += paragraph(run(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return xml;
}

std::string table(const std::vector<std::vector<TableCell>>& rows, const TableStyle& style) {
  std::string xml = "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/>" + borders(style.border) +
                    "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";
  for (const int width : style.widths) xml += "<w:gridCol w:w=\"" + std::to_string(width) + "\"/>";
  xml += "</w:tblGrid>";
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const bool head = row == 0 && style.head == Head::first_row;
    xml +=
        std::string("<w:tr><w:trPr><w:cantSplit/>") + (head ? "<w:tblHeader/>" : "") + "</w:trPr>";
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      xml += cell_xml(rows[row][column], style.widths.at(column));
    }
    xml += "</w:tr>";
  }
  return xml + "</w:tbl>" + paragraph("");
}

std::string text_table(const std::vector<std::vector<std::string>>& rows, std::vector<int> widths) {
  std::vector<std::vector<TableCell>> cells;
  for (const auto& row : rows) {
    cells.emplace_back();
    const Weight weight = cells.size() == 1 ? Weight::bold : Weight::normal;
    for (const std::string& text : row) {
      cells.back().push_back({paragraph(run(text, weight))});
    }
  }
  return table(cells, {std::move(widths), Head::first_row, Border::lines});
}

}  // namespace ooxml

std::string Docx::image(std::string png, int millimetres, std::string_view description) {
  images_.push_back(std::move(png));
  const std::string id = std::to_string(images_.size());
  const std::string size = std::to_string(millimetres * 36000);  // EMU
  return "<w:r><w:rPr></w:rPr><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" "
         "distR=\"0\"><wp:extent cx=\"" +
         size + "\" cy=\"" + size + "\"/><wp:docPr id=\"" + id + "\" name=\"image" + id +
         "\" descr=\"" + escape_html(printable(description)) +
         "\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/"
         "picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"" +
         id + "\" name=\"image" + id +
         "\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"image" + id +
         "\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" "
         "y=\"0\"/><a:ext cx=\"" +
         size + "\" cy=\"" + size +
         "\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
         "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";
}

Result<std::string> Docx::bytes(std::string_view title) const {
  std::string relations;
  std::vector<ZipEntry> entries = {
      {"[Content_Types].xml", docx_content_types()},
      {"_rels/.rels", docx_package_relations()},
      {"docProps/core.xml", docx_properties(escape_html(printable(title)), language_)},
      {"word/styles.xml", docx_styles(language_)},
  };
  for (std::size_t i = 0; i < images_.size(); ++i) {
    const std::string id = std::to_string(i + 1);
    relations += docx_image_relation(id);
    entries.push_back({"word/media/image" + id + ".png", images_[i]});
  }
  entries.push_back({"word/_rels/document.xml.rels", docx_document_relations(relations)});
  const std::string body = language_ == "ar" ? right_to_left(body_) : body_;
  entries.push_back({"word/document.xml", docx_document(body)});
  return to_zip(entries);
}

}  // namespace tallyd
