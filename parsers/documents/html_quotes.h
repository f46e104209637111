// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "parsers/document.h"
#include "parsers/documents/quoted.h"

namespace tallyd {

/// What an element of HTML says about itself as quoted text.
enum class QuotedElement {
  no,
  itself,     ///< what is in it is quoted
  from_here,  ///< it and everything behind it is
};

/// `style` in lower case. A plain <blockquote> only indents: Gmail's button does so.
QuotedElement quoted_element(std::string_view tag, std::string_view classes, std::string_view id,
                             std::string_view style, bool cites);

/// Divides what the elements left undivided: paragraphs with ">" lines, and what follows a divider
/// (see dividers.h). In `said` an empty paragraph stands where quoted elements were taken out.
TextParts split_said_blocks(std::vector<Block> said, std::vector<Block> quoted);

}  // namespace tallyd
