// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/docx_drawing.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "parsers/documents/docx_alternative.h"
#include "parsers/documents/drawn_marks.h"

namespace tallyd {
namespace {

constexpr double kPointsPerEmu = 1.0 / 12700;
constexpr int kDeepest = 40;

/// "width:12pt;height:0.5in" of VML.
double length_in_style(std::string_view style, std::string_view name) {
  for (std::size_t at = 0; (at = style.find(name, at)) != std::string_view::npos; ++at) {
    const bool whole_name = at == 0 || style[at - 1] == ';' || style[at - 1] == ' ';
    const std::size_t value = at + name.size();
    if (!whole_name || value >= style.size() || style[value] != ':') continue;
    const std::string text(style.substr(value + 1, 20));
    char* unit = nullptr;
    const double number = std::strtod(text.c_str(), &unit);
    const std::string_view rest(unit);
    if (rest.starts_with("in")) return number * 72;
    if (rest.starts_with("mm")) return number * 72 / 25.4;
    if (rest.starts_with("cm")) return number * 72 / 2.54;
    return rest.starts_with("px") ? number * 0.75 : number;
  }
  return 0;
}

/// Shapes that nobody puts into a letter as an ornament.
bool is_mark_shape(std::string_view geometry) {
  constexpr std::array<std::string_view, 8> kMarks{
      "ellipse",  "donut", "noSmoking",          "mathMultiply",
      "mathPlus", "plus",  "flowChartConnector", "flowChartSummingJunction"};
  return std::find(kMarks.begin(), kMarks.end(), geometry) != kMarks.end();
}

class DrawingReader {
 public:
  DrawingReader(Where where, DocxParts& parts, std::vector<Picture>& pictures)
      : where_(where), parts_(parts), pictures_(pictures) {}

  void walk(const pugi::xml_node& node, int depth) {
    if (depth > kDeepest) return;
    for (const pugi::xml_node& each : node.children()) {
      if (local_name(each) == "AlternateContent") {
        walk(shown_alternative(each), depth + 1);
      } else if (element(each)) {
        walk(each, depth + 1);
      }
    }
  }

  Drawing drawing;

 private:
  /// False: nothing more to be seen below.
  bool element(const pugi::xml_node& node) {
    const std::string_view name = local_name(node);
    if (name == "txbxContent") {
      drawing.text_boxes.push_back(node);
      return false;
    }
    if (name == "control") drawing.controls.push_back(node);
    if (name == "contentPart" || name == "ink") doubt_mark();
    if (name == "extent") size_ = emu_size(node);
    if (name == "blip") picture(attribute(node, "embed"));
    if (name == "imagedata") picture(attribute(node, "id"));
    if (name == "shapetype") return false;  // a definition
    if (name == "wsp") shape(child(node, "spPr"), node);
    vml(name, node);
    return true;
  }

  void vml(std::string_view name, const pugi::xml_node& node) {
    constexpr std::array<std::string_view, 8> kShapes{"shape", "oval", "line",      "polyline",
                                                      "curve", "arc",  "roundrect", "rect"};
    if (std::find(kShapes.begin(), kShapes.end(), name) == kShapes.end()) return;
    const std::string_view style = attribute(node, "style");
    size_ = {length_in_style(style, "width"), length_in_style(style, "height")};
    if (child(node, "textbox") || child(node, "imagedata") || attribute(node, "hr") == "t") return;
    if (name == "rect" && where_ == Where::in_text) return;
    const bool drawn = name == "oval" || name == "polyline" || name == "curve" || name == "arc";
    const bool ellipse = attribute(node, "type").ends_with("_t3");
    if (drawn || ellipse || where_ == Where::in_table) doubt_mark();
  }

  void shape(const pugi::xml_node& properties, const pugi::xml_node& whole) {
    if (child(whole, "txbx")) return;
    const std::string_view geometry = attribute(child(properties, "prstGeom"), "prst");
    const bool free_form = !child(properties, "custGeom").empty();
    if (is_mark_shape(geometry) || free_form || where_ == Where::in_table) doubt_mark();
  }

  void doubt_mark() { parts_.budget().doubt(kDoubtOfDrawing); }

  static ShownSize emu_size(const pugi::xml_node& extent) {
    const std::string width(attribute(extent, "cx")), height(attribute(extent, "cy"));
    return {std::strtod(width.c_str(), nullptr) * kPointsPerEmu,
            std::strtod(height.c_str(), nullptr) * kPointsPerEmu};
  }

  void picture(std::string_view relation) {
    if (where_ == Where::in_table && is_tick_sized(size_)) {
      parts_.budget().doubt(kDoubtOfPicture);
    }
    if (!may_be_a_form(size_) || pictures_.size() >= kMostPictures) return;
    auto content = parts_.package().read(parts_.target(relation));
    if (content) pictures_.push_back({std::move(*content), size_.width, size_.height});
  }

  Where where_;
  DocxParts& parts_;
  std::vector<Picture>& pictures_;
  ShownSize size_;
};

}  // namespace

Drawing read_drawing(const pugi::xml_node& drawing, Where where, DocxParts& parts,
                     std::vector<Picture>& pictures) {
  DrawingReader reader(where, parts, pictures);
  reader.walk(drawing, 0);
  return std::move(reader.drawing);
}

}  // namespace tallyd
