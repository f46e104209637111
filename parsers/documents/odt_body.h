// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "parsers/document.h"
#include "parsers/documents/budget.h"
#include "parsers/documents/drawn_marks.h"
#include "parsers/documents/odt_styles.h"
#include "parsers/documents/package.h"
#include "parsers/documents/xml.h"

namespace tallyd {

/// Walks office:text of an OpenDocument text (ODF 1.3 part 3, and LibreOffice's extensions to it):
/// paragraphs, tables, spans, tracked changes, form controls, fields. One per document.
class OdtBody {
 public:
  /// All are borrowed; `package` may be null (flat XML).
  OdtBody(OdtStyles& styles, Budget& budget, Package* package)
      : styles_(styles), budget_(budget), package_(package) {}

  std::vector<Block> read(const pugi::xml_node& text);
  std::vector<Picture> take_pictures() { return std::move(pictures_); }

 private:
  using Node = pugi::xml_node;
  struct Scope {
    TextProperties look;
    bool deleted = false;
    int tables = 0;  ///< around
    int lists = 0;   ///< around, within the table's cell
    std::string_view list_style;
    std::string list_sign;  ///< before the next paragraph
    Where where = Where::in_text;
    std::size_t depth = 0;
  };
  struct Control {
    std::vector<Checkbox> box;  ///< none or one
    std::string text;           ///< its label, or what was typed into it
  };
  struct Change {
    bool deletion = false;
    Node region;
  };
  /// Where a cell goes on in the rows below, by the column in which it began.
  struct Below {
    int rows = 0, columns = 1;
  };

  void read_changes(const Node& tracked);
  void read_controls(const Node& forms, std::size_t depth);
  void change_mark(const Node& node, const Scope& scope, Paragraph* out);
  void deleted_text(const Node& region, Scope scope, Paragraph& out);

  void blocks(const Node& parent, Scope scope, std::vector<Block>& out);
  void block(const Node& node, const Scope& scope, std::vector<Block>& out);
  void list(const Node& node, Scope scope, std::vector<Block>& out);
  void paragraph(const Node& node, Scope scope, std::vector<Block>& out);
  Table table(const Node& node, Scope scope);
  void rows(const Node& parent, Scope scope, Table& table, std::vector<Below>& below);
  Row row(const Node& node, const Scope& scope, std::vector<Below>& below);
  Cell cell(const Node& node, Scope scope);

  void inlines(const Node& parent, Scope scope, Paragraph& out);
  void inline_element(const Node& node, const Scope& scope, Paragraph& out);
  bool inline_mark(const Node& node, const Scope& scope, Paragraph& out);
  void content_control(const Node& node, const Scope& scope, Paragraph& out);
  void text(std::string_view text, const Scope& scope, Paragraph& out);
  void field_box(const Node& node, const Scope& scope, Paragraph& out);
  bool drawing(const Node& node, Scope scope, Paragraph* out);
  void picture(const Node& image, const ShownSize& size, Where where);
  Marks marks(const Scope& scope) const;

  OdtStyles& styles_;
  Budget& budget_;
  Package* package_;
  std::map<std::string, Change, std::less<>> changes_;
  std::map<std::string, Control, std::less<>> controls_;
  int insertions_ = 0;             ///< begun and not yet ended
  std::vector<Block> text_boxes_;  ///< of the paragraph that is read
  std::vector<Picture> pictures_;
};

}  // namespace tallyd
