// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/odt_body.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace tallyd {
namespace {

int count_of(const pugi::xml_node& node, std::string_view name) {
  const std::string number(attribute(node, name));
  return static_cast<int>(std::clamp(std::strtol(number.c_str(), nullptr, 10), 1L, 1000L));
}

bool is_empty(const Cell& cell) {
  return std::all_of(cell.blocks.begin(), cell.blocks.end(), [](const Block& block) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    return paragraph != nullptr && paragraph->runs.empty();
  });
}

}  // namespace

std::vector<Block> OdtBody::read(const Node& text) {
  read_changes(child(text, "tracked-changes"));
  read_controls(child(text, "forms"), 0);
  std::vector<Block> out;
  blocks(text, {}, out);
  return out;
}

void OdtBody::read_changes(const Node& tracked) {
  for (const Node& region : tracked.children()) {
    Change change;
    change.region = child(region, "deletion");
    change.deletion = !change.region.empty();
    if (!change.deletion && !child(region, "insertion")) continue;
    changes_[std::string(attribute(region, "id"))] = change;
  }
}

/// form:form and what is in it (13); a control is known by its id where it is drawn.
void OdtBody::read_controls(const Node& forms, std::size_t depth) {
  for (const Node& each : forms.children()) {
    if (!budget_.allows_node(depth)) return;
    const std::string_view name = local_name(each);
    Control control;
    if (name == "checkbox" || name == "radio") {
      Checkbox box;
      box.origin = Checkbox::Origin::form_control;
      box.round = name == "radio";
      const bool current =
          has_attribute(each, "current-state") || has_attribute(each, "current-selected");
      const std::string_view state =
          current ? attribute(each, box.round ? "current-selected" : "current-state")
                  : attribute(each, box.round ? "selected" : "state");
      if (state == "checked" || state == "true") box.state = Checkbox::State::checked;
      if (state == "unknown") box.state = Checkbox::State::unclear;
      control.box.push_back(box);
      control.text = attribute(each, "label");
    } else {
      control.text = attribute(each, "current-value");
      read_controls(each, depth + 1);
    }
    controls_[std::string(attribute(each, "id"))] = control;
  }
}

/// text:change-start, text:change-end around what was inserted; text:change where something was
/// deleted, which is kept aside (5.5).
void OdtBody::change_mark(const Node& node, const Scope& scope, Paragraph* out) {
  const auto found = changes_.find(attribute(node, "change-id"));
  if (found == changes_.end()) return;
  const std::string_view name = local_name(node);
  if (found->second.deletion) {
    Paragraph alone;
    if (name == "change" && !scope.deleted) {
      deleted_text(found->second.region, scope, out == nullptr ? alone : *out);
    }
    return;
  }
  if (name == "change-start") ++insertions_;
  if (name == "change-end" && insertions_ > 0) --insertions_;
}

void OdtBody::deleted_text(const Node& region, Scope scope, Paragraph& out) {
  scope.deleted = true;
  std::vector<Block> content;
  blocks(region, scope, content);
  bool first = true;
  for (const Block& block : content) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    if (paragraph == nullptr) continue;
    if (!first) append_text(out, "\n", marks(scope));
    first = false;
    out.runs.insert(out.runs.end(), paragraph->runs.begin(), paragraph->runs.end());
  }
}

void OdtBody::blocks(const Node& parent, Scope scope, std::vector<Block>& out) {
  ++scope.depth;
  for (const Node& each : parent.children()) {
    if (each.type() != pugi::node_element) continue;
    if (!budget_.allows_node(scope.depth)) return;
    block(each, scope, out);
  }
}

void OdtBody::block(const Node& node, const Scope& scope, std::vector<Block>& out) {
  const std::string_view name = local_name(node);
  if (name == "p" || name == "h") {
    paragraph(node, scope, out);
  } else if (name == "table") {
    Table read = table(node, scope);
    if (!read.rows.empty()) out.emplace_back(std::move(read));
  } else if (name == "list") {
    list(node, scope, out);
  } else if (name == "section") {
    if (attribute(node, "display") != "none") blocks(node, scope, out);
  } else if (name == "change" || name == "change-start" || name == "change-end") {
    change_mark(node, scope, nullptr);
  } else if (name == "tracked-changes" || name == "forms" || name == "annotation") {
    return;
  } else if (std::string_view(node.name()).starts_with("draw:")) {
    std::vector<Block> outer;
    outer.swap(text_boxes_);
    drawing(node, scope, nullptr);
    std::move(text_boxes_.begin(), text_boxes_.end(), std::back_inserter(out));
    text_boxes_ = std::move(outer);
  } else {
    blocks(node, scope, out);  // index-body, numbered-paragraph, …
  }
}

/// The first paragraph of each item has its sign.
void OdtBody::list(const Node& node, Scope scope, std::vector<Block>& out) {
  ++scope.lists;
  ++scope.depth;
  const std::string_view own = attribute(node, "style-name");
  if (!own.empty()) scope.list_style = own;
  const std::string sign =
      scope.list_style.empty() ? "" : styles_.list_sign(scope.list_style, scope.lists);
  for (const Node& item : node.children()) {
    if (item.type() != pugi::node_element) continue;
    scope.list_sign = local_name(item) == "list-item" ? sign : "";
    for (const Node& each : item.children()) {
      if (each.type() != pugi::node_element) continue;
      if (!budget_.allows_node(scope.depth)) return;
      block(each, scope, out);
      scope.list_sign.clear();
    }
  }
}

void OdtBody::paragraph(const Node& node, Scope scope, std::vector<Block>& out) {
  TextProperties look = styles_.look("paragraph", attribute(node, "style-name"));
  inherit(look, scope.look);
  scope.look = look;
  std::vector<Block> outer;
  outer.swap(text_boxes_);
  Paragraph read;
  if (!scope.list_sign.empty()) {
    append_text(read, std::exchange(scope.list_sign, {}) + "\t", marks(scope));
  }
  inlines(node, scope, read);
  out.emplace_back(std::move(read));
  std::move(text_boxes_.begin(), text_boxes_.end(), std::back_inserter(out));
  text_boxes_ = std::move(outer);
}

Table OdtBody::table(const Node& node, Scope scope) {
  Table read;
  std::vector<Below> below;
  scope.where = Where::in_table;
  ++scope.tables;
  rows(node, scope, read, below);
  return read;
}

void OdtBody::rows(const Node& parent, Scope scope, Table& table, std::vector<Below>& below) {
  ++scope.depth;
  for (const Node& each : parent.children()) {
    if (!budget_.allows_node(scope.depth)) return;
    const std::string_view name = local_name(each);
    if (name != "table-row") {
      if (name.starts_with("table-") && !name.starts_with("table-col"))
        rows(each, scope, table, below);
      continue;
    }
    if (attribute(each, "visibility") == "collapse") continue;
    const Row read = row(each, scope, below);
    constexpr int kMostRepeated = 100;
    const bool empty = std::all_of(read.cells.begin(), read.cells.end(), is_empty);
    // Repeated rows of tables in repeated rows would multiply without end.
    const bool once = empty || scope.tables > 1;
    const int times = once ? 1 : std::min(count_of(each, "number-rows-repeated"), kMostRepeated);
    for (int i = 0; i < times; ++i) {
      if (!budget_.allows_node(scope.depth)) return;
      table.rows.push_back(read);
    }
  }
}

Row OdtBody::row(const Node& node, const Scope& scope, std::vector<Below>& below) {
  Row read;
  std::size_t column = 0;
  const auto at = [&below](std::size_t index) -> Below& {
    if (index >= below.size()) below.resize(index + 1);
    return below[index];
  };
  for (const Node& each : node.children()) {
    const std::string_view name = local_name(each);
    if (!budget_.allows_node(scope.depth)) break;
    const int repeated = count_of(each, "number-columns-repeated");
    for (int i = 0; i < repeated; ++i, ++column) {
      if (name == "covered-table-cell") {
        Below& above = at(column);
        if (above.rows == 0) continue;  // covered from the left
        --above.rows;
        Cell continued;
        continued.continued = true;
        continued.columns = above.columns;
        read.cells.push_back(std::move(continued));
      } else if (name == "table-cell") {
        Cell content = cell(each, scope);
        at(column) = {count_of(each, "number-rows-spanned") - 1, content.columns};
        const bool filler = i > 0 && is_empty(content);
        if (!filler || repeated < 50) read.cells.push_back(std::move(content));
        if (filler && repeated >= 50) break;
      }
    }
  }
  return read;
}

Cell OdtBody::cell(const Node& node, Scope scope) {
  Cell read;
  read.columns = count_of(node, "number-columns-spanned");
  scope.look = styles_.look("table-cell", attribute(node, "style-name"));
  scope.lists = 0;
  scope.list_style = {};
  scope.list_sign.clear();
  blocks(node, scope, read.blocks);
  return read;
}

}  // namespace tallyd
