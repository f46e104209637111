// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "parsers/document.h"
#include "parsers/documents/budget.h"

namespace tallyd {

/// The state and glyphs of a check box content control: w14:checkbox, loext:content-control.
struct CheckboxControl {
  bool checked = false;
  std::string checked_glyph = "☒";
  std::string unchecked_glyph = "☐";
};
/// Puts the box into the runs that were read as the control's content, in place of its glyph.
///
/// Word shows the content, not the state, and people type over it. So what is seen counts: a marked
/// glyph is a checked box whatever the state says; an empty glyph where the state says checked is
/// unclear, with a doubt. Without any glyph the text stays as it is, and a state that says checked
/// is given in front of it.
void settle_checkbox(const CheckboxControl& control, Paragraph& content, Budget& budget);

}  // namespace tallyd
