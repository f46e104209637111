// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "parsers/document.h"
#include "parsers/documents/docx_controls.h"
#include "parsers/documents/docx_drawing.h"
#include "parsers/documents/docx_parts.h"

namespace tallyd {

/// Walks the text of a docx: paragraphs, tables, runs, fields, tracked changes, controls
/// (ECMA-376 part 1, clause 17). One per document; text boxes follow the paragraph that holds them,
/// footnotes the end of the text. Headers and footers are read apart (page_margins.h).
class DocxBody {
 public:
  explicit DocxBody(DocxParts& parts) : parts_(parts) {}

  std::vector<Block> read(const pugi::xml_node& body);
  std::vector<Picture> take_pictures() { return std::move(pictures_); }

 private:
  /// What holds for all that is inside of an element.
  struct Scope {
    bool inserted = false, deleted = false, shaded = false;
    Where where = Where::in_text;
    std::size_t depth = 0;
    std::string_view style;  ///< of the paragraph
  };
  /// A complex field (17.16.18) between its begin and its end.
  struct Field {
    bool in_result = false, is_checkbox = false, has_result = false;
    std::string code;  ///< with what inner fields in it show
  };
  using Node = pugi::xml_node;

  void blocks(const Node& parent, Scope scope, std::vector<Block>& out);
  void block(const Node& node, const Scope& scope, std::vector<Block>& out);
  void block_control(const Node& control, const Scope& scope, std::vector<Block>& out);
  void foreign_part(const Node& chunk, std::vector<Block>& out);
  void paragraph(const Node& node, Scope scope, std::vector<Block>& out);

  Table table(const Node& node, Scope scope);
  void rows(const Node& parent, Scope scope, Table& table);
  void row(const Node& node, Scope scope, Table& table);
  void cells(const Node& parent, Scope scope, Row& row);
  void cell(const Node& node, Scope scope, Row& row);

  void inlines(const Node& parent, Scope scope, Paragraph& out);
  void inline_element(const Node& node, const Scope& scope, Paragraph& out);
  void simple_field(const Node& field, const Scope& scope, Paragraph& out);
  void inline_control(const Node& control, const Scope& scope, Paragraph& out);
  void run(const Node& node, const Scope& scope, Paragraph& out);
  void run_part(const Node& node, const Scope& scope, const RunProperties& looks, Paragraph& out);
  void text(std::string_view text, const Marks& marks, Paragraph& out);
  void field_character(const Node& node, const Marks& marks, Paragraph& out);
  void drawing(const Node& node, const Scope& scope, const Marks& marks, Paragraph& out);
  void add_to_code(std::string_view text);
  void field_end(const Field& field, const Marks& marks, Paragraph& out);
  void comment();
  void note(std::string_view type, std::string_view id, const Scope& scope, Paragraph& out);
  Node find_note(const std::string& key);
  void footnotes(std::vector<Block>& out);
  bool is_visible() const;

  DocxParts& parts_;
  std::vector<Field> fields_;
  std::vector<Block> text_boxes_;              ///< of the paragraph that is read
  std::set<std::string> footnotes_;            ///< referred to: "/footnotes2"
  std::map<std::string, XmlPart> note_parts_;  ///< by type: "/footnotes"
  std::map<std::string, Node> notes_;          ///< all of them, once one was asked for
  std::vector<Picture> pictures_;
};

}  // namespace tallyd
