// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "config/result.h"

using PangoLayout = struct _PangoLayout;  // NOLINT(bugprone-reserved-identifier): Pango's name

namespace tallyd {

/// A text laid out in lines on a Paper.
using LaidOut = std::shared_ptr<PangoLayout>;

/// Pages of A4 that are drawn on, with fonts of this machine (cairo, Pango). Lengths are points, y
/// from the top. For Arabic everything is mirrored: x counts from the right edge.
class Paper {
 public:
  static constexpr double kWidth = 595.28;
  static constexpr double kHeight = 841.89;
  enum class Weight { normal, bold };

  explicit Paper(const std::string& language);
  ~Paper();
  Paper(const Paper&) = delete;
  Paper& operator=(const Paper&) = delete;

  LaidOut text(const std::string& words, double width, Weight weight = Weight::normal);
  static double height_of(const LaidOut& text);
  /// Its top corner at the beginning of the line.
  void put(const LaidOut& text, double x, double y);
  void line(double x, double y, double to_x, double to_y);
  /// A PNG, square.
  void image(const std::string& png, double x, double y, double side);
  void new_page();

  /// From the page's left edge, of something so wide.
  double from_left(double x, double width) const;

  /// Nothing can be drawn afterwards. An error: a character for which there is no font, named.
  Result<std::string> pdf();

 private:
  struct Drawing;
  std::unique_ptr<Drawing> drawing_;
  bool mirrored_;
  std::string missing_;  ///< the first text with a character that no font has
};

}  // namespace tallyd
