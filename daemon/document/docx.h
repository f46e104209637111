// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/result.h"

namespace tallyd {

/// A check box that a person clicks: a content control of Word (MS-DOCX 2.5.1.x, w14:checkbox).
struct ClickBox {
  std::string tag;         ///< "X.1214.assigned": for programs
  bool is_option = false;  ///< a circle below a box
};

/// Office Open XML word processing (ECMA-376), as much as our forms and reports need. Pieces of XML
/// are made by the functions below and put together by Docx; every text is escaped, control
/// characters are written out.
namespace ooxml {

enum class Weight { normal, bold };

std::string run(std::string_view text, Weight weight = Weight::normal);
std::string box(const ClickBox& box, int id);
std::string line_break();
/// `style`: "Heading1", "Heading2", "Title", or empty.
std::string paragraph(const std::string& runs, std::string_view style = "");
/// The same paragraphs, on one page with what follows them.
std::string with_next(std::string paragraphs);
/// One paragraph for each line.
std::string paragraphs(std::string_view text);

struct TableCell {
  std::string content;                                        ///< paragraphs; empty: an empty one
  enum class Span { own, begins, goes_on } span = Span::own;  ///< down the rows
};
/// Widths in twentieths of a point, one for each column; rows are as long. The first row is
/// repeated on each page if `head`.
enum class Head { none, first_row };
enum class Border { none, lines };
struct TableStyle {
  std::vector<int> widths;
  Head head = Head::none;
  Border border = Border::lines;
};
std::string table(const std::vector<std::vector<TableCell>>& rows, const TableStyle& style);

/// A table of texts, its first row the head.
std::string text_table(const std::vector<std::vector<std::string>>& rows, std::vector<int> widths);

}  // namespace ooxml

/// A document of A4 pages.
class Docx {
 public:
  /// Right to left for "ar".
  explicit Docx(std::string language) : language_(std::move(language)) {}

  void add(const std::string& xml) { body_ += xml; }
  /// The run of an image, a PNG, square, `millimetres` wide; said as `description`.
  std::string image(std::string png, int millimetres, std::string_view description);

  /// The file. The same content always gives the same bytes.
  Result<std::string> bytes(std::string_view title) const;

 private:
  std::string language_;
  std::string body_;
  std::vector<std::string> images_;
};

}  // namespace tallyd
