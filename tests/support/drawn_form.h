// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "tests/support/pdf_file.h"

namespace tallyd::test {

/// Annex 2 of Circular 53 as a page of PDF whose boxes are drawn; the first draft's first box is
/// crossed.
inline std::string drawn_form() {
  PdfFile page;
  page.text(72, 780, "Member State response to TSB Circular 53:");
  double y = 740;
  for (const char* draft : {"X.1214", "X.1331"}) {
    page.text(72, y, std::string("Draft Recommendation ITU-T ") + draft);
    for (const char* words :
         {"assigns authority to Study Group 17 to consider this text for approval",
          "No comments or suggested changes", "Comments and suggested changes are attached",
          "does not assign authority to Study Group 17 to consider this text for approval"}) {
      y -= 24;
      page.square(72, y - 1, 10).text(92, y, words);
    }
    y -= 40;
  }
  page.line(72, 715, 82, 725).line(72, 725, 82, 715);
  return page.text(72, y, "Administration of Kenya").bytes();
}

}  // namespace tallyd::test
