// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/docx_controls.h"

#include <algorithm>
#include <cstdlib>

#include "parsers/documents/symbol_fonts.h"

namespace tallyd {
namespace {

std::string glyph_of_state(const pugi::xml_node& state, std::string_view otherwise) {
  if (!state) return std::string(otherwise);
  const std::string hex(attribute(state, "val"));
  const auto code = static_cast<char32_t>(std::strtoul(hex.c_str(), nullptr, 16));
  if (code == 0) return std::string(otherwise);
  const std::string_view font = attribute(state, "font");
  const auto shown = symbol(font, code);
  return shown ? std::string(*shown) : to_utf8(code);
}

std::string_view next_word(std::string_view text, std::size_t& at) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = std::min(text.find_first_not_of(kBlank, at), text.size());
  at = std::min(text.find_first_of(kBlank, begin), text.size());
  return text.substr(begin, at - begin);
}

/// "168 \f Wingdings", "0xA8 \f "Wingdings 2"".
std::string symbol_of_field(std::string_view arguments) {
  std::size_t at = 0;
  const std::string number(next_word(arguments, at));
  const auto code = static_cast<char32_t>(std::strtoul(number.c_str(), nullptr, 0));
  std::string_view font;
  if (const std::size_t named = arguments.find("\\f"); named != arguments.npos) {
    at = named + 2;
    font = next_word(arguments, at);
    const std::size_t quote = arguments.find('"', named);
    if (font.starts_with('"')) {
      font = arguments.substr(quote + 1, arguments.find('"', quote + 1) - quote - 1);
    }
  }
  if (code == 0) return {};
  const auto shown = symbol(font, code);
  return shown ? std::string(*shown) : to_utf8(code);
}

}  // namespace

std::string text_of_field(std::string_view code) {
  std::size_t at = 0;
  const std::string_view name = next_word(code, at);
  if (name == "SYMBOL") return symbol_of_field(code.substr(at));
  if (name != "MACROBUTTON" && name != "GOTOBUTTON") return {};
  next_word(code, at);
  const std::size_t begin = code.find_first_not_of(' ', at);
  return begin == code.npos ? std::string() : std::string(code.substr(begin));
}

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
