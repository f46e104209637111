// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parsers/document.h"

namespace tallyd {

/// How a text looks, as far as it tells what somebody did to it.
struct HtmlLook {
  Marks marks;
  bool hidden = false;       ///< display:none and its like
  bool kept_spaces = false;  ///< <pre>, white-space:pre
  bool pale = false;         ///< white or nearly so: not seen but on a background
  bool backed = false;       ///< on a background that is not white, or not known
  std::string font;          ///< first family
};

/// What one rule or one style attribute changes.
struct HtmlEffect {
  std::optional<bool> bold, italic, underlined, struck, coloured, highlighted, hidden, kept_spaces;
  std::optional<bool> unseen, pale, backed;
  std::optional<std::string> font;

  void apply(HtmlLook& look) const;
};

/// "color:red; text-decoration: line-through"
HtmlEffect parse_declarations(std::string_view css);

/// True for a colour that people notice as one: neither black, nor dark grey, nor unknown.
bool is_css_colour(std::string_view css_value);
/// White, nearly so, or transparent.
bool is_pale_colour(std::string_view css_value);
/// True for a background that people notice: neither white, nor nearly so, nor unknown.
bool is_background(std::string_view css_value);

/// The rules of <style> elements whose selector is one element, class or id: what mail programs and
/// the exports of office suites write. Rules for some media only are left out.
class HtmlStyles {
 public:
  void load(std::string_view css);

  /// A rule hides or strikes out what a selector of another kind names: nobody can tell what.
  bool has_unfollowed() const { return unfollowed_; }

  /// Applies the rules for an element, weakest first.
  void apply(std::string_view tag, std::string_view classes, std::string_view id,
             HtmlLook& look) const;

 private:
  void add(std::string_view selectors, std::string_view declarations);
  void apply_rule(const std::string& selector, HtmlLook& look) const;

  std::unordered_map<std::string, std::vector<HtmlEffect>> rules_;  ///< by selector, lower case
  std::size_t count_ = 0;
  bool unfollowed_ = false;
};

/// Words between blanks.
std::vector<std::string_view> words_of(std::string_view text);
std::string ascii_lower(std::string_view text);

}  // namespace tallyd
