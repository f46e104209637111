// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/odt_styles.h"

#include <cstdlib>

#include "parsers/documents/docx_styles.h"
#include "parsers/documents/symbol_fonts.h"
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

/// A number with that unit behind it and below `least`.
bool is_below(std::string_view value, std::string_view unit, double least) {
  if (!value.ends_with(unit)) return false;
  return std::atof(std::string(value).c_str()) < least;
}

bool is_unreadable(const pugi::xml_node& node) {
  const std::string_view colour = attribute(node, "color");
  return is_below(attribute(node, "font-size"), "pt", 3) ||
         is_below(attribute(node, "text-scale"), "%", 25) ||
         (colour.size() == 7 && colour == attribute(node, "background-color"));
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
  if (is_unreadable(node)) out.unreadable = true;
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
  take(nearer.unreadable, farther.unreadable);
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
  marks.unseen = (properties.pale.value_or(false) && !marks.highlighted) ||
                 properties.unreadable.value_or(false);
  return marks;
}

void OdtStyles::load(const pugi::xml_node& root) {
  for (const pugi::xml_node& face : child(root, "font-face-decls").children()) {
    fonts_[std::string(attribute(face, "name"))] = attribute(face, "font-family");
  }
  for (const std::string_view group : {"styles", "automatic-styles"}) {
    for (const pugi::xml_node& each : child(root, group).children()) {
      if (local_name(each) == "list-style") load_list(each);
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

void OdtStyles::load_list(const pugi::xml_node& list) {
  for (const pugi::xml_node& level : list.children()) {
    const int number = std::atoi(std::string(attribute(level, "level")).c_str());
    std::string& sign = list_signs_[{std::string(attribute(list, "name")), number}];
    if (local_name(level) != "list-level-style-bullet") continue;
    TextProperties look = read_text(child(level, "text-properties"));
    if (look.font.empty()) look.font = attribute(child(level, "text-properties"), "font-family");
    if (const auto face = fonts_.find(look.font); face != fonts_.end()) look.font = face->second;
    const std::string bullet = with_symbols(attribute(level, "bullet-char"), look.font);
    if (is_box_bullet(bullet)) sign = bullet;
  }
}

void OdtStyles::load_more() {
  if (const More more = std::exchange(more_, nullptr)) more(*this);
}

std::string OdtStyles::list_sign(std::string_view list, int level) {
  const std::pair key{std::string(list), level};
  if (list_signs_.find(key) == list_signs_.end()) load_more();
  const auto found = list_signs_.find(key);
  return found == list_signs_.end() ? std::string() : found->second;
}

const OdtStyles::Style* OdtStyles::find(std::string_view family, std::string_view name) {
  const std::pair key{std::string(family), std::string(name)};
  auto found = styles_.find(key);
  if (found == styles_.end() && more_ && name != "Standard") {
    load_more();
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
