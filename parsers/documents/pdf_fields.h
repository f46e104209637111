// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What qpdf knows of a PDF. Its header cannot be read by clang as C++20 (std::vector of an
/// incomplete JSON), so this one and its source keep to C++17.
namespace tallyd {

/// A check box or radio button of an interactive form (ISO 32000-1, 12.7.4.2), or a text field for
/// one letter (12.7.4.3), in which a mark is typed.
struct PdfButton {
  enum class State {
    off,
    on,
    contradictory,  ///< its appearance and its value differ, or what is typed there is no mark
  };
  State state = State::off;
  bool is_radio = false;
  double x = 0, y = 0, width = 0, height = 0;  ///< points from the page's top left corner
  std::size_t look = 0;  ///< those with the same number are drawn alike when they are off
};

struct PdfPageFacts {
  std::vector<PdfButton> buttons;
  bool annotated = false;  ///< somebody drew, typed or commented on it (ISO 32000-1, 12.5.6)
  bool is_scan = false;    ///< a picture as large as a page is on it, or text that nobody sees
};

struct PdfFacts {
  std::vector<PdfPageFacts> pages;  ///< empty: damaged
  bool has_comments = false;        ///< notes, highlighting, lines through text
  std::string stamps;               ///< names of rubber stamps, each a line: "draft"
  std::string with_fonts;  ///< the file with the fonts that it lacks (pdf_fonts.h); may be empty
  bool has_xfa = false;    ///< a form that only Adobe's programs show (ISO 32000-1, 12.7.8)
};

/// Never throws. Hidden buttons, and those on pages that are shown turned, are left out.
PdfFacts look_into_pdf(std::string_view bytes);

}  // namespace tallyd
