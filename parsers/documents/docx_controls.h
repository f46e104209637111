// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <pugixml.hpp>

#include "parsers/document.h"
#include "parsers/documents/docx_parts.h"

namespace tallyd {

/// w:checkBox of a legacy form field: w:checked, else w:default (ECMA-376 part 1, 17.16.7).
Checkbox read_form_checkbox(const pugi::xml_node& check_box);

/// The chosen entry of w:ddList, as the page shows it.
std::string read_form_list(const pugi::xml_node& list);

/// The state and glyphs of w14:checkbox ([MS-DOCX] 2.6.1.7).
struct CheckboxControl {
  bool checked = false;
  std::string checked_glyph = "☒";
  std::string unchecked_glyph = "☐";
};
CheckboxControl read_checkbox_control(const pugi::xml_node& checkbox);

/// Puts the box into the runs that were read as the control's content, in place of its glyph.
///
/// Word shows the content, not the state, and people type over it. So what is seen counts: a marked
/// glyph is a checked box whatever the state says; an empty glyph where the state says checked is
/// unclear, with a doubt. Without any glyph the text stays as it is, and a state that says checked
/// is given in front of it.
void settle_checkbox(const CheckboxControl& control, Paragraph& content, Budget& budget);

/// w:control: an ActiveX check box or option button; none: another control.
std::vector<Checkbox> read_activex(const pugi::xml_node& control, DocxParts& parts);

}  // namespace tallyd
