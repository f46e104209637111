// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <pugixml.hpp>

#include "parsers/document.h"

namespace tallyd {

/// style:text-properties: what they say, and what they leave open.
struct TextProperties {
  std::optional<bool> bold, italic, underlined, struck, highlighted, coloured, pale, hidden;
  std::string font;
};

void inherit(TextProperties& nearer, const TextProperties& farther);
Marks to_marks(const TextProperties& properties);

/// The styles of paragraphs, text and cells with their parents (ODF 1.3 part 3, 16). Automatic ones
/// stand in content.xml, common ones in styles.xml, which is asked for when a name is not known.
class OdtStyles {
 public:
  using More = std::function<void(OdtStyles&)>;

  /// `more` loads styles.xml; called at most once.
  explicit OdtStyles(More more) : more_(std::move(more)) {}

  /// Takes the styles and fonts below `root` (office:document…).
  void load(const pugi::xml_node& root);

  /// `family`: "text", "paragraph", "table-cell". Unknown names say nothing.
  TextProperties look(std::string_view family, std::string_view name);

 private:
  struct Style {
    std::string parent;
    TextProperties text;
  };
  const Style* find(std::string_view family, std::string_view name);

  More more_;
  std::map<std::pair<std::string, std::string>, Style> styles_;
  std::map<std::string, std::string, std::less<>> fonts_;
};

}  // namespace tallyd
