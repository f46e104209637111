// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "parsers/document.h"

namespace tallyd {

/// The states of the check box fields of an RTF file, in order: \ffres, else \ffdefres (RTF 1.9.1,
/// "Form Fields"). LibreOffice writes such fields into RTF without their state and, reading them,
/// takes them for empty (7.4, November 2026): there the state is lost, which is not "empty".
std::vector<Checkbox::State> rtf_box_states(std::string_view rtf);

/// Gives the legacy boxes of a document these states, in order; where the numbers differ, none can
/// be told from another and all become unclear.
void set_box_states(Document& document, const std::vector<Checkbox::State>& states);

}  // namespace tallyd
