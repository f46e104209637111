// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/page_tone.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numeric>

namespace tallyd {
namespace {

constexpr int kPrint = 90;                ///< print is at least as dark
constexpr int kDark = 40;                 ///< else it is made so
constexpr double kMostStretch = 3;        ///< paler: nobody could read it
constexpr int kWritten = 225;             ///< darker than any clean paper
constexpr double kLeastWritten = 0.0005;  ///< of a page: less says nothing of its print
constexpr double kDarkest = 0.1;          ///< of what is written: the middle of strokes
constexpr int kLeastWhite = 165;
constexpr double kCoarse = 9;  ///< grain that makes specks

const std::uint32_t* row_of(Pix* grey, int y) {
  return pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey);
}

/// The paper alone, without what is written: the lightest nearby, smoothed.
PixPtr paper_of(Pix* grey) {
  constexpr float kSmaller = 0.125F;
  PixPtr small(pixScaleAreaMap(grey, kSmaller, kSmaller));
  if (!small) return nullptr;
  small.reset(pixCloseGray(small.get(), 13, 13));
  PixPtr smooth(small ? pixBlockconv(small.get(), 5, 5) : nullptr);
  if (!smooth) return nullptr;
  return PixPtr(pixScaleToSize(smooth.get(), pixGetWidth(grey), pixGetHeight(grey)));
}

/// Shadows and the colour of the paper removed: paper becomes 255.
void even_out(Pix* grey) {
  const PixPtr paper = paper_of(grey);
  if (!paper) return;
  for (int y = 0; y < pixGetHeight(grey); ++y) {
    std::uint32_t* line = pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey);
    const std::uint32_t* light = row_of(paper.get(), y);
    for (int x = 0; x < pixGetWidth(grey); ++x) {
      const int against = std::max<int>(GET_DATA_BYTE(light, x), 40);
      const int even = std::min(255, GET_DATA_BYTE(line, x) * 255 / against);
      SET_DATA_BYTE(line, x, static_cast<l_uint8>(even));
    }
  }
}

/// How many pixels have each level, of every second row and column.
class Levels {
 public:
  explicit Levels(Pix* grey) {
    for (int y = 0; y < pixGetHeight(grey); y += 2) {
      const std::uint32_t* line = row_of(grey, y);
      for (int x = 0; x < pixGetWidth(grey); x += 2, ++all_) ++count_[GET_DATA_BYTE(line, x)];
    }
  }
  /// That the share of the pixels is at most as light as; of those darker than `below` only.
  int at(double share, int below = 256) const {
    const double wanted = share * std::accumulate(count_.begin(), count_.begin() + below, 0);
    int level = 0;
    for (int seen = count_[0]; level < 255 && seen < wanted;) {
      seen += count_[static_cast<std::size_t>(++level)];
    }
    return level;
  }
  double share_below(int level) const {
    return static_cast<double>(std::accumulate(count_.begin(), count_.begin() + level, 0)) / all_;
  }

 private:
  std::array<int, 256> count_{};
  int all_ = 1;
};

void replace_levels(Pix* grey, const std::array<l_uint8, 256>& to) {
  for (int y = 0; y < pixGetHeight(grey); ++y) {
    std::uint32_t* line = pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey);
    for (int x = 0; x < pixGetWidth(grey); ++x) {
      SET_DATA_BYTE(line, x, to[GET_DATA_BYTE(line, x)]);
    }
  }
}

/// white becomes 255; what is darker is moved away from it by the factor.
void stretch(Pix* grey, int white, double by) {
  std::array<l_uint8, 256> to{};
  for (std::size_t level = 0; level < to.size(); ++level) {
    const double dark = 255 - (white - static_cast<double>(level)) * by;
    to[level] = static_cast<l_uint8>(std::clamp(dark, 0.0, 255.0));
  }
  replace_levels(grey, to);
}

/// By how much the distance from white must grow for print to be dark; 1: it is.
double stretch_of(Pix* grey) {
  const Levels levels(grey);
  if (levels.share_below(kWritten) < kLeastWritten) return 1;
  const int level = levels.at(kDarkest, kWritten);
  if (level <= kPrint) return 1;
  return std::min(kMostStretch, static_cast<double>(255 - kDark) / (255 - level));
}

}  // namespace

double grain_of(Pix* grey) {
  std::array<int, 2048> count{};
  int all = 0;
  for (int y = 1; y + 1 < pixGetHeight(grey); y += 3) {
    const std::array<const std::uint32_t*, 3> rows{row_of(grey, y - 1), row_of(grey, y),
                                                   row_of(grey, y + 1)};
    const auto at = [&](std::size_t row, int x) -> int { return GET_DATA_BYTE(rows[row], x); };
    for (int x = 1; x + 1 < pixGetWidth(grey); x += 3, ++all) {
      const int corners = at(0, x - 1) + at(0, x + 1) + at(2, x - 1) + at(2, x + 1);
      const int sides = at(0, x) + at(2, x) + at(1, x - 1) + at(1, x + 1);
      ++count[static_cast<std::size_t>(std::abs(corners - 2 * sides + 4 * at(1, x)))];
    }
  }
  std::size_t median = 0;
  for (int seen = count[0]; median + 1 < count.size() && seen * 2 < all;) seen += count[++median];
  // The filter's own gain is 6, and the median of a normal distribution 0.6745 of its deviation.
  return static_cast<double>(median) / (6 * 0.6745);
}

bool is_grain_alone(Pix* grey, double grain) {
  constexpr float kBlock = 0.125F;
  constexpr double kWithin = kBlock;  // of the grain: what the mean of a block has left of it
  constexpr double kFarthest = 6;     // deviations: one in a million blocks
  constexpr int kAround = 8;
  constexpr int kEdge = 3;
  if (grain <= kCoarse) return false;
  const PixPtr blocks(pixScaleAreaMap(grey, kBlock, kBlock));
  const PixPtr paper(blocks ? pixBlockconv(blocks.get(), kAround, kAround) : nullptr);
  if (!paper) return false;
  for (int y = kEdge; y + kEdge < pixGetHeight(paper.get()); ++y) {
    const std::uint32_t* mean = row_of(blocks.get(), y);
    const std::uint32_t* around = row_of(paper.get(), y);
    for (int x = kEdge; x + kEdge < pixGetWidth(paper.get()); ++x) {
      const int darker = GET_DATA_BYTE(around, x) - GET_DATA_BYTE(mean, x);
      if (darker > kFarthest * kWithin * grain) return false;
    }
  }
  return true;
}

bool is_black_and_white(Pix* grey) {
  constexpr double kBlackest = 0.002;  // of a page: less says nothing of its print
  constexpr double kBetween = 0.12;    // of the ink: what edges have that a file's packing blurs
  const Levels levels(grey);
  const int paper = levels.at(0.5);
  const int black = levels.at(kBlackest);
  const int quarter = (paper - black) / 4;
  const double ink = levels.share_below(black + quarter);
  return levels.share_below(paper - quarter) - ink < kBetween * ink;
}

void set_tone(PixPtr& grey, double grain) {
  even_out(grey.get());
  const double by = stretch_of(grey.get());
  if (grain * by > kCoarse) {
    if (PixPtr smooth{pixBlockconv(grey.get(), 1, 1)}) grey = std::move(smooth);
  }
  if (by > 1) stretch(grey.get(), 255, by);
}

void whiten_paper(Pix* grey) {
  // Print covers a tenth: a quarter of the pixels is within the paper's own range.
  const Levels levels(grey);
  const double middle = levels.at(0.5);
  const double deviation = (middle - levels.at(0.25)) / 0.8;
  const int white = std::max(kLeastWhite, static_cast<int>(middle - 3 * deviation));
  if (white < 250) stretch(grey, white, 255.0 / white);
}

}  // namespace tallyd
