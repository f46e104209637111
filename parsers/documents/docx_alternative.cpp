// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/docx_alternative.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "parsers/documents/xml.h"
#include "parsers/split.h"

namespace tallyd {
namespace {

/// What a prefix stands for at `node`; empty: nothing.
std::string_view namespace_of(std::string_view prefix, const pugi::xml_node& node) {
  const std::string declaration = "xmlns:" + std::string(prefix);
  for (pugi::xml_node at = node; at; at = at.parent()) {
    if (const pugi::xml_attribute found = at.attribute(declaration.c_str())) return found.value();
  }
  return {};
}

/// Word extends its own namespaces from version to version, and no others.
bool is_known(std::string_view name) {
  constexpr std::array<std::string_view, 4> kOwn{
      "http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/",
      "http://purl.oclc.org/ooxml/", "urn:schemas-microsoft-com:"};
  return std::any_of(kOwn.begin(), kOwn.end(),
                     [name](std::string_view own) { return name.starts_with(own); });
}

bool is_shown(const pugi::xml_node& choice) {
  const std::vector<std::string_view> prefixes = split(attribute(choice, "Requires"), " \t\r\n");
  return std::all_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
    return prefix.empty() || is_known(namespace_of(prefix, choice));
  });
}

}  // namespace

pugi::xml_node shown_alternative(const pugi::xml_node& alternatives) {
  for (const pugi::xml_node& each : alternatives.children()) {
    if (local_name(each) == "Choice" && is_shown(each)) return each;
  }
  return child(alternatives, "Fallback");
}

}  // namespace tallyd
