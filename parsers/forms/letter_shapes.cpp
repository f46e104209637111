// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/letter_shapes.h"

#include <algorithm>
#include <array>

namespace tallyd {
namespace {

/// Letters of one shape, the first of which stands for all.
constexpr std::array<std::u32string_view, 10> kShapes{U"بتثنيىئ", U"حجخ", U"دذ", U"رز", U"سش",
                                                      U"صض",      U"طظ",  U"عغ", U"فق", U"هة"};

char32_t shape_of(char32_t letter) {
  const auto* const shape = std::find_if(
      kShapes.begin(), kShapes.end(),
      [letter](std::u32string_view letters) { return letters.find(letter) != letters.npos; });
  return shape == kShapes.end() ? letter : shape->front();
}

}  // namespace

std::u32string without_dots(std::u32string_view letters) {
  std::u32string shapes(letters);
  std::transform(shapes.begin(), shapes.end(), shapes.begin(), &shape_of);
  return shapes;
}

}  // namespace tallyd
