// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/docx_controls.h"

#include <algorithm>
#include <cstdlib>

#include "parsers/documents/symbol_fonts.h"

namespace tallyd {
namespace {

constexpr std::string_view kTypedOver =
    "A check box control is checked, but the box on the page is shown empty.";

std::string glyph_of_state(const pugi::xml_node& state, std::string_view otherwise) {
  if (!state) return std::string(otherwise);
  const std::string hex(attribute(state, "val"));
  const auto code = static_cast<char32_t>(std::strtoul(hex.c_str(), nullptr, 16));
  if (code == 0) return std::string(otherwise);
  const std::string_view font = attribute(state, "font");
  const auto shown = symbol(font, code);
  return shown ? std::string(*shown) : to_utf8(code);
}

/// Where a glyph stands in a text, and what it says.
struct Found {
  std::size_t at = std::string::npos;
  std::size_t size = 0;
  Glyph glyph = Glyph::other;
};

Found find_glyph(const std::string& text, const CheckboxControl& control) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = 1;
    while (at + size < text.size() &&
           (static_cast<unsigned char>(text[at + size]) & 0xC0) == 0x80) {
      ++size;
    }
    const std::string_view character = std::string_view(text).substr(at, size);
    Glyph glyph = glyph_of(character);
    if (character == control.unchecked_glyph) glyph = Glyph::empty;
    if (character == control.checked_glyph) glyph = Glyph::checked;
    if (glyph != Glyph::other) return {at, size, glyph};
    at += size;
  }
  return {};
}

Checkbox::State settle(bool checked, Glyph shown, Budget& budget) {
  if (shown == Glyph::checked) return Checkbox::State::checked;
  if (!checked) return Checkbox::State::empty;
  budget.doubt(kTypedOver);
  return Checkbox::State::unclear;
}

}  // namespace

Checkbox read_form_checkbox(const pugi::xml_node& check_box) {
  const pugi::xml_node checked = child(check_box, "checked");
  Checkbox box;
  box.origin = Checkbox::Origin::legacy_field;
  if (is_on(checked ? checked : child(check_box, "default"))) box.state = Checkbox::State::checked;
  return box;
}

std::string read_form_list(const pugi::xml_node& list) {
  const pugi::xml_node result = child(list, "result");
  const std::string number(attribute(result ? result : child(list, "default"), "val"));
  long chosen = std::strtol(number.c_str(), nullptr, 10);
  for (const pugi::xml_node& each : list.children()) {
    if (local_name(each) != "listEntry") continue;
    if (chosen-- == 0) return std::string(attribute(each, "val"));
  }
  return {};
}

CheckboxControl read_checkbox_control(const pugi::xml_node& checkbox) {
  CheckboxControl control;
  control.checked = is_on(child(checkbox, "checked"));
  control.checked_glyph = glyph_of_state(child(checkbox, "checkedState"), "☒");
  control.unchecked_glyph = glyph_of_state(child(checkbox, "uncheckedState"), "☐");
  return control;
}

void settle_checkbox(const CheckboxControl& control, Paragraph& content, Budget& budget) {
  Checkbox box;
  box.origin = Checkbox::Origin::content_control;
  Paragraph settled;
  bool placed = false;
  for (Run& run : content.runs) {
    const Found found = find_glyph(run.text, control);
    if (found.glyph == Glyph::other || (placed && !run.marks.deleted)) {
      settled.runs.push_back(std::move(run));
      continue;
    }
    append_text(settled, std::string_view(run.text).substr(0, found.at), run.marks);
    if (!run.marks.deleted) {  // a deleted glyph is the box's former state
      box.state = settle(control.checked, found.glyph, budget);
      append_box(settled, box, run.marks);
      placed = true;
    }
    append_text(settled, std::string_view(run.text).substr(found.at + found.size), run.marks);
  }
  const bool blank = plain_text(settled).find_first_not_of(" \t\n") == std::string::npos;
  if (!placed && (control.checked || blank)) {
    box.state = control.checked ? Checkbox::State::checked : Checkbox::State::empty;
    settled.runs.insert(settled.runs.begin(), Run{"", {}, {box}});
  }
  content.runs = std::move(settled.runs);
}

std::vector<Checkbox> read_activex(const pugi::xml_node& control, DocxParts& parts) {
  Checkbox box;
  box.origin = Checkbox::Origin::form_control;
  box.state = Checkbox::State::unclear;
  auto content = parts.package().read(parts.target(attribute(control, "id")));
  XmlPart part;
  if (!content || !part.load(std::move(*content), parts.budget())) return {box};
  std::string kind(attribute(part.root(), "classid"));
  std::transform(kind.begin(), kind.end(), kind.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  constexpr std::string_view kCheckBox = "{8BD21D40-EC42-11CE-9E0D-00AA006002F3}";
  constexpr std::string_view kOptionButton = "{8BD21D50-EC42-11CE-9E0D-00AA006002F3}";
  if (kind != kCheckBox && kind != kOptionButton) return {};
  box.round = kind == kOptionButton;
  for (const pugi::xml_node& each : part.root().children()) {
    const std::string_view value = attribute(each, "value");
    if (attribute(each, "name") != "Value" || (value != "0" && value != "1")) continue;
    box.state = value == "1" ? Checkbox::State::checked : Checkbox::State::empty;
  }
  if (box.state == Checkbox::State::unclear) {
    parts.budget().doubt("The state of a check box (ActiveX) could not be read.");
  }
  return {box};
}

}  // namespace tallyd
