// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace tallyd::test {

/// A PDF of one page, of A4 if not told, written object by object.
class PdfFile {
 public:
  PdfFile& paper(int width, int height);  ///< in points
  /// Helvetica of 11 points, if not told; y from the bottom of the page.
  PdfFile& text(double x, double y, const std::string& words, int points = 11);
  /// Text that is not shown: what a scanner's program recognised of the picture over it.
  PdfFile& hidden(double x, double y, const std::string& words);
  /// level: 0 is black, 1 white.
  PdfFile& line(double x, double y, double to_x, double to_y, double level = 0);
  PdfFile& square(double x, double y, double side);
  /// A check box of a form: how it looks and what its value is ("Yes" or "Off").
  PdfFile& check_box(double x, double y, const std::string& shown, const std::string& value);
  /// One that is told how to draw itself in a square of 10 points: where it is on, and where it is
  /// off. flags: ISO 32000-1, table 165.
  struct Looks {
    std::string on, off;
    int flags = 4;
  };
  PdfFile& check_box(double x, double y, const std::string& state, const Looks& looks);
  /// A text field in a square of 10 points, and how it draws itself.
  PdfFile& text_box(double x, double y, const std::string& value, const std::string& look);
  /// Viewers shall draw the fields themselves.
  PdfFile& draw_anew();
  /// White, over what stands there.
  PdfFile& cover(double x, double y, double width, double height);
  /// A rubber stamp that draws itself as a picture.
  PdfFile& stamp(const std::string& name);
  /// A pale square, as programs paint fields.
  PdfFile& tint(double x, double y, double side);
  /// "Text", "Ink", …: what a reader of the PDF put on it.
  PdfFile& annotation(const std::string& kind, const std::string& contents);
  std::string bytes() const;

 private:
  int add(const std::string& object);
  void annotate(const std::string& object);

  std::string content_;
  int width_ = 595, height_ = 842;
  bool draw_anew_ = false;
  std::vector<std::string> objects_;
  std::vector<int> annotations_;  ///< their numbers
};

}  // namespace tallyd::test
