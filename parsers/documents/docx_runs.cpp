// SPDX-License-Identifier: GPL-3.0-or-later
// The half of DocxBody that reads what is inside a paragraph.
#include <algorithm>
#include <cstdlib>

#include "parsers/documents/docx_alternative.h"
#include "parsers/documents/docx_body.h"
#include "parsers/documents/symbol_fonts.h"

namespace tallyd {
namespace {

std::size_t visible_size(const Block& block) {
  const auto* paragraph = std::get_if<Paragraph>(&block);
  if (paragraph == nullptr) return std::string::npos / 4;
  const std::string text = plain_text(*paragraph);
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c != ' ' && c != '\n'; }));
}

/// A box, tick or cross alone, as a form field's result.
bool is_only_glyph(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return true;
  return glyph_of(text.substr(begin, text.find_last_not_of(' ') + 1 - begin)) != BoxGlyph::other;
}

char32_t hex_code(std::string_view hex) {
  return static_cast<char32_t>(std::strtoul(std::string(hex).c_str(), nullptr, 16));
}

}  // namespace

void DocxBody::inlines(const Node& parent, Scope scope, Paragraph& out) {
  ++scope.depth;
  for (const Node& each : parent.children()) {
    if (each.type() != pugi::node_element) continue;
    if (!parts_.budget().allows_node(scope.depth)) return;
    inline_element(each, scope, out);
  }
}

void DocxBody::inline_element(const Node& node, const Scope& scope, Paragraph& out) {
  const std::string_view name = local_name(node);
  if (name.ends_with("Pr")) return;
  if (name == "r") return run(node, scope, out);
  if (name == "sdt") return inline_control(node, scope, out);
  if (name == "fldSimple") return simple_field(node, scope, out);
  if (name == "AlternateContent") return inlines(shown_alternative(node), scope, out);
  Scope inner = scope;
  inner.inserted = scope.inserted || name == "ins" || name == "moveTo";
  inner.deleted = scope.deleted || name == "del" || name == "moveFrom";
  inlines(node, inner, out);  // hyperlink, smartTag, customXml, oMath, bdo, dir, …
}

void DocxBody::simple_field(const Node& field, const Scope& scope, Paragraph& out) {
  const bool is_box = attribute(field, "instr").find("FORMCHECKBOX") != std::string_view::npos;
  Paragraph content;
  inlines(field, scope, content);
  const std::string shown = plain_text(content);
  if (is_box && (shown.empty() || !is_only_glyph(shown))) {
    Checkbox box;
    box.state = Checkbox::State::lost;  // w:fldSimple has no place for the state
    append_box(out, box, {});
  }
  for (const Run& run : content.runs) out.runs.push_back(run);
}

void DocxBody::inline_control(const Node& control, const Scope& scope, Paragraph& out) {
  const Node checkbox = child(control, "sdtPr", "checkbox");
  Paragraph content;
  inlines(child(control, "sdtContent"), scope, content);
  if (checkbox) settle_checkbox(read_checkbox_control(checkbox), content, parts_.budget());
  for (Run& run : content.runs) {
    if (run.box.empty()) {
      append_text(out, run.text, run.marks);
    } else {
      out.runs.push_back(std::move(run));
    }
  }
}

void DocxBody::run(const Node& node, const Scope& scope, Paragraph& out) {
  RunProperties looks =
      parts_.styles().effective(read_run_properties(child(node, "rPr")), scope.style);
  if (looks.hidden.value_or(false)) {
    looks.hidden = true;
    // A hidden run may begin or end a field all the same.
    for (const Node& each : node.children()) {
      if (local_name(each) == "fldChar" || local_name(each) == "instrText") {
        Paragraph unseen;
        run_part(each, scope, looks, unseen);
      }
    }
    return;
  }
  looks.shaded = looks.shaded.value_or(false) || scope.shaded;
  const Node properties = child(node, "rPr");
  Scope inner = scope;
  inner.inserted = scope.inserted || child(properties, "ins");
  inner.deleted = scope.deleted || child(properties, "del");
  ++inner.depth;
  for (const Node& each : node.children()) {
    if (!parts_.budget().allows_node(inner.depth)) return;
    run_part(each, inner, looks, out);
  }
}

void DocxBody::run_part(const Node& node, const Scope& scope, const RunProperties& looks,
                        Paragraph& out) {
  const std::string_view name = local_name(node);
  Marks marks = to_marks(looks);
  marks.inserted = scope.inserted;
  marks.deleted = scope.deleted;
  if (name == "t" || name == "delText") {
    text(with_symbols(node.child_value(), looks.font), marks, out);
  } else if (name == "tab" || name == "ptab") {
    text("\t", marks, out);
  } else if (name == "br" || name == "cr") {
    text("\n", marks, out);
  } else if (name == "noBreakHyphen") {
    text("\u2011", marks, out);
  } else if (name == "sym" || name == "symEx") {
    const char32_t code = hex_code(attribute(node, "char"));
    const auto shown = symbol(attribute(node, "font"), code);
    text(shown ? std::string(*shown) : to_utf8(code), marks, out);
  } else if (name == "fldChar") {
    field_character(node, marks, out);
  } else if (name == "instrText" || name == "delInstrText") {
    if (!fields_.empty()) fields_.back().code += node.child_value();
  } else if (name == "drawing" || name == "pict" || name == "object") {
    drawing(node, scope, marks, out);
  } else if (name == "AlternateContent") {
    for (const Node& each : shown_alternative(node).children()) {
      run_part(each, scope, looks, out);
    }
  } else if (name == "ruby") {
    inlines(child(node, "rubyBase"), scope, out);
  } else if (name == "commentReference") {
    comment();
  } else if (name == "footnoteReference" || name == "endnoteReference") {
    const std::string_view type = name == "footnoteReference" ? "/footnotes" : "/endnotes";
    note(type, attribute(node, "id"), scope, out);
  }
}

bool DocxBody::is_visible() const {
  return std::all_of(fields_.begin(), fields_.end(),
                     [](const Field& field) { return field.in_result; });
}

void DocxBody::text(std::string_view text, const Marks& marks, Paragraph& out) {
  if (!parts_.budget().allows_text(text.size())) return;
  if (!fields_.empty() && fields_.back().in_result && !text.empty()) {
    fields_.back().has_result = true;
  }
  if (!is_visible()) {
    add_to_code(text);
    return;
  }
  // Some programs write the box once more, as the result of its field.
  if (!fields_.empty() && fields_.back().is_checkbox && is_only_glyph(text)) return;
  append_text(out, text, marks);
}

void DocxBody::field_character(const Node& node, const Marks& marks, Paragraph& out) {
  const std::string_view type = attribute(node, "fldCharType");
  if (type == "begin") {
    const bool seen = is_visible();
    const Node check_box = child(node, "ffData", "checkBox");
    const Node list = child(node, "ffData", "ddList");
    if (check_box && seen) append_box(out, read_form_checkbox(check_box), marks);
    if (list && seen) append_text(out, read_form_list(list), marks);
    constexpr std::size_t kMostFields = 50;  // within each other
    if (fields_.size() < kMostFields) {
      fields_.emplace_back().is_checkbox = !check_box.empty();
    } else {
      parts_.budget().doubt("Fields of the document are nested too deeply to be read.");
    }
  } else if (!fields_.empty() && type == "separate") {
    fields_.back().in_result = true;
  } else if (!fields_.empty() && type == "end") {
    const Field field = std::move(fields_.back());
    fields_.pop_back();
    field_end(field, marks, out);
  }
}

void DocxBody::field_end(const Field& field, const Marks& marks, Paragraph& out) {
  const std::string shown = field.has_result ? std::string() : text_of_field(field.code);
  if (!is_visible()) return add_to_code(shown);
  append_text(out, shown, marks);
  if (field.is_checkbox || field.code.find("FORMCHECKBOX") == std::string::npos) return;
  Checkbox box;
  box.state = Checkbox::State::lost;  // the box is drawn all the same
  append_box(out, box, marks);
}

/// The code of a field may hold other fields, and then what these show.
void DocxBody::add_to_code(std::string_view text) {
  const auto outer = std::find_if(fields_.rbegin(), fields_.rend(),
                                  [](const Field& field) { return !field.in_result; });
  if (outer != fields_.rend()) outer->code += text;
}

void DocxBody::drawing(const Node& node, const Scope& scope, const Marks& marks, Paragraph& out) {
  const Drawing found = read_drawing(node, scope.where, parts_, pictures_);
  for (const Node& control : found.controls) {
    for (const Checkbox& box : read_activex(control, parts_)) append_box(out, box, marks);
  }
  for (const Node& box : found.text_boxes) {
    std::vector<Block> content;
    std::vector<Field> outer;
    outer.swap(fields_);  // fields do not reach into text boxes
    blocks(box, scope, content);
    fields_ = std::move(outer);
    constexpr std::size_t kSignSize = 4;  // bytes: one character
    if (content.size() == 1 && visible_size(content[0]) <= kSignSize &&
        visible_size(content[0]) > 0) {
      parts_.budget().doubt(kDoubtOfTextBox);
    }
    std::move(content.begin(), content.end(), std::back_inserter(text_boxes_));
  }
}

}  // namespace tallyd
