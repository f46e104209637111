// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/checkbox_control.h"

#include "parsers/documents/symbol_fonts.h"
#include "parsers/utf8.h"

namespace tallyd {
namespace {

constexpr std::string_view kTypedOver =
    "A check box control is checked, but the box on the page is shown empty.";

/// Where a glyph stands in a text, and what it says.
struct Found {
  std::size_t at = std::string::npos;
  std::size_t size = 0;
  BoxGlyph glyph = BoxGlyph::other;
  bool round = false;
};

Found find_glyph(const std::string& text, const CheckboxControl& control) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = 1;
    while (at + size < text.size() && !begins_character(text[at + size])) ++size;
    const std::string_view character = std::string_view(text).substr(at, size);
    BoxGlyph glyph = glyph_of(character);
    if (character == control.unchecked_glyph) glyph = BoxGlyph::empty;
    if (character == control.checked_glyph) glyph = BoxGlyph::checked;
    if (glyph != BoxGlyph::other) return {at, size, glyph, is_round(character)};
    at += size;
  }
  return {};
}

Checkbox::State settle(bool checked, BoxGlyph shown, Budget& budget) {
  if (shown == BoxGlyph::checked) return Checkbox::State::checked;
  if (!checked) return Checkbox::State::empty;
  budget.doubt(kTypedOver);
  return Checkbox::State::unclear;
}

}  // namespace

void settle_checkbox(const CheckboxControl& control, Paragraph& content, Budget& budget) {
  Checkbox box;
  box.origin = Checkbox::Origin::content_control;
  Paragraph settled;
  bool placed = false;
  for (Run& run : content.runs) {
    const Found found = find_glyph(run.text, control);
    if (found.glyph == BoxGlyph::other || (placed && !run.marks.deleted)) {
      settled.runs.push_back(std::move(run));
      continue;
    }
    append_text(settled, std::string_view(run.text).substr(0, found.at), run.marks);
    if (!run.marks.deleted) {  // a deleted glyph is the box's former state
      box.state = settle(control.checked, found.glyph, budget);
      box.round = found.round;
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

}  // namespace tallyd
