// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/connected_ink.h"

namespace tallyd {

ConnectedInk::ConnectedInk(const Ink& ink, const Area& from, const Area& within)
    : within_(within),
      seen_(static_cast<std::size_t>(within.width) * static_cast<std::size_t>(within.height)) {
  Open open;
  for (int y = from.y; y < from.bottom(); ++y) {
    for (int x = from.x; x < from.right(); ++x) visit(ink, x, y, open);
  }
  while (!open.empty()) {
    const auto [x, y] = open.back();
    open.pop_back();
    for (int dy = -1; dy <= 1; ++dy) {
      for (int dx = -1; dx <= 1; ++dx) visit(ink, x + dx, y + dy, open);
    }
  }
}

void ConnectedInk::visit(const Ink& ink, int x, int y, Open& open) {
  if (!within_.holds(x, y) || !ink.at(x, y) || seen_[index(x, y)] != 0) return;
  seen_[index(x, y)] = 1;
  extent_ = around(extent_, {x, y, 1, 1});
  open.emplace_back(x, y);
}

bool ConnectedInk::touches(const Area& area) const {
  for (int y = area.y; y < area.bottom(); ++y) {
    for (int x = area.x; x < area.right(); ++x) {
      if (holds(x, y)) return true;
    }
  }
  return false;
}

}  // namespace tallyd
