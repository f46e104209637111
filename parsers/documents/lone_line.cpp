// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/lone_line.h"

#include <algorithm>

#include "parsers/documents/median.h"
#include "parsers/documents/pix_pages.h"
#include "parsers/documents/word_area.h"

namespace tallyd {
namespace {

constexpr int kInk = 160;

int distance(int y, const Area& line) { return std::max({0, line.y - y, y - line.bottom() + 1}); }

/// Whether a piece of ink belongs to one of the other lines and not to this one.
bool is_of_others(const Area& piece, const Area& line, const std::vector<Area>& others) {
  if (overlap(piece, {piece.x, line.y, piece.width, line.height}).height * 2 > line.height)
    return false;
  const int away = distance(piece.middle_y(), line);
  // Lines that recognition passed over are none of the others.
  if (away * 10 > line.height * 4) return true;
  return std::any_of(others.begin(), others.end(),
                     [&](const Area& other) { return distance(piece.middle_y(), other) < away; });
}

/// Wipes the pieces of the part that are of other lines; what is paler around them, too.
void wipe_others(Pix* part, const Area& area, const Area& line, const std::vector<Area>& others) {
  const PixPtr ink(pixThresholdToBinary(part, kInk));
  Pixa* shapes = nullptr;
  const BoxaPtr places(ink ? pixConnComp(ink.get(), &shapes, 8) : nullptr);
  const PixaPtr owned(shapes);
  const PixPtr gone(pixCreate(pixGetWidth(part), pixGetHeight(part), 1));
  if (!places || !gone) return;
  for (int i = 0; i < boxaGetCount(places.get()); ++i) {
    Area piece;
    boxaGetBoxGeometry(places.get(), i, &piece.x, &piece.y, &piece.width, &piece.height);
    const Area place{piece.x + area.x, piece.y + area.y, piece.width, piece.height};
    if (!is_of_others(place, line, others)) continue;
    const PixPtr shape(pixaGetPix(shapes, i, L_CLONE));
    pixRasterop(gone.get(), piece.x, piece.y, piece.width, piece.height, PIX_SRC | PIX_DST,
                shape.get(), 0, 0);
  }
  const PixPtr wider(pixDilateBrick(nullptr, gone.get(), 5, 5));
  const PixPtr kept(pixSubtract(nullptr, ink.get(), gone.get()));
  pixSubtract(wider.get(), wider.get(), kept.get());
  pixSetMasked(part, wider.get(), 255);
}

}  // namespace

LoneLine lone_line(Pix* page, const Area& line, const std::vector<Area>& others) {
  const int side = line.height * 3 / 10;
  const int over = line.height * 8 / 10;
  // All of what hangs over is seen, so that it is known where it belongs.
  const Area all =
      overlap({line.x - side, line.y - 2 * line.height, line.width + 2 * side, 5 * line.height},
              {0, 0, pixGetWidth(page), pixGetHeight(page)});
  const PixPtr part = clip(page, all);
  if (!part) return {};
  wipe_others(part.get(), all, line, others);
  const Area area = overlap({all.x, line.y - over, all.width, line.height + 2 * over}, all);
  return {clip(part.get(), {0, area.y - all.y, area.width, area.height}), area};
}

Area body_of(const std::vector<OcrWord>& words) {
  std::vector<int> tops;
  std::vector<int> bottoms;
  Area all;
  for (const OcrWord& word : words) {
    tops.push_back(word.y);
    bottoms.push_back(word.y + word.height);
    all = around(all, area_of(word));
  }
  const int top = median(std::move(tops));
  return {all.x, top, all.width, median(std::move(bottoms)) - top};
}

}  // namespace tallyd
