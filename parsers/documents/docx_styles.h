// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <pugixml.hpp>

#include "parsers/document.h"

namespace tallyd {

/// w:rPr: what it says, and what it leaves open.
struct RunProperties {
  std::optional<bool> bold, italic, struck, double_struck, hidden;  ///< toggles (17.7.3)
  std::optional<bool> underlined, highlighted, shaded, coloured;
  std::optional<bool> pale, tiny;  ///< white or nearly so; smaller than can be read
  std::optional<bool> covered;     ///< on a ground of its own colour
  std::string font;
  std::string style;  ///< of characters
};

RunProperties read_run_properties(const pugi::xml_node& properties);

/// What of `farther` holds where `nearer` is open.
void inherit(RunProperties& nearer, const RunProperties& farther);

Marks to_marks(const RunProperties& properties);

/// True for w:shd that is seen: a fill that is neither automatic nor white.
bool is_shaded(const pugi::xml_node& shading);

/// Whether "RRGGBB" is taken for a colour by an eye: not black, not a dark grey.
bool is_colour(std::string_view rgb);

/// Whether "RRGGBB" is white or nearly so: on paper not to be seen.
bool is_pale(std::string_view rgb);

/// A paragraph's list: w:numPr.
struct ListLevel {
  std::string id;  ///< empty: no list
  std::string level = "0";
};
ListLevel read_list_level(const pugi::xml_node& paragraph_properties);

/// word/styles.xml: the styles of paragraphs and characters with what they are based on. Styles of
/// tables are left out: they colour and embolden by position, which is nobody's mark.
class DocxStyles {
 public:
  void load(const pugi::xml_node& styles);

  /// What a run looks like in a paragraph of the style `paragraph_style` (empty: the default one).
  RunProperties effective(const RunProperties& direct, std::string_view paragraph_style) const;
  ListLevel list_level(std::string_view paragraph_style) const;

 private:
  struct Style {
    std::string based_on;
    RunProperties run;
    ListLevel list;
  };
  RunProperties chain(std::string_view style) const;

  std::map<std::string, Style, std::less<>> styles_;
  RunProperties defaults_;
  std::string default_paragraph_style_;
};

}  // namespace tallyd
