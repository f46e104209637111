// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <pugixml.hpp>

#include "parsers/document.h"
#include "parsers/documents/checkbox_control.h"
#include "parsers/documents/docx_parts.h"

namespace tallyd {

/// w:checkBox of a legacy form field: w:checked, else w:default (ECMA-376 part 1, 17.16.7).
Checkbox read_form_checkbox(const pugi::xml_node& check_box);

/// The chosen entry of w:ddList, as the page shows it.
std::string read_form_list(const pugi::xml_node& list);

/// What Word shows of a field that has no result of its own: the character of SYMBOL, the text of
/// MACROBUTTON and GOTOBUTTON (17.16.5); empty: nothing.
std::string text_of_field(std::string_view code);

/// w14:checkbox ([MS-DOCX] 2.6.1.7).
CheckboxControl read_checkbox_control(const pugi::xml_node& checkbox);

/// w:control: an ActiveX check box or option button; none: another control.
std::vector<Checkbox> read_activex(const pugi::xml_node& control, DocxParts& parts);

}  // namespace tallyd
