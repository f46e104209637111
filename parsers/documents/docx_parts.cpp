// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/docx_parts.h"

#include "parsers/documents/symbol_fonts.h"

namespace tallyd {

DocxParts::DocxParts(Package& package, Budget& budget, const Tools& tools, std::string main_part)
    : package_(package), budget_(budget), tools_(tools), main_part_(std::move(main_part)) {}

std::string relations_part(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  const std::size_t name = slash == std::string_view::npos ? 0 : slash + 1;
  return std::string(part.substr(0, name)) + "_rels/" + std::string(part.substr(name)) + ".rels";
}

std::string resolve_target(std::string_view part, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  const std::size_t slash = part.rfind('/');
  std::string folder(part.substr(0, slash == std::string_view::npos ? 0 : slash));
  while (target.starts_with("../") || target.starts_with("./")) {
    if (target.starts_with("../")) {
      const std::size_t up = folder.rfind('/');
      folder.resize(up == std::string::npos ? 0 : up);
      target.remove_prefix(3);
    } else {
      target.remove_prefix(2);
    }
  }
  return folder.empty() ? std::string(target) : folder + "/" + std::string(target);
}

void DocxParts::load_relations() {
  relations_.emplace();
  auto content = package_.read(relations_part(main_part_));
  XmlPart part;
  if (!content || !part.load(std::move(*content), budget_)) return;
  for (const pugi::xml_node& each : part.root().children()) {
    if (attribute(each, "TargetMode") == "External") continue;
    (*relations_)[std::string(attribute(each, "Id"))] = {
        std::string(attribute(each, "Type")),
        resolve_target(main_part_, attribute(each, "Target"))};
  }
}

std::string DocxParts::target(std::string_view id) {
  if (!relations_) load_relations();
  const auto found = relations_->find(id);
  return found == relations_->end() ? std::string() : found->second.target;
}

std::string DocxParts::target_of_type(std::string_view type_end) {
  const std::vector<std::string> all = targets_of_type(type_end);
  return all.empty() ? std::string() : all.front();
}

std::vector<std::string> DocxParts::targets_of_type(std::string_view type_end) {
  if (!relations_) load_relations();
  std::vector<std::string> targets;
  for (const auto& [id, relation] : *relations_) {
    if (std::string_view(relation.type).ends_with(type_end)) targets.push_back(relation.target);
  }
  return targets;
}

void DocxParts::load_styles() {
  auto content = package_.read(target_of_type("/styles"));
  XmlPart part;
  if (content && part.load(std::move(*content), budget_)) styles_.load(part.root());
}

void DocxParts::load_lists() {
  list_signs_.emplace();
  auto content = package_.read(target_of_type("/numbering"));
  XmlPart part;
  if (!content || !part.load(std::move(*content), budget_)) return;
  std::map<std::string, std::map<std::string, std::string>> abstract;
  for (const pugi::xml_node& list : part.root().children()) {
    if (local_name(list) != "abstractNum") continue;
    auto& levels = abstract[std::string(attribute(list, "abstractNumId"))];
    for (const pugi::xml_node& level : list.children()) {
      if (attribute(child(level, "numFmt"), "val") != "bullet") continue;
      const std::string font = read_run_properties(child(level, "rPr")).font;
      const std::string sign = with_symbols(attribute(child(level, "lvlText"), "val"), font);
      if (!is_box_bullet(sign)) continue;
      levels[std::string(attribute(level, "ilvl"))] = sign;
    }
  }
  for (const pugi::xml_node& list : part.root().children()) {
    if (local_name(list) != "num") continue;
    const std::string id(attribute(list, "numId"));
    const std::string base(attribute(child(list, "abstractNumId"), "val"));
    for (const auto& [level, sign] : abstract[base]) (*list_signs_)[{id, level}] = sign;
  }
}

std::string DocxParts::list_sign(const ListLevel& level) {
  if (level.id.empty() || level.id == "0") return {};
  if (!list_signs_) load_lists();
  const auto found = list_signs_->find({level.id, level.level});
  return found == list_signs_->end() ? std::string() : found->second;
}

}  // namespace tallyd
