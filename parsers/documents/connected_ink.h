// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "parsers/documents/pix_pages.h"

namespace tallyd {

/// The ink that hangs together with some ink in one part of a page (8 neighbours), within another.
class ConnectedInk {
 public:
  ConnectedInk(const Ink& ink, const Area& from, const Area& within);

  bool holds(int x, int y) const { return within_.holds(x, y) && seen_[index(x, y)] != 0; }
  bool touches(const Area& area) const;
  const Area& extent() const { return extent_; }  ///< of all of it; width 0: there is none

 private:
  std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y - within_.y) * static_cast<std::size_t>(within_.width) +
           static_cast<std::size_t>(x - within_.x);
  }
  using Open = std::vector<std::pair<int, int>>;  ///< whose neighbours are to be looked at
  void visit(const Ink& ink, int x, int y, Open& open);

  Area within_;
  std::vector<std::uint8_t> seen_;
  Area extent_;
};

}  // namespace tallyd
