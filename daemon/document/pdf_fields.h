// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// Like parsers/documents/pdf_fields.h this header and its source keep to C++17: clang can't read
/// qpdf's headers as C++20.
namespace tallyd {

/// A field of an interactive form (ISO 32000-1, 12.7), empty.
struct PdfField {
  enum class Kind { check_box, radio_button, text };
  Kind kind = Kind::check_box;
  std::string name;         ///< ASCII; radio buttons of one `group` exclude one another
  std::string group;        ///< radio buttons only: the name of the field
  std::string description;  ///< UTF-8, for screen readers (/TU)
  std::size_t page = 0;     ///< from 0
  double x = 0, y = 0, width = 0, height = 0;  ///< points from the page's top left corner
};

struct PdfTitle {
  std::string title;     ///< UTF-8
  std::string language;  ///< "fr"
};

/// `pdf` with these fields, compressed, and without the time of its making: the same input always
/// gives the same bytes. Empty: `pdf` is no PDF of so many pages (our bug).
std::string with_fields(const std::string& pdf, const std::vector<PdfField>& fields,
                        const PdfTitle& title);

}  // namespace tallyd
