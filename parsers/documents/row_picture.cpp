// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/row_picture.h"

#include <cmath>
#include <cstdint>

#include "parsers/documents/pix.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd {
namespace {

constexpr double kMargin = 8;  ///< points around a row
constexpr int kLine = 4;       ///< pixels of an outline, which stands around its box

PixPtr decoded(const std::string& png) {
  return PixPtr(pixReadMem(reinterpret_cast<const std::uint8_t*>(png.data()), png.size()));
}

Area to_pixels(const Place& place, double points) {
  const auto round = [points](double length) {
    return static_cast<int>(std::lround(length / points));
  };
  return {round(place.x), round(place.y), round(place.width), round(place.height)};
}

Place with_margin(Place place) {
  place.x -= kMargin;
  place.y -= kMargin;
  place.width += 2 * kMargin;
  place.height += 2 * kMargin;
  return place;
}

struct Colour {
  l_uint8 red, green, blue;
};

Colour colour_of(Checkbox::State state) {
  if (state == Checkbox::State::checked) return {220, 20, 20};
  if (state == Checkbox::State::empty) return {0, 150, 60};
  return {240, 140, 0};
}

void outline(Pix* picture, const Area& area, const Colour& colour) {
  const Area around = area.grown(kLine);
  Box* const box = boxCreate(around.x, around.y, around.width, around.height);
  if (box == nullptr) return;
  pixRenderBoxArb(picture, box, kLine, colour.red, colour.green, colour.blue);
  Box* gone = box;
  boxDestroy(&gone);
}

std::string picture_of(Pix* page, double points, const PictureOfRow& row) {
  const Area all = overlap(to_pixels(with_margin(row.place), points),
                           {0, 0, pixGetWidth(page), pixGetHeight(page)});
  const PixPtr part = clip(page, all);
  if (!part) return {};
  const PixPtr coloured(pixConvertTo32(part.get()));
  if (!coloured) return {};
  for (const PictureOfRow::Outline& one : row.boxes) {
    Area area = to_pixels(one.place, points);
    area.x -= all.x;
    area.y -= all.y;
    outline(coloured.get(), area, colour_of(one.state));
  }
  return to_png(coloured.get());
}

}  // namespace

std::vector<std::string> pictures_of_rows(const PageImage& page,
                                          const std::vector<PictureOfRow>& rows) {
  std::vector<std::string> pictures(rows.size());
  if (page.points <= 0) return pictures;
  const PixPtr whole = decoded(page.png);
  if (!whole) return pictures;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    pictures[i] = picture_of(whole.get(), page.points, rows[i]);
  }
  return pictures;
}

}  // namespace tallyd
