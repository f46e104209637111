// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "parsers/documents/drawn_box.h"

namespace tallyd {

/// What qpdf knows of a page.
struct PdfPageFacts {
  std::vector<DrawnBox> boxes;  ///< check boxes and radio buttons, in pixels of 300 dpi
  bool is_scan = false;         ///< a picture as large as a page is on it
};

struct PdfFacts {
  std::vector<PdfPageFacts> pages;  ///< empty: damaged
  bool has_xfa = false;  ///< a form that only Adobe's programs show (ISO 32000-1, 12.7.8)
};

/// Fields of interactive forms (ISO 32000-1, 12.7.4.2): a button is on if its appearance is; where
/// its value says otherwise it is unclear. Never throws.
PdfFacts look_into_pdf(std::string_view bytes);

}  // namespace tallyd
