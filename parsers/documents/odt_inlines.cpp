// SPDX-License-Identifier: GPL-3.0-or-later
// The half of OdtBody that reads what is inside a paragraph.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "parsers/documents/checkbox_control.h"
#include "parsers/documents/odt_body.h"
#include "parsers/documents/symbol_fonts.h"

namespace tallyd {
namespace {

/// "2.5cm" in points.
double points(std::string_view length) {
  const std::string text(length);
  char* unit = nullptr;
  const double number = std::strtod(text.c_str(), &unit);
  const std::string_view rest(unit);
  if (rest == "cm") return number * 72 / 2.54;
  if (rest == "mm") return number * 72 / 25.4;
  if (rest == "in") return number * 72;
  return number;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Blanks count as one space, at the beginning of a paragraph as none (ODF 1.3 part 3, 6.1.2).
std::string collapsed(std::string_view text, bool after_blank) {
  std::string out;
  for (const char c : text) {
    if (!is_blank(c)) {
      out += c;
    } else if (!after_blank) {
      out += ' ';
    }
    after_blank = is_blank(c);
  }
  return out;
}

bool ends_blank(const Paragraph& paragraph) {
  if (paragraph.runs.empty()) return true;
  const Run& last = paragraph.runs.back();
  return last.box.empty() && !last.text.empty() && is_blank(last.text.back());
}

std::size_t letters_in(const std::vector<Block>& blocks) {
  std::size_t count = 0;
  for (const Block& block : blocks) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    if (paragraph == nullptr) return 1000;
    const std::string text = plain_text(*paragraph);
    count +=
        text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_blank));
  }
  return count;
}

/// Shapes that nobody puts into a letter as an ornament.
bool is_mark_shape(const pugi::xml_node& node) {
  const std::string_view name = local_name(node);
  if (name == "ellipse" || name == "circle" || name == "path" || name == "polyline") return true;
  const std::string_view type = attribute(child(node, "enhanced-geometry"), "type");
  return type.find("ellipse") != std::string_view::npos ||
         type.find("cross") != std::string_view::npos ||
         type.find("Multiply") != std::string_view::npos;
}

}  // namespace

Marks OdtBody::marks(const Scope& scope) const {
  Marks out = to_marks(scope.look);
  out.deleted = scope.deleted;
  out.inserted = insertions_ > 0 && !scope.deleted;
  return out;
}

void OdtBody::inlines(const Node& parent, Scope scope, Paragraph& out) {
  ++scope.depth;
  for (const Node& each : parent.children()) {
    if (!budget_.allows_node(scope.depth)) return;
    if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata) {
      text(collapsed(each.value(), ends_blank(out)), scope, out);
    } else if (each.type() == pugi::node_element && !inline_mark(each, scope, out)) {
      inline_element(each, scope, out);
    }
  }
}

void OdtBody::text(std::string_view text, const Scope& scope, Paragraph& out) {
  if (scope.look.hidden.value_or(false) || !budget_.allows_text(text.size())) return;
  append_text(out, with_symbols(text, scope.look.font), marks(scope));
}

/// Single characters and marks. True: the element is done.
bool OdtBody::inline_mark(const Node& node, const Scope& scope, Paragraph& out) {
  const std::string_view name = local_name(node);
  if (name == "s") {
    const std::string number(attribute(node, "c"));
    const long count = number.empty() ? 1 : std::strtol(number.c_str(), nullptr, 10);
    text(std::string(static_cast<std::size_t>(std::clamp(count, 0L, 1000L)), ' '), scope, out);
  } else if (name == "tab") {
    text("\t", scope, out);
  } else if (name == "line-break") {
    text("\n", scope, out);
  } else if (name == "change" || name == "change-start" || name == "change-end") {
    change_mark(node, scope, &out);
  } else if (name == "annotation") {
    budget_.doubt(kDoubtOfComments);
  } else if (name == "fieldmark" || name == "fieldmark-start") {
    field_box(node, scope, out);
  } else {
    // Not shown, or shown elsewhere.
    return name == "annotation-end" || name == "note-citation" || name == "ruby-text" ||
           name == "script" || name == "param" || name == "bookmark" ||
           ((name == "hidden-text" || name == "hidden-paragraph") &&
            attribute(node, "is-hidden") == "true");
  }
  return true;
}

void OdtBody::inline_element(const Node& node, const Scope& scope, Paragraph& out) {
  const std::string_view name = local_name(node);
  if (name == "content-control") return content_control(node, scope, out);
  if (name == "note") {
    std::vector<Block> content;
    blocks(child(node, "note-body"), scope, content);
    std::move(content.begin(), content.end(), std::back_inserter(text_boxes_));
    return;
  }
  if (std::string_view(node.name()).starts_with("draw:") && name != "a" &&
      drawing(node, scope, &out)) {
    return;
  }
  Scope inner = scope;
  if (name == "span") {
    TextProperties look = styles_.look("text", attribute(node, "style-name"));
    inherit(look, scope.look);
    inner.look = look;
  }
  inlines(node, inner, out);  // span, a, meta, ruby-base, fields with their text, …
}

/// A legacy form field as LibreOffice keeps it: field:type ends in FORMCHECKBOX, the state is a
/// parameter.
void OdtBody::field_box(const Node& node, const Scope& scope, Paragraph& out) {
  if (attribute(node, "type").find("FORMCHECKBOX") == std::string_view::npos) return;
  if (scope.look.hidden.value_or(false)) return;
  Checkbox box;
  for (const Node& each : node.children()) {
    const std::string_view value = attribute(each, "value");
    const bool state = attribute(each, "name").ends_with("Checkbox_Checked");
    if (state && (value == "true" || value == "1")) box.state = Checkbox::State::checked;
  }
  append_box(out, box, marks(scope));
}

void OdtBody::content_control(const Node& node, const Scope& scope, Paragraph& out) {
  Paragraph content;
  inlines(node, scope, content);
  if (attribute(node, "checkbox") == "true") {
    CheckboxControl control;
    control.checked = attribute(node, "checked") == "true";
    if (const auto glyph = attribute(node, "checked-state"); !glyph.empty()) {
      control.checked_glyph = glyph;
    }
    if (const auto glyph = attribute(node, "unchecked-state"); !glyph.empty()) {
      control.unchecked_glyph = glyph;
    }
    settle_checkbox(control, content, budget_);
  }
  std::move(content.runs.begin(), content.runs.end(), std::back_inserter(out.runs));
}

/// Frames, shapes, controls. False: no drawing but a wrapper, to be read like text.
bool OdtBody::drawing(const Node& node, Scope scope, Paragraph* out) {
  ++scope.depth;
  if (!budget_.allows_node(scope.depth)) return true;
  const std::string_view name = local_name(node);
  if (name == "control") {
    const auto found = controls_.find(attribute(node, "control"));
    Paragraph alone;
    Paragraph& to = out == nullptr ? alone : *out;
    if (found != controls_.end()) {
      for (const Checkbox& box : found->second.box) append_box(to, box, marks(scope));
      text(found->second.text, scope, to);
    } else {
      Checkbox box;
      box.state = Checkbox::State::lost;
      append_box(to, box, marks(scope));
    }
    if (out == nullptr) text_boxes_.emplace_back(std::move(alone));
    return true;
  }
  const ShownSize size{points(attribute(node, "width")), points(attribute(node, "height"))};
  bool is_frame = name == "g";
  for (const Node& each : node.children()) {
    const std::string_view inner = local_name(each);
    if (inner == "image") picture(each, size, scope.where);
    is_frame = is_frame || inner == "image" || inner == "text-box" || inner == "object";
    if (name == "g") drawing(each, scope, nullptr);
  }
  std::vector<Block> content;
  const Node text_box = child(node, "text-box");
  if (name != "g") blocks(text_box ? text_box : node, scope, content);
  const std::size_t letters = letters_in(content);
  constexpr std::size_t kSignSize = 4;  // bytes: one character
  if (letters > 0 && letters <= kSignSize) budget_.doubt(kDoubtOfTextBox);
  if (letters == 0 && !is_frame && (is_mark_shape(node) || scope.where == Where::in_table)) {
    budget_.doubt(kDoubtOfDrawing);
  }
  if (letters > 0) std::move(content.begin(), content.end(), std::back_inserter(text_boxes_));
  return true;
}

void OdtBody::picture(const Node& image, const ShownSize& size, Where where) {
  if (where == Where::in_table && is_tick_sized(size)) budget_.doubt(kDoubtOfPicture);
  if (!may_be_a_form(size) || pictures_.size() >= kMostPictures || package_ == nullptr) return;
  auto content = package_->read(attribute(image, "href"));
  if (content) pictures_.push_back({std::move(*content), size.width, size.height});
}

}  // namespace tallyd
