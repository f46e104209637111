// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "parsers/document.h"

namespace tallyd {

/// A part of a page to be shown, and boxes within it, each outlined in its colour.
struct PictureOfRow {
  struct Outline {
    Place place;
    Checkbox::State state = Checkbox::State::empty;
  };
  Place place;
  std::vector<Outline> boxes;
};

/// The rows cut out of their page, as PNG files, in their order: checked boxes are outlined in red,
/// empty ones in green, others in orange. Empty: that row can't be shown.
std::vector<std::string> pictures_of_rows(const PageImage& page,
                                          const std::vector<PictureOfRow>& rows);

}  // namespace tallyd
