// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/docx_styles.h"

#include <algorithm>
#include <cstdlib>

#include "parsers/documents/xml.h"

namespace tallyd {
namespace {

constexpr int kMostParents = 20;  // styles based on each other in a circle end here

/// A toggle of styles is on where an odd number of the style levels turns it on (17.7.3).
std::optional<bool> toggled(const std::optional<bool>& paragraph, const std::optional<bool>& run) {
  if (!paragraph) return run;
  if (!run) return paragraph;
  return *paragraph != *run;
}

/// w:sz counts half points.
bool is_tiny(std::string_view half_points) {
  constexpr int kReadable = 6;
  const int size = std::atoi(std::string(half_points).c_str());
  return size > 0 && size < kReadable;
}

/// w:w: letters squeezed to that share of their width, in per cent.
bool is_squeezed(std::string_view per_cent) {
  constexpr int kReadable = 25;
  const int width = std::atoi(std::string(per_cent).c_str());
  return width > 0 && width < kReadable;
}

/// A colour that is named by the theme alone: white, as all themes but a few have it.
bool is_ground(const pugi::xml_node& colour) {
  const std::string_view theme = attribute(colour, "themeColor");
  return attribute(colour, "val").empty() && (theme == "background1" || theme == "light1");
}

/// Black on black, or any colour on itself. Automatic letters turn white on black shading, and on
/// black highlighting they do not.
bool is_covered(const pugi::xml_node& properties) {
  const std::string_view colour = attribute(child(properties, "color"), "val");
  const bool dark = colour.empty() || colour == "auto" || (colour[0] == '0' && !is_colour(colour));
  if (attribute(child(properties, "highlight"), "val") == "black" && dark) return true;
  return colour.size() == 6 && colour == attribute(child(properties, "shd"), "fill");
}

}  // namespace

bool is_colour(std::string_view rgb) {
  if (rgb.size() != 6) return false;
  int channels[3];
  for (int i = 0; i < 3; ++i) {
    const std::string hex(rgb.substr(static_cast<std::size_t>(i) * 2, 2));
    char* end = nullptr;
    channels[i] = static_cast<int>(std::strtol(hex.c_str(), &end, 16));
    if (*end != '\0') return false;
  }
  const auto [low, high] = std::minmax({channels[0], channels[1], channels[2]});
  constexpr int kDark = 0x60, kGrey = 0x20;
  return high > kDark || high - low > kGrey;
}

bool is_pale(std::string_view rgb) {
  if (rgb.size() != 6) return false;
  for (const std::size_t channel : {0U, 2U, 4U}) {
    const char high = rgb[channel];
    if (high != 'F' && high != 'f') return false;
  }
  return true;
}

bool is_shaded(const pugi::xml_node& shading) {
  if (!shading) return false;
  const std::string_view fill = attribute(shading, "fill");
  const std::string_view pattern = attribute(shading, "val");
  if (!fill.empty() && fill != "auto" && fill != "FFFFFF" && fill != "ffffff") return true;
  return pattern == "solid" || pattern.starts_with("pct");
}

RunProperties read_run_properties(const pugi::xml_node& properties) {
  RunProperties out;
  for (const pugi::xml_node& each : properties.children()) {
    const std::string_view name = local_name(each);
    const std::string_view value = attribute(each, "val");
    if (name == "b") out.bold = is_on(each);
    if (name == "i") out.italic = is_on(each);
    if (name == "strike") out.struck = is_on(each);
    if (name == "dstrike") out.double_struck = is_on(each);
    if (name == "vanish") out.hidden = is_on(each);
    if (name == "u") out.underlined = !value.empty() && value != "none";
    if (name == "highlight") out.highlighted = value != "none" && value != "white";
    if (name == "shd") out.shaded = is_shaded(each);
    if (name == "color") {
      out.coloured = is_colour(value);
      out.pale = is_pale(value) || is_ground(each);
    }
    if (name == "sz" && !out.tiny.value_or(false)) out.tiny = is_tiny(value);
    if (name == "w" && is_squeezed(value)) out.tiny = true;
    if (name == "rStyle") out.style = value;
    if (name == "rFonts") {
      out.font = attribute(each, "ascii");
      if (out.font.empty()) out.font = attribute(each, "hAnsi");
    }
  }
  if (is_covered(properties)) out.covered = true;
  return out;
}

void inherit(RunProperties& nearer, const RunProperties& farther) {
  const auto take = [](auto& to, const auto& from) {
    if (!to) to = from;
  };
  take(nearer.bold, farther.bold);
  take(nearer.italic, farther.italic);
  take(nearer.struck, farther.struck);
  take(nearer.double_struck, farther.double_struck);
  take(nearer.hidden, farther.hidden);
  take(nearer.underlined, farther.underlined);
  take(nearer.highlighted, farther.highlighted);
  take(nearer.shaded, farther.shaded);
  take(nearer.coloured, farther.coloured);
  take(nearer.pale, farther.pale);
  take(nearer.tiny, farther.tiny);
  take(nearer.covered, farther.covered);
  if (nearer.font.empty()) nearer.font = farther.font;
}

Marks to_marks(const RunProperties& properties) {
  Marks marks;
  marks.bold = properties.bold.value_or(false);
  marks.italic = properties.italic.value_or(false);
  marks.underlined = properties.underlined.value_or(false);
  marks.struck = properties.struck.value_or(false) || properties.double_struck.value_or(false);
  marks.highlighted = properties.highlighted.value_or(false) || properties.shaded.value_or(false);
  marks.coloured = properties.coloured.value_or(false);
  marks.unseen = (properties.pale.value_or(false) && !marks.highlighted) ||
                 properties.tiny.value_or(false) || properties.covered.value_or(false);
  return marks;
}

ListLevel read_list_level(const pugi::xml_node& paragraph_properties) {
  const pugi::xml_node list = child(paragraph_properties, "numPr");
  ListLevel out;
  out.id = attribute(child(list, "numId"), "val");
  const std::string_view level = attribute(child(list, "ilvl"), "val");
  if (!level.empty()) out.level = level;
  return out;
}

void DocxStyles::load(const pugi::xml_node& styles) {
  for (const pugi::xml_node& each : styles.children()) {
    const std::string_view name = local_name(each);
    if (name == "docDefaults") {
      defaults_ = read_run_properties(child(child(each, "rPrDefault"), "rPr"));
    }
    const std::string_view type = attribute(each, "type");
    if (name != "style" || (type != "paragraph" && type != "character")) continue;
    const std::string id(attribute(each, "styleId"));
    const std::string_view is_default = attribute(each, "default");
    if (type == "paragraph" && (is_default == "1" || is_default == "true")) {
      default_paragraph_style_ = id;
    }
    styles_[id] =
        Style{std::string(attribute(child(each, "basedOn"), "val")),
              read_run_properties(child(each, "rPr")), read_list_level(child(each, "pPr"))};
  }
}

RunProperties DocxStyles::chain(std::string_view style) const {
  RunProperties out;
  std::string_view name = style;
  for (int i = 0; i < kMostParents && !name.empty(); ++i) {
    const auto found = styles_.find(name);
    if (found == styles_.end()) break;
    inherit(out, found->second.run);
    name = found->second.based_on;
  }
  return out;
}

RunProperties DocxStyles::effective(const RunProperties& direct,
                                    std::string_view paragraph_style) const {
  RunProperties out = direct;
  if (styles_.empty()) return out;
  const RunProperties paragraph =
      chain(paragraph_style.empty() ? default_paragraph_style_ : paragraph_style);
  RunProperties run = chain(direct.style);
  RunProperties both = run;
  inherit(both, paragraph);
  both.bold = toggled(paragraph.bold, run.bold);
  both.italic = toggled(paragraph.italic, run.italic);
  both.struck = toggled(paragraph.struck, run.struck);
  both.double_struck = toggled(paragraph.double_struck, run.double_struck);
  both.hidden = toggled(paragraph.hidden, run.hidden);
  inherit(out, both);
  inherit(out, defaults_);
  return out;
}

ListLevel DocxStyles::list_level(std::string_view paragraph_style) const {
  std::string_view name = paragraph_style;
  for (int i = 0; i < kMostParents && !name.empty(); ++i) {
    const auto found = styles_.find(name);
    if (found == styles_.end()) break;
    if (!found->second.list.id.empty()) return found->second.list;
    name = found->second.based_on;
  }
  return {};
}

}  // namespace tallyd
