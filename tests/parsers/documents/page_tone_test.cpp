// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/page_tone.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <random>

#include <catch2/catch.hpp>

#include "parsers/documents/page_picture.h"

namespace tallyd::test {
namespace {

constexpr int kWidth = 850, kHeight = 1100;  // pixels, of a sheet at 100 dpi

/// A sheet on which a scanner stretched its paper's grain, and with strokes of a pen this dark.
struct Sheet {
  int grain = 0;
  int strokes = 0;
  int darker = 0;
};

RenderedPage scanned(const Sheet& sheet) {
  constexpr int kPaper = 225;
  constexpr int kPen = 3, kLong = 30;
  RenderedPage page{1, kWidth, kHeight, 100, {}};
  std::minstd_rand random(7);  // the same everywhere
  std::array<int, 12> parts{};
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      for (int& part : parts) part = static_cast<int>(random() % 1000);
      const int sum = std::accumulate(parts.begin(), parts.end(), 0);  // deviation 1000
      int level = kPaper + (sum - 6000) * sheet.grain / 1000;
      const int stroke = (y - 100) / 60;
      const bool written = y >= 100 && (y - 100) % 60 < kLong && stroke < sheet.strokes;
      if (written && x >= 300 && x < 300 + kPen) level -= sheet.darker;
      page.grey.push_back(static_cast<unsigned char>(std::clamp(level, 0, 255)));
    }
  }
  return page;
}

bool is_blank(const Sheet& sheet) { return prepare_page(scanned(sheet)).blank; }

}  // namespace

TEST_CASE("a sheet with nothing but grain on it is blank, however strong the grain") {
  CHECK(is_blank({2, 0, 0}));
  CHECK(is_blank({20, 0, 0}));
  CHECK(is_blank({35, 0, 0}));
}

TEST_CASE("a sheet on which one stroke is written is not blank for its grain") {
  CHECK_FALSE(is_blank({12, 1, 200}));
  CHECK_FALSE(is_blank({20, 1, 150}));
  CHECK_FALSE(is_blank({30, 12, 200}));
}

}  // namespace tallyd::test
