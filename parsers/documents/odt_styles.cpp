// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/odt_styles.h"

#include "parsers/documents/docx_styles.h"
#include "parsers/documents/xml.h"

namespace tallyd {
namespace {

constexpr int kMostParents = 20;  // parents in a circle end here

std::optional<bool> is_set(const pugi::xml_node& node, std::string_view name) {
  if (!has_attribute(node, name)) return std::nullopt;
  return attribute(node, name) != "none";
}

bool is_background(std::string_view colour) {
  return colour.starts_with('#') && colour != "#ffffff" && colour != "#FFFFFF";
}

std::optional<bool> is_bold(const pugi::xml_node& node) {
  const std::string_view weight = attribute(node, "font-weight");
  if (weight.empty()) return std::nullopt;
  return weight == "bold" || (weight.size() == 3 && weight >= "600");
}

TextProperties read_text(const pugi::xml_node& node) {
  TextProperties out;
  out.bold = is_bold(node);
  const std::string_view slant = attribute(node, "font-style");
  if (!slant.empty()) out.italic = slant != "normal";
  out.underlined = is_set(node, "text-underline-style");
  out.struck = is_set(node, "text-line-through-style");
  if (!out.struck) out.struck = is_set(node, "text-line-through-type");
  if (!out.struck) out.struck = is_set(node, "text-crossing-out");  // OpenOffice.org 1
  const std::string_view back = attribute(node, "background-color");
  if (!back.empty()) out.highlighted = is_background(back);
  const std::string_view colour = attribute(node, "color");
  if (colour.starts_with('#')) {
    out.coloured = is_colour(colour.substr(1));
    out.pale = is_pale(colour.substr(1));
  }
  if (has_attribute(node, "display")) out.hidden = attribute(node, "display") == "none";
  out.font = attribute(node, "font-name");
  return out;
}

}  // namespace

void inherit(TextProperties& nearer, const TextProperties& farther) {
  const auto take = [](auto& to, const auto& from) {
    if (!to) to = from;
  };
  take(nearer.bold, farther.bold);
  take(nearer.italic, farther.italic);
  take(nearer.underlined, farther.underlined);
  take(nearer.struck, farther.struck);
  take(nearer.highlighted, farther.highlighted);
  take(nearer.coloured, farther.coloured);
  take(nearer.pale, farther.pale);
  take(nearer.hidden, farther.hidden);
  if (nearer.font.empty()) nearer.font = farther.font;
}

Marks to_marks(const TextProperties& properties) {
  Marks marks;
  marks.bold = properties.bold.value_or(false);
  marks.italic = properties.italic.value_or(false);
  marks.underlined = properties.underlined.value_or(false);
  marks.struck = properties.struck.value_or(false);
  marks.highlighted = properties.highlighted.value_or(false);
  marks.coloured = properties.coloured.value_or(false);
  marks.unseen = properties.pale.value_or(false) && !marks.highlighted;
  return marks;
}

void OdtStyles::load(const pugi::xml_node& root) {
  for (const pugi::xml_node& face : child(root, "font-face-decls").children()) {
    fonts_[std::string(attribute(face, "name"))] = attribute(face, "font-family");
  }
  for (const std::string_view group : {"styles", "automatic-styles"}) {
    for (const pugi::xml_node& each : child(root, group).children()) {
      if (local_name(each) != "style") continue;
      Style style{std::string(attribute(each, "parent-style-name")),
                  read_text(child(each, "text-properties"))};
      if (style.text.font.empty()) {
        style.text.font = attribute(child(each, "text-properties"), "font-family");
      } else if (const auto face = fonts_.find(style.text.font); face != fonts_.end()) {
        style.text.font = face->second;
      }
      for (const std::string_view whole : {"paragraph-properties", "table-cell-properties"}) {
        const std::string_view back = attribute(child(each, whole), "background-color");
        if (is_background(back)) style.text.highlighted = true;
      }
      styles_.try_emplace(
          {std::string(attribute(each, "family")), std::string(attribute(each, "name"))},
          std::move(style));
    }
  }
}

const OdtStyles::Style* OdtStyles::find(std::string_view family, std::string_view name) {
  const std::pair key{std::string(family), std::string(name)};
  auto found = styles_.find(key);
  if (found == styles_.end() && more_ && name != "Standard") {
    const More more = std::exchange(more_, nullptr);
    more(*this);
    found = styles_.find(key);
  }
  return found == styles_.end() ? nullptr : &found->second;
}

TextProperties OdtStyles::look(std::string_view family, std::string_view name) {
  TextProperties out;
  std::string next(name);
  for (int i = 0; i < kMostParents && !next.empty(); ++i) {
    const Style* style = find(family, next);
    if (style == nullptr) break;
    inherit(out, style->text);
    next = style->parent;
  }
  return out;
}

}  // namespace tallyd
