// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/xml.h"

#include <algorithm>

namespace tallyd {
namespace {

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

bool XmlPart::load(std::string content, Budget& budget) {
  content_ = std::move(content);
  // pugixml keeps a node per element and attribute, many times the size of their text.
  const auto count = [this](char c) {
    return static_cast<std::size_t>(std::count(content_.begin(), content_.end(), c));
  };
  const std::size_t nodes = budget.limits().nodes;
  if (count('<') > 2 * nodes || count('=') > 4 * nodes) {
    budget.doubt("The document is too long to be read.");
    return false;
  }
  const auto result = document_.load_buffer_inplace(content_.data(), content_.size(),
                                                    pugi::parse_default | pugi::parse_ws_pcdata);
  if (result.status != pugi::status_ok) {
    budget.doubt("The document is damaged; only a part of it could be read.");
  }
  return !root().empty();
}

std::string_view local_name(const pugi::xml_node& node) { return without_prefix(node.name()); }

std::string_view attribute(const pugi::xml_node& node, std::string_view local) {
  for (const pugi::xml_attribute& each : node.attributes()) {
    if (without_prefix(each.name()) == local) return each.value();
  }
  return {};
}

bool has_attribute(const pugi::xml_node& node, std::string_view local) {
  return std::any_of(node.attributes().begin(), node.attributes().end(),
                     [&](const auto& each) { return without_prefix(each.name()) == local; });
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view local) {
  for (const pugi::xml_node& each : node.children()) {
    if (local_name(each) == local) return each;
  }
  return {};
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view first, std::string_view second) {
  return child(child(node, first), second);
}

pugi::xml_node descendant(const pugi::xml_node& node, std::string_view local, int depth) {
  if (depth == 0) return {};
  for (const pugi::xml_node& each : node.children()) {
    if (local_name(each) == local) return each;
    if (const auto below = descendant(each, local, depth - 1)) return below;
  }
  return {};
}

bool is_on(const pugi::xml_node& node) {
  if (!node) return false;
  if (!has_attribute(node, "val")) return true;
  const std::string_view value = attribute(node, "val");
  return value == "1" || value == "true" || value == "on";
}

}  // namespace tallyd
