// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace tallyd {

/// A page as it would be printed: grey, 0 black to 255 white, rows from the top, no padding.
struct RenderedPage {
  int page = 1;                    ///< counted from 1
  int width = 0, height = 0;       ///< in pixels
  double dpi = 0;                  ///< pixels per inch, both ways
  std::vector<std::uint8_t> grey;  ///< width * height bytes
};

}  // namespace tallyd
