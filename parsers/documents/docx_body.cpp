// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/docx_body.h"

#include <algorithm>
#include <cstdlib>

#include "parsers/documents/docx_alternative.h"
#include "parsers/documents/format.h"

namespace tallyd {
namespace {

Paragraph* first_paragraph(std::vector<Block>& blocks) {
  for (Block& block : blocks) {
    if (auto* paragraph = std::get_if<Paragraph>(&block)) return paragraph;
  }
  return nullptr;
}

}  // namespace

std::vector<Block> DocxBody::read(const Node& body) {
  std::vector<Block> out;
  blocks(body, {}, out);
  footnotes(out);
  return out;
}

void DocxBody::blocks(const Node& parent, Scope scope, std::vector<Block>& out) {
  ++scope.depth;
  for (const Node& each : parent.children()) {
    if (each.type() != pugi::node_element) continue;
    if (!parts_.budget().allows_node(scope.depth)) return;
    block(each, scope, out);
  }
}

void DocxBody::block(const Node& node, const Scope& scope, std::vector<Block>& out) {
  const std::string_view name = local_name(node);
  Scope inner = scope;
  if (name == "p") {
    paragraph(node, scope, out);
  } else if (name == "tbl") {
    Table read = table(node, scope);
    if (!read.rows.empty()) out.emplace_back(std::move(read));
  } else if (name == "sdt") {
    block_control(node, scope, out);
  } else if (name == "AlternateContent") {
    blocks(shown_alternative(node), scope, out);
  } else if (name == "ins" || name == "moveTo") {
    inner.inserted = true;
    blocks(node, inner, out);
  } else if (name == "del" || name == "moveFrom") {
    inner.deleted = true;
    blocks(node, inner, out);
  } else if (name == "customXml" || name == "smartTag") {
    blocks(node, scope, out);
  } else if (name == "altChunk") {
    foreign_part(node, out);
  } else if (name == "subDoc") {
    parts_.budget().doubt("The document refers to another file that did not come with it.");
  } else if (name == "r" || name == "oMathPara" || name == "hyperlink") {
    Paragraph loose;  // some generators forget the paragraph
    inline_element(node, scope, loose);
    out.emplace_back(std::move(loose));
  }
}

void DocxBody::block_control(const Node& control, const Scope& scope, std::vector<Block>& out) {
  const Node checkbox = child(control, "sdtPr", "checkbox");
  std::vector<Block> content;
  blocks(child(control, "sdtContent"), scope, content);
  Paragraph* first = first_paragraph(content);
  if (checkbox && first != nullptr) {
    settle_checkbox(read_checkbox_control(checkbox), *first, parts_.budget());
  }
  std::move(content.begin(), content.end(), std::back_inserter(out));
}

/// w:altChunk: a whole file of another format in place of paragraphs (17.17.2.1).
void DocxBody::foreign_part(const Node& chunk, std::vector<Block>& out) {
  const std::string name = parts_.target(attribute(chunk, "id"));
  const auto content = parts_.package().read(name);
  Limits limits = parts_.budget().limits();
  limits.depth /= 4;  // a chunk in a chunk in a chunk ends by itself
  Document inner;
  if (content && limits.depth > 0) inner = read_document({*content, name}, limits, parts_.tools());
  if (inner.blocks.empty()) {
    parts_.budget().doubt("A part of the document is of another format and could not be read.");
  }
  for (const std::string& doubt : inner.doubts) parts_.budget().doubt(doubt);
  std::move(inner.blocks.begin(), inner.blocks.end(), std::back_inserter(out));
}

void DocxBody::paragraph(const Node& node, Scope scope, std::vector<Block>& out) {
  // The code of a field never goes over a paragraph's end; one that seems to has lost its rest.
  for (Field& field : fields_) field.in_result = true;
  const Node properties = child(node, "pPr");
  scope.style = attribute(child(properties, "pStyle"), "val");
  scope.shaded = scope.shaded || is_shaded(child(properties, "shd"));
  std::vector<Block> outer_boxes;
  outer_boxes.swap(text_boxes_);
  Paragraph read;
  ListLevel list = read_list_level(properties);
  if (list.id.empty()) list = parts_.styles().list_level(scope.style);
  if (const std::string sign = parts_.list_sign(list); !sign.empty()) {
    Marks marks;
    marks.inserted = scope.inserted;
    marks.deleted = scope.deleted;
    append_text(read, sign + "\t", marks);
  }
  inlines(node, scope, read);
  out.emplace_back(std::move(read));
  std::move(text_boxes_.begin(), text_boxes_.end(), std::back_inserter(out));
  text_boxes_ = std::move(outer_boxes);
}

Table DocxBody::table(const Node& node, Scope scope) {
  Table read;
  scope.where = Where::in_table;
  rows(node, scope, read);
  return read;
}

void DocxBody::rows(const Node& parent, Scope scope, Table& table) {
  ++scope.depth;
  for (const Node& each : parent.children()) {
    const std::string_view name = local_name(each);
    if (!parts_.budget().allows_node(scope.depth)) return;
    Scope inner = scope;
    inner.inserted = scope.inserted || name == "ins" || name == "moveTo";
    inner.deleted = scope.deleted || name == "del" || name == "moveFrom";
    if (name == "tr") {
      row(each, scope, table);
    } else if (name == "AlternateContent") {
      rows(shown_alternative(each), scope, table);
    } else if (name == "sdt") {
      rows(child(each, "sdtContent"), scope, table);
    } else if (!name.ends_with("Pr") && name != "tblGrid") {
      rows(each, inner, table);
    }
  }
}

void DocxBody::row(const Node& node, Scope scope, Table& table) {
  const Node properties = child(node, "trPr");
  if (is_on(child(properties, "hidden"))) return;
  scope.inserted = scope.inserted || child(properties, "ins");
  scope.deleted = scope.deleted || child(properties, "del");
  Row read;
  read.inserted = scope.inserted;
  read.deleted = scope.deleted;
  const std::string skipped(attribute(child(properties, "gridBefore"), "val"));
  const long columns = std::strtol(skipped.c_str(), nullptr, 10);
  if (columns > 0) {
    Cell empty;
    empty.columns = static_cast<int>(std::min(columns, 100L));
    read.cells.push_back(std::move(empty));
  }
  cells(node, scope, read);
  table.rows.push_back(std::move(read));
}

void DocxBody::cells(const Node& parent, Scope scope, Row& row) {
  ++scope.depth;
  for (const Node& each : parent.children()) {
    const std::string_view name = local_name(each);
    if (!parts_.budget().allows_node(scope.depth)) return;
    if (name == "tc") {
      cell(each, scope, row);
    } else if (name == "sdt") {
      const std::size_t before = row.cells.size();
      cells(child(each, "sdtContent"), scope, row);
      const Node checkbox = child(each, "sdtPr", "checkbox");
      Paragraph* first =
          row.cells.size() > before ? first_paragraph(row.cells[before].blocks) : nullptr;
      if (checkbox && first != nullptr) {
        settle_checkbox(read_checkbox_control(checkbox), *first, parts_.budget());
      }
    } else if (!name.ends_with("Pr") && name != "tblPrEx") {
      cells(each, scope, row);
    }
  }
}

void DocxBody::cell(const Node& node, Scope scope, Row& row) {
  const Node properties = child(node, "tcPr");
  scope.shaded = is_shaded(child(properties, "shd"));
  scope.inserted = scope.inserted || child(properties, "cellIns");
  scope.deleted = scope.deleted || child(properties, "cellDel");
  const std::string span(attribute(child(properties, "gridSpan"), "val"));
  const long columns = std::strtol(span.c_str(), nullptr, 10);
  const Node below = child(properties, "vMerge");
  const Node beside = child(properties, "hMerge");
  if (beside && attribute(beside, "val") != "restart" && !row.cells.empty()) {
    ++row.cells.back().columns;
    blocks(node, scope, row.cells.back().blocks);
    return;
  }
  Cell read;
  read.columns = static_cast<int>(std::clamp(columns, 1L, 100L));
  read.continued = below && attribute(below, "val") != "restart";
  blocks(node, scope, read.blocks);
  row.cells.push_back(std::move(read));
}

void DocxBody::comment() { parts_.budget().doubt(kDoubtOfComments); }

/// What is said of one row below the page belongs to the row.
void DocxBody::note(std::string_view type, std::string_view id, const Scope& scope,
                    Paragraph& out) {
  const std::string key = std::string(type) + std::string(id);
  const bool first = footnotes_.insert(key).second;
  if (!first || scope.where != Where::in_table) return;
  std::vector<Block> content;
  blocks(find_note(key), {}, content);
  for (const Block& each : content) {
    const auto* paragraph = std::get_if<Paragraph>(&each);
    if (paragraph != nullptr) append_text(out, " (" + plain_text(*paragraph) + ")", {});
  }
}

pugi::xml_node DocxBody::find_note(const std::string& key) {
  for (const char* const type : {"/footnotes", "/endnotes"}) {
    const auto [at, first] = note_parts_.try_emplace(type);
    if (!first) continue;
    XmlPart& part = at->second;
    auto content = parts_.package().read(parts_.target_of_type(type));
    if (content) part.load(std::move(*content), parts_.budget());
    for (const Node& each : part.root().children()) {
      notes_[type + std::string(attribute(each, "id"))] = each;
    }
  }
  const auto found = notes_.find(key);
  return found == notes_.end() ? Node() : found->second;
}

void DocxBody::footnotes(std::vector<Block>& out) {
  for (const std::string& key : footnotes_) blocks(find_note(key), {}, out);
}

}  // namespace tallyd
