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
  std::optional<bool> unreadable;  ///< tiny, squeezed, or on a ground of its own colour
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

  /// The sign before the items of a list, `level` counted from 1, where it is a box, a tick or a
  /// cross; else empty: numbers and ordinary bullets mark nothing.
  std::string list_sign(std::string_view list, int level);

 private:
  struct Style {
    std::string parent;
    TextProperties text;
  };
  void load_list(const pugi::xml_node& list);
  void load_more();
  const Style* find(std::string_view family, std::string_view name);

  More more_;
  std::map<std::pair<std::string, std::string>, Style> styles_;
  std::map<std::string, std::string, std::less<>> fonts_;
  std::map<std::pair<std::string, int>, std::string> list_signs_;  ///< empty ones of no box, too
};

}  // namespace tallyd
