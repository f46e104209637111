// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace tallyd {

/// What may be somebody's mark among the drawings and pictures of an office document. A letterhead
/// has lines and logos; a form that was filled in by drawing over it has circles, ink, ticks.
enum class Where { in_text, in_table };

/// In points; 0: not known.
struct ShownSize {
  double width = 0, height = 0;
};

inline constexpr std::string_view kDoubtOfDrawing =
    "A drawing (ink, circle or line) lies on the page; it may be a mark.";
inline constexpr std::string_view kDoubtOfPicture =
    "A small picture stands in a table; it may be a mark.";
inline constexpr std::string_view kDoubtOfTextBox =
    "A small text box lies on the page; it may be a mark.";
inline constexpr std::string_view kDoubtOfComments = "The document carries comments in its margin.";
inline constexpr std::size_t kMostPictures = 20;

inline bool is_tick_sized(const ShownSize& size) {
  constexpr double kTick = 60;
  return size.width > 0 && size.width < kTick && size.height < kTick;
}

/// Large enough for the photograph of a page.
inline bool may_be_a_form(const ShownSize& size) {
  constexpr double kWidth = 200, kHeight = 100;
  return size.width <= 0 || (size.width >= kWidth && size.height >= kHeight);
}

}  // namespace tallyd
