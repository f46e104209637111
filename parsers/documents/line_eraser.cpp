// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/line_eraser.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

#include "parsers/documents/median.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd {
namespace {

// Pixels at 300 dpi.
constexpr int kReach = 6;      ///< the line may be as far from where it is looked for
constexpr int kMostDrift = 7;  ///< and in all from where a straight one would be
constexpr int kUneven = 2;     ///< thicker than the line is by more: something touches it
constexpr int kLongest = 40;   ///< what crosses it is followed no farther
constexpr l_uint32 kDark = 215;

/// The dark pixels across a line at one of its steps.
struct Run {
  int from = 0, to = 0;
  int length() const { return to - from; }
};

class LineEraser {
 public:
  LineEraser(Pix* pix, const RuleLine& line, Lies lies)
      : pix_(pix),
        line_(line),
        lying_(lies == Lies::across),
        grey_(pixGetDepth(pix) != 1),
        from_(std::max(0, lying_ ? line.area.x : line.area.y)),
        to_(std::min(lying_ ? line.area.right() : line.area.bottom(),
                     lying_ ? pixGetWidth(pix) : pixGetHeight(pix))) {}

  /// False: hardly anything of a line is there.
  bool erase(double least_share) {
    std::vector<std::optional<Run>> runs;
    std::vector<int> lengths;
    drift_ = 0;
    for (int p = from_; p < to_; ++p) {
      runs.push_back(run_at(p));
      if (!runs.back()) continue;
      lengths.push_back(runs.back()->length());
      follow(p, *runs.back());
    }
    if (lengths.empty() || static_cast<double>(lengths.size()) < least_share * (to_ - from_)) {
      return false;
    }
    const int most = median(std::move(lengths)) + kUneven;
    for (int p = from_; p < to_; ++p) {
      const auto& run = runs[static_cast<std::size_t>(p - from_)];
      if (run && run->length() <= most) wipe_run(p, *run);
    }
    return true;
  }

 private:
  bool dark(int p, int across) const {
    l_uint32 value = 0;
    if (pixGetPixel(pix_, lying_ ? p : across, lying_ ? across : p, &value) != 0) return false;
    return grey_ ? value < kDark : value != 0;
  }

  int straight(int p) const {
    const int middle = lying_ ? line_.area.middle_x() : line_.area.middle_y();
    return static_cast<int>(std::lround(line_.at + line_.slope * (p - middle)));
  }

  /// The nearest one to where the line has come.
  std::optional<Run> run_at(int p) const {
    const int centre = straight(p) + drift_;
    for (int away = 0; away <= 2 * kReach; ++away) {
      const int at = centre + (away % 2 == 0 ? away / 2 : -(away + 1) / 2);
      if (!dark(p, at)) continue;
      Run run{at, at + 1};
      while (run.length() < kLongest && dark(p, run.from - 1)) --run.from;
      while (run.length() < kLongest && dark(p, run.to)) ++run.to;
      return run;
    }
    return std::nullopt;
  }

  /// Printed lines bend with the paper.
  void follow(int p, const Run& run) {
    constexpr int kThick = 12;
    if (p % 4 != 0 || run.length() > kThick) return;
    const int away = (run.from + run.to - 1) / 2 - straight(p) - drift_;
    if (away != 0) drift_ = std::clamp(drift_ + (away > 0 ? 1 : -1), -kMostDrift, kMostDrift);
  }

  void wipe_run(int p, const Run& run) {
    const int rim = grey_ ? 2 : 0;  // it fades out
    const int from = run.from - rim;
    const int across = run.length() + 2 * rim;
    wipe(pix_, lying_ ? Area{p, from, 1, across} : Area{from, p, across, 1});
  }

  Pix* pix_;
  const RuleLine& line_;
  bool lying_;
  bool grey_;
  int from_, to_;
  int drift_ = 0;
};

}  // namespace

void erase_line(Pix* pix, const RuleLine& line, Lies lies) {
  LineEraser eraser(pix, line, lies);
  // A double line, or a triple one, was found as one.
  constexpr double kBeside = 0.6;
  if (eraser.erase(0) && eraser.erase(kBeside)) eraser.erase(kBeside);
}

}  // namespace tallyd
