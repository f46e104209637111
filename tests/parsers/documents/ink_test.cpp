// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <catch2/catch.hpp>

#include "parsers/documents/pix_pages.h"

namespace {

using namespace tallyd;

int counted(const Ink& ink, const Area& area) {
  int count = 0;
  for (int y = area.y; y < area.bottom(); ++y) {
    for (int x = area.x; x < area.right(); ++x) count += ink.at(x, y) ? 1 : 0;
  }
  return count;
}

TEST_CASE("ink is counted pixel by pixel, wherever an area begins and ends") {
  constexpr int kHeight = 11;
  std::mt19937 random(1);
  for (const int width : {1, 31, 32, 33, 64, 101, 160}) {
    const PixPtr bits(pixCreate(width, kHeight, 1));
    for (int y = 0; y < kHeight; ++y) {
      for (int x = 0; x < width; ++x) pixSetPixel(bits.get(), x, y, random() % 3 == 0 ? 1 : 0);
    }
    const Ink ink(bits.get());
    for (int x = -2; x < width + 2; ++x) {
      for (int w = 0; w < width + 4; ++w) {
        const Area area{x, static_cast<int>(random() % kHeight) - 2, w, 7};
        CHECK(ink.count(area) == counted(ink, area));
      }
    }
  }
}

TEST_CASE("ink stays what it was when the picture is wiped, and padding is none") {
  const PixPtr bits(pixCreate(40, 2, 1));
  pixSetAll(bits.get());
  pixSetPadBits(bits.get(), 1);
  const Ink ink(bits.get());
  wipe(bits.get(), {0, 0, 40, 2});
  CHECK(ink.count({0, 0, 64, 2}) == 80);
  CHECK(ink.at(39, 1));
  CHECK_FALSE(ink.at(40, 1));
}

}  // namespace
