// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/html_styles.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace tallyd {
namespace {

constexpr std::size_t kMostRules = 5000;
constexpr std::string_view kBlanks = " \t\r\n\f";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

struct Rgb {
  int red = 0, green = 0, blue = 0;
};

std::optional<Rgb> hex_colour(std::string_view digits) {
  if (digits.size() != 3 && digits.size() != 6 && digits.size() != 8) return std::nullopt;
  if (digits.find_first_not_of("0123456789abcdef") != digits.npos) return std::nullopt;
  if (digits.size() == 8 && digits[6] == '0') return std::nullopt;  // transparent
  const auto value = [&](std::size_t index) {
    const std::string part = digits.size() == 3 ? std::string(2, digits[index])
                                                : std::string(digits.substr(index * 2, 2));
    return static_cast<int>(std::strtol(part.c_str(), nullptr, 16));
  };
  return Rgb{value(0), value(1), value(2)};
}

/// Of hsl() only white and nearly white are told from the rest, which is taken for grey.
std::optional<Rgb> lightness_colour(std::string_view value) {
  constexpr double kWhite = 94;
  const std::size_t last = value.rfind('%');
  if (last == value.npos) return std::nullopt;
  const std::size_t number = value.find_last_of(", (", last);
  if (number == value.npos) return std::nullopt;
  const double light = std::atof(std::string(value.substr(number + 1)).c_str());
  return light >= kWhite ? Rgb{255, 255, 255} : Rgb{128, 128, 128};
}

std::optional<Rgb> function_colour(std::string_view value) {
  const std::size_t open = value.find('(');
  if (open == value.npos) return std::nullopt;
  std::array<int, 4> parts{0, 0, 0, 255};
  std::size_t count = 0;
  const std::string numbers(value.substr(open + 1));
  const char* at = numbers.c_str();
  while (count < parts.size() && *at != '\0' && *at != ')') {
    char* end = nullptr;
    const double number = std::strtod(at, &end);
    if (end == at) {
      ++at;
      continue;
    }
    parts[count] = static_cast<int>(std::clamp(count == 3 ? number * 255 : number, 0.0, 255.0));
    ++count;
    at = end;
  }
  if (count < 3 || parts[3] < 16) return std::nullopt;
  return Rgb{parts[0], parts[1], parts[2]};
}

std::optional<Rgb> colour_of(std::string_view value) {
  struct Named {
    std::string_view name;
    Rgb colour;
  };
  constexpr std::array<Named, 22> kNamed{
      {{"red", {255, 0, 0}},           {"blue", {0, 0, 255}},      {"green", {0, 128, 0}},
       {"yellow", {255, 255, 0}},      {"lime", {0, 255, 0}},      {"aqua", {0, 255, 255}},
       {"cyan", {0, 255, 255}},        {"fuchsia", {255, 0, 255}}, {"magenta", {255, 0, 255}},
       {"orange", {255, 165, 0}},      {"purple", {128, 0, 128}},  {"maroon", {128, 0, 0}},
       {"navy", {0, 0, 128}},          {"teal", {0, 128, 128}},    {"olive", {128, 128, 0}},
       {"gray", {128, 128, 128}},      {"grey", {128, 128, 128}},  {"silver", {192, 192, 192}},
       {"lightgrey", {211, 211, 211}}, {"darkred", {139, 0, 0}},   {"darkblue", {0, 0, 139}},
       {"white", {255, 255, 255}}}};
  if (value.starts_with('#')) return hex_colour(value.substr(1));
  if (value.starts_with("rgb")) return function_colour(value);
  if (value.starts_with("hsl")) return lightness_colour(value);
  const auto* found = std::find_if(kNamed.begin(), kNamed.end(),
                                   [&](const Named& each) { return each.name == value; });
  if (found != kNamed.end()) return found->colour;
  return hex_colour(value);  // bgcolor="FFFF00"
}

std::string first_family(std::string_view value) {
  value = trimmed(value.substr(0, value.find(',')));
  std::string out;
  for (const char c : value) {
    if (c != '"' && c != '\'') out += c;
  }
  return out;
}

bool is_zero_size(std::string_view value) {
  char* end = nullptr;
  const std::string text(value);
  const double size = std::strtod(text.c_str(), &end);
  return end != text.c_str() && size == 0;
}

void set_font_weight(std::string_view value, HtmlEffect& effect) {
  if (value.starts_with("bold")) effect.bold = true;
  if (value == "normal" || value == "lighter") effect.bold = false;
  if (!value.empty() && value[0] >= '1' && value[0] <= '9') effect.bold = value[0] >= '6';
}

bool is_plain_background(std::string_view value) {
  constexpr std::array<std::string_view, 8> kPlain{
      "white", "#fff", "#ffffff", "transparent", "none", "0", "transparent none", "initial"};
  return std::find(kPlain.begin(), kPlain.end(), value) != kPlain.end() || is_pale_colour(value);
}

/// A gradient with a part that is seen through draws a line, perhaps through the words.
bool draws_a_line(std::string_view value) {
  return holds(value, "gradient(") && (holds(value, "transparent") || holds(value, "rgba("));
}

void set_background(std::string_view value, HtmlEffect& effect) {
  if (value == "inherit") return;
  if (draws_a_line(value)) effect.unseen = true;
  if (!is_plain_background(value)) effect.backed = true;
  for (const std::string_view word : words_of(value)) {
    if (is_background(word)) effect.highlighted = true;
  }
  if (is_background(value)) effect.highlighted = true;
  if (!effect.highlighted) effect.highlighted = false;
}

double number_of(std::string_view value) {
  return std::strtod(std::string(value).c_str(), nullptr);
}

/// Out of the page, cut away, or too small: what is there and nobody sees.
bool is_out_of_sight(std::string_view name, std::string_view value) {
  constexpr double kFarAway = -200;  // pixels, points
  constexpr double kReadable = 3;
  constexpr std::array<std::string_view, 8> kPlaces{
      "left", "top", "right", "bottom", "text-indent", "margin-left", "margin-top", "margin"};
  if (std::find(kPlaces.begin(), kPlaces.end(), name) != kPlaces.end()) {
    return number_of(value) < kFarAway;
  }
  if (name == "clip") return value.starts_with("rect(0") || value.starts_with("rect(1px");
  if (name == "clip-path") return holds(value, "inset(100%") || holds(value, "inset(50%");
  if (name == "transform") return holds(value, "scale(0)") || holds(value, "scale(0,");
  if (name == "font-size") {
    return (value.ends_with("px") || value.ends_with("pt")) && number_of(value) < kReadable;
  }
  if (name == "opacity") return number_of(value) < 0.15;
  if (name == "filter" && value.starts_with("opacity(")) return number_of(value.substr(8)) < 0.15;
  const bool alpha = value.starts_with("rgba") || (value.starts_with('#') && value.size() == 9);
  return name == "color" && (value == "transparent" || (alpha && !colour_of(value)));
}

void set_visibility(std::string_view name, std::string_view value, HtmlEffect& effect) {
  if (name == "display" && value == "none") effect.hidden = true;
  if (name == "visibility" && (value == "hidden" || value == "collapse")) effect.hidden = true;
  if (name == "mso-hide" && value == "all") effect.hidden = true;
  if ((name == "font-size" || name == "opacity") && is_zero_size(value)) effect.hidden = true;
}

void set_property(std::string_view name, std::string_view value, HtmlEffect& effect) {
  set_visibility(name, value, effect);
  if (is_out_of_sight(name, value)) effect.unseen = true;
  if (name == "color" && value != "inherit") effect.pale = is_pale_colour(value);
  if (name == "font-weight") set_font_weight(value, effect);
  if (name == "font-style") effect.italic = value == "italic" || value == "oblique";
  if (name == "text-decoration" || name == "text-decoration-line") {
    if (holds(value, "line-through")) effect.struck = true;
    if (holds(value, "underline")) effect.underlined = true;
  }
  if (name == "color" && value != "inherit") effect.coloured = is_css_colour(value);
  if (name == "background" || name == "background-color") set_background(value, effect);
  if (name == "background-image" && draws_a_line(value)) effect.unseen = true;
  if (name == "mso-highlight") effect.highlighted = true;
  if (name == "white-space") effect.kept_spaces = value.starts_with("pre");
  if (name == "font-family") effect.font = first_family(value);
  if (name == "font" && holds(value, "bold")) effect.bold = true;
}

std::string without_comments(std::string_view css) {
  std::string out;
  for (std::size_t at = 0; at < css.size();) {
    if (css.substr(at, 2) == "/*") {
      const std::size_t end = css.find("*/", at + 2);
      at = end == css.npos ? css.size() : end + 2;
    } else if (css.substr(at, 4) == "<!--") {
      at += 4;
    } else if (css.substr(at, 3) == "-->") {
      at += 3;
    } else {
      out += css[at++];
    }
  }
  return out;
}

bool takes_away(const HtmlEffect& effect) {
  return effect.hidden.value_or(false) || effect.struck.value_or(false) ||
         effect.unseen.value_or(false);
}

/// Holds under the pointer only, for links, or for pictures.
bool is_of_an_instant(std::string_view selector) {
  for (const std::string_view part : {":hover", ":active", ":focus", ":visited", ":link"}) {
    if (holds(selector, part)) return true;
  }
  return selector.ends_with("img") || holds(selector, "img[");
}

/// Puts a box or a mark before or behind an element.
bool draws_a_box(std::string_view selector, std::string_view declarations) {
  if (!holds(selector, ":before") && !holds(selector, ":after")) return false;
  const std::size_t content = declarations.find("content");
  if (content == declarations.npos) return false;
  const std::string_view value = declarations.substr(content);
  // U+25xx, U+26xx and U+27xx, as such or as an escape.
  for (std::size_t at = 0; (at = value.find('\xE2', at)) != value.npos; ++at) {
    if (at + 1 < value.size() && value[at + 1] >= '\x94' && value[at + 1] <= '\x9F') return true;
  }
  return holds(value, "\\25") || holds(value, "\\26") || holds(value, "\\27");
}

/// "@media screen", without a condition on the window's size.
bool is_always(std::string_view at_rule) {
  const std::vector<std::string_view> words = words_of(at_rule);
  return words.size() == 2 && words[0] == "@media" && (words[1] == "screen" || words[1] == "all");
}

/// Behind the "}" that closes the block whose "{" is at `open`.
std::size_t end_of_block(std::string_view css, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t i = open; i < css.size(); ++i) {
    if (css[i] == '{') ++depth;
    if (css[i] == '}' && --depth == 0) return i + 1;
  }
  return css.size();
}

}  // namespace

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = text.find_first_not_of(kBlanks); at != text.npos;) {
    const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(kBlanks, end);
  }
  return words;
}

bool is_css_colour(std::string_view css_value) {
  const auto colour = colour_of(css_value);
  if (!colour) return false;
  const auto [low, high] = std::minmax({colour->red, colour->green, colour->blue});
  return high > 0x50 || high - low > 0x18;
}

bool is_pale_colour(std::string_view css_value) {
  constexpr int kPale = 0xF0;
  const auto colour = colour_of(css_value);
  return colour && std::min({colour->red, colour->green, colour->blue}) >= kPale;
}

bool is_background(std::string_view css_value) {
  const auto colour = colour_of(css_value);
  return colour && std::min({colour->red, colour->green, colour->blue}) < 0xEC;
}

void HtmlEffect::apply(HtmlLook& look) const {
  if (bold) look.marks.bold = *bold;
  if (italic) look.marks.italic = *italic;
  if (coloured) look.marks.coloured = *coloured;
  if (highlighted) look.marks.highlighted = *highlighted;
  if (kept_spaces) look.kept_spaces = *kept_spaces;
  if (font) look.font = *font;
  // A line drawn through or below a text goes on through what is within; so does being hidden.
  look.marks.underlined |= underlined.value_or(false);
  look.marks.struck |= struck.value_or(false);
  look.hidden |= hidden.value_or(false);
  look.marks.unseen |= unseen.value_or(false);
  look.pale = pale.value_or(look.pale);
  look.backed |= backed.value_or(false);
}

HtmlEffect parse_declarations(std::string_view css) {
  HtmlEffect effect;
  bool flat = false;  // of no height or width
  bool cut = false;   // what does not fit is not shown
  for (std::size_t at = 0; at < css.size();) {
    const std::size_t end = std::min(css.find(';', at), css.size());
    const std::string declaration = ascii_lower(css.substr(at, end - at));
    const std::size_t colon = declaration.find(':');
    if (colon != std::string::npos) {
      std::string_view value = trimmed(std::string_view(declaration).substr(colon + 1));
      if (value.ends_with("!important")) value = trimmed(value.substr(0, value.size() - 10));
      const std::string_view name = trimmed(std::string_view(declaration).substr(0, colon));
      set_property(name, value, effect);
      flat = flat ||
             ((name.ends_with("height") || name.ends_with("width")) && !name.starts_with("line") &&
              !name.starts_with("min") && !name.starts_with("border") && is_zero_size(value));
      cut = cut || (name.starts_with("overflow") && holds(value, "hidden"));
    }
    at = end + 1;
  }
  if (flat && cut) effect.unseen = true;
  return effect;
}

void HtmlStyles::load(std::string_view css) {
  const std::string text = without_comments(css);
  const std::string_view rules = text;
  for (std::size_t at = 0; at < rules.size() && count_ < kMostRules;) {
    const std::size_t open = rules.find_first_of("{;", at);
    if (open == rules.npos) break;
    if (rules[open] == ';') {  // @import …;
      at = open + 1;
      continue;
    }
    const std::string_view selectors = trimmed(rules.substr(at, open - at));
    at = end_of_block(rules, open);
    const std::string_view inner = rules.substr(open + 1, at - open - 2);
    if (is_always(selectors) && !holds(inner, "@media")) load(inner);
    if (!selectors.starts_with('@')) add(selectors, inner);
  }
}

void HtmlStyles::add(std::string_view selectors, std::string_view declarations) {
  const HtmlEffect effect = parse_declarations(declarations);
  for (std::size_t at = 0; at < selectors.size() && count_ < kMostRules;) {
    const std::size_t end = std::min(selectors.find(',', at), selectors.size());
    const std::string_view selector = trimmed(selectors.substr(at, end - at));
    at = end + 1;
    if (selector.empty()) continue;
    if (selector.find_first_of(" \t\r\n>+~[:*") != selector.npos) {
      unfollowed_ = unfollowed_ || (takes_away(effect) && !is_of_an_instant(selector)) ||
                    draws_a_box(selector, declarations);
      continue;
    }
    rules_[ascii_lower(selector)].push_back(effect);
    ++count_;
  }
}

void HtmlStyles::apply_rule(const std::string& selector, HtmlLook& look) const {
  const auto found = rules_.find(selector);
  if (found == rules_.end()) return;
  for (const HtmlEffect& effect : found->second) effect.apply(look);
}

void HtmlStyles::apply(std::string_view tag, std::string_view classes, std::string_view id,
                       HtmlLook& look) const {
  if (rules_.empty()) return;
  const std::string element = ascii_lower(tag);
  apply_rule(element, look);
  std::size_t count = 0;
  for (const std::string_view each : words_of(classes)) {
    if (++count > 20) break;
    const std::string name = "." + ascii_lower(each);
    apply_rule(name, look);
    apply_rule(element + name, look);
  }
  if (!id.empty()) apply_rule("#" + ascii_lower(id), look);
}

}  // namespace tallyd
