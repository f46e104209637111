// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <pugixml.hpp>

#include "parsers/documents/budget.h"

namespace tallyd {

/// One XML part, parsed in place. Entities of a DTD are never expanded (pugixml skips it); UTF-8,
/// UTF-16 and UTF-32 are known by their first bytes.
class XmlPart {
 public:
  /// Damaged XML is kept up to the damage, with a doubt in `budget`. False: nothing to read.
  bool load(std::string content, Budget& budget);
  pugi::xml_node root() const { return document_.document_element(); }

 private:
  std::string content_;
  pugi::xml_document document_;
};

/// Names and attributes without their prefix. Producers differ in prefixes, and the strict variants
/// in namespaces, while no two elements that we look for share a local name.
std::string_view local_name(const pugi::xml_node& node);
std::string_view attribute(const pugi::xml_node& node, std::string_view local);
bool has_attribute(const pugi::xml_node& node, std::string_view local);
pugi::xml_node child(const pugi::xml_node& node, std::string_view local);

/// Children, one after the other: child(child(node, first), second).
pugi::xml_node child(const pugi::xml_node& node, std::string_view first, std::string_view second);

/// The first element of that name anywhere below, or none; at most `depth` levels down.
pugi::xml_node descendant(const pugi::xml_node& node, std::string_view local, int depth);

/// ST_OnOff (ECMA-376 part 1, 22.9.2.7): an element without the attribute "val" is on.
bool is_on(const pugi::xml_node& node);

}  // namespace tallyd
