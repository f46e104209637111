// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/page_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "parsers/documents/grid.h"
#include "parsers/documents/page_tone.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd {
namespace {

constexpr double kUsualWidth = 8.3;  ///< inches, of A4 and of Letter nearly
constexpr int kInkBelow = 168;       ///< of 255 = paper
constexpr int kFaintBelow = 218;
constexpr int kBlankPage = 400;   ///< pixels: less ink is none
constexpr double kMostSkew = 12;  ///< degrees that are looked for

/// Inches that the short side has if the resolution were true.
bool believable(double pixels, double dpi) {
  return dpi >= 60 && pixels / dpi > 6.4 && pixels / dpi < 12.5;
}

PixPtr at_working_size(const RenderedPage& page, PixPtr pix) {
  const double side = std::min(page.width, page.height);
  const double dpi = believable(side, page.dpi) ? page.dpi : side / kUsualWidth;
  const double factor = std::clamp(kWorkingDpi / dpi, 0.1, 5.0);
  if (std::abs(factor - 1) < 0.03) return pix;
  const float by = static_cast<float>(factor);
  return PixPtr(factor > 1 ? pixScaleGrayLI(pix.get(), by, by)
                           : pixScaleAreaMap(pix.get(), by, by));
}

/// Ink without what is too small to be any part of a letter or line.
PixPtr without_specks(Pix* bits) {
  PixPtr seeds(pixOpenBrick(nullptr, bits, 3, 3));
  const PixPtr lying(pixOpenBrick(nullptr, bits, 7, 1));
  const PixPtr standing(pixOpenBrick(nullptr, bits, 1, 7));
  pixOr(seeds.get(), seeds.get(), lying.get());
  pixOr(seeds.get(), seeds.get(), standing.get());
  return PixPtr(pixSeedfillBinary(nullptr, seeds.get(), bits, 8));
}

PixPtr ink_of(Pix* grey) {
  const PixPtr bits(pixThresholdToBinary(grey, kInkBelow));
  return bits ? without_specks(bits.get()) : nullptr;
}

/// Letters stand closer to each other along the line than across: whichever direction joins more.
bool text_stands(Pix* ink) {
  const PixPtr small(pixReduceRankBinary2(ink, 2, nullptr));
  if (!small) return false;
  const auto pieces = [&](int across, int down) {
    const PixPtr joined(pixCloseSafeBrick(nullptr, small.get(), across, down));
    int count = 0;
    pixCountConnComp(joined.get(), 8, &count);
    return count;
  };
  constexpr int kGap = 7;  // at half the working size
  return pieces(kGap, 1) > pieces(1, kGap) * 1.15;
}

void rotate(PixPtr& pix, double degrees) {
  constexpr double kRadians = 3.14159265358979 / 180;
  PixPtr turned(pixRotate(pix.get(), static_cast<float>(degrees * kRadians), L_ROTATE_AREA_MAP,
                          L_BRING_IN_WHITE, 0, 0));
  if (turned) pix = std::move(turned);
}

/// Clockwise, so that text lies straight; 0: not known.
double skew_of(Pix* ink) {
  float angle = 0;
  float confidence = 0;
  const PixPtr half(pixReduceRankBinary2(ink, 1, nullptr));
  if (!half || pixFindSkewSweepAndSearch(half.get(), &angle, &confidence, 4, 2, kMostSkew, 1.0F,
                                         0.01F) != 0) {
    return 0;
  }
  return confidence < 1.5F ? 0 : static_cast<double>(angle);
}

/// value = base + change * position, by least squares weighted by length.
struct Trend {
  double base = 0, change = 0;
  double at(double position) const { return base + change * position; }
};

/// centre: where the lines' positions are taken, for not all reach over the whole page.
Trend trend_of(const std::vector<RuleLine>& lines, bool lying, double centre) {
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (const RuleLine& line : lines) {
    const double weight = lying ? line.area.width : line.area.height;
    const double middle = lying ? line.area.middle_x() : line.area.middle_y();
    const double at = line.at + line.slope * (centre - middle);
    n += weight, sx += weight * at, sy += weight * line.slope;
    sxx += weight * at * at, sxy += weight * at * line.slope;
  }
  const double divisor = n * sxx - sx * sx;
  Trend trend;
  // Lines close together say nothing of how slopes change over the page.
  if (n <= 0) return trend;
  if (divisor / (n * n) > 150.0 * 150.0) trend.change = (n * sxy - sx * sy) / divisor;
  trend.base = (sy - trend.change * sx) / n;
  return trend;
}

struct Point {
  double x, y;
};

/// Where the lying line through (cx, y) and the standing line through (x, cy) meet.
Point meet(const Trend& lying, const Trend& standing, Point at, Point centre) {
  Point p = at;
  for (int i = 0; i < 8; ++i) {
    p.y = at.y + lying.at(at.y) * (p.x - centre.x);
    p.x = at.x + standing.at(at.x) * (p.y - centre.y);
  }
  return p;
}

/// Lines of tables become exactly level and upright: removes what is left of the skew, shear, and
/// the perspective of a photograph. False: nothing to do.
bool straighten(PixPtr& grey, const Ruling& ruling) {
  if (ruling.lying.size() < 2 || ruling.standing.size() < 2) return false;
  const double width = pixGetWidth(grey.get());
  const double height = pixGetHeight(grey.get());
  const Point centre{width / 2, height / 2};
  const Trend lying = trend_of(ruling.lying, true, centre.x);
  const Trend standing = trend_of(ruling.standing, false, centre.y);
  const std::array<Point, 4> to{{{width * 0.1, height * 0.1},
                                 {width * 0.9, height * 0.1},
                                 {width * 0.1, height * 0.9},
                                 {width * 0.9, height * 0.9}}};
  const PtaPtr wanted(ptaCreate(4));
  const PtaPtr found(ptaCreate(4));
  double moved = 0;
  for (const Point& corner : to) {
    const Point from = meet(lying, standing, corner, centre);
    moved = std::max({moved, std::abs(from.x - corner.x), std::abs(from.y - corner.y)});
    ptaAddPt(wanted.get(), static_cast<float>(corner.x), static_cast<float>(corner.y));
    ptaAddPt(found.get(), static_cast<float>(from.x), static_cast<float>(from.y));
  }
  if (moved < 4 || moved > width / 4) return false;
  PixPtr straight(pixProjectivePta(grey.get(), wanted.get(), found.get(), L_BRING_IN_WHITE));
  if (!straight) return false;
  grey = std::move(straight);
  return true;
}

std::size_t cells_of(const std::vector<Grid>& grids) {
  std::size_t cells = 0;
  for (const Grid& grid : grids) cells += grid.cells.size();
  return cells;
}

/// Each table of the one is there in the other, and no larger.
bool has_same_tables(const std::vector<Grid>& here, const std::vector<Grid>& there) {
  constexpr int kNear = 20;
  const auto is_there = [&](const Grid& grid) {
    return std::any_of(there.begin(), there.end(), [&](const Grid& same) {
      return lies_within(same.area, grid.area.grown(kNear)) &&
             lies_within(grid.area, same.area.grown(kNear));
    });
  };
  return std::all_of(here.begin(), here.end(), is_there);
}

/// Tables of some cells, and no lines beside them that may be what is seen of another.
bool is_whole(const Ruling& ruling, const std::vector<Grid>& grids) {
  constexpr std::size_t kTable = 4;  ///< cells, of a draft and its options at least
  constexpr std::ptrdiff_t kFew = 2;
  constexpr int kNear = 20;
  const auto is_loose = [&](const RuleLine& line) {
    return std::none_of(grids.begin(), grids.end(),
                        [&](const Grid& grid) { return touch(grid.area.grown(kNear), line.area); });
  };
  return cells_of(grids) >= kTable &&
         std::count_if(ruling.lying.begin(), ruling.lying.end(), is_loose) +
                 std::count_if(ruling.standing.begin(), ruling.standing.end(), is_loose) <=
             kFew;
}

/// A table of hairlines or of dots is paler than print; a frame, a stamp or another table may be
/// all that the ink shows. Some programs draw the lines between the rows paler than the frame.
void find_pale_ruling(PagePicture& page) {
  std::vector<Grid> grids = find_grids(page.ruling);
  const bool whole = is_whole(page.ruling, grids);
  for (const auto find : {&find_ruling, &find_dotted_ruling}) {
    Ruling pale = find(page.faint.get());
    std::vector<Grid> others = find_grids(pale);
    const bool more = cells_of(others) > cells_of(grids);
    if (more && (!whole || has_same_tables(grids, others))) {
      page.ruling = std::move(pale);
      grids = std::move(others);
    }
    if (whole || is_whole(page.ruling, grids)) return;
  }
}

/// What is thin and darker than its ground, however little: cells may have grounds of their own.
PixPtr all_that_is_thin(Pix* grey) {
  constexpr int kThickest = 15;  // of a line
  constexpr int kDarker = 7;
  const PixPtr darker(pixTophat(grey, kThickest, kThickest, L_TOPHAT_BLACK));
  PixPtr bits(darker ? pixThresholdToBinary(darker.get(), kDarker) : nullptr);
  if (bits) pixInvert(bits.get(), bits.get());
  return bits;
}

/// Of lines as they are in the file, the paler ones where they part more cells.
void take_paler(Pix* bits, Ruling& ruling) {
  Ruling pale = find_ruling(bits);
  if (cells_of(find_grids(pale)) > cells_of(find_grids(ruling))) ruling = std::move(pale);
}

}  // namespace

PagePicture prepare_page(const RenderedPage& page, std::optional<bool> on_its_side) {
  PagePicture out;
  out.number = page.page;
  PixPtr given = to_pix(page);
  if (!given) return out;
  const double grain = grain_of(given.get());
  const bool grain_alone = is_grain_alone(given.get(), grain);
  out.black_and_white = is_black_and_white(given.get());
  out.grey = at_working_size(page, std::move(given));
  if (!out.grey) return out;
  set_tone(out.grey, grain);
  out.ink = ink_of(out.grey.get());
  if (!out.ink) return out;
  out.on_its_side = on_its_side ? *on_its_side : text_stands(out.ink.get());
  if (out.on_its_side) {
    out.grey.reset(pixRotateOrth(out.grey.get(), 1));
    out.ink.reset(pixRotateOrth(out.ink.get(), 1));
  }
  const double skew = skew_of(out.ink.get());
  if (std::abs(skew) > 0.05) {
    rotate(out.grey, skew);
    out.ink = ink_of(out.grey.get());
  }
  out.ruling = find_ruling(out.ink.get());
  // Of a strong perspective some lines are only seen once the others are straight.
  constexpr int kTurns = 2;
  for (int turn = 0; turn < kTurns && straighten(out.grey, out.ruling); ++turn) {
    out.ink = ink_of(out.grey.get());
    out.ruling = find_ruling(out.ink.get());
  }
  out.faint.reset(pixThresholdToBinary(out.grey.get(), kFaintBelow));
  find_pale_ruling(out);
  whiten_paper(out.grey.get());
  int ink = 0;
  pixCountPixels(out.ink.get(), &ink, nullptr);
  out.blank = grain_alone || ink < kBlankPage;
  return out;
}

PagePicture prepare_printed_page(const RenderedPage& page) {
  PagePicture out;
  out.number = page.page;
  out.rendered = true;
  out.grey = to_pix(page);
  if (!out.grey) return out;
  set_tone(out.grey, 0);
  out.ink = ink_of(out.grey.get());
  if (!out.ink) return out;
  out.ruling = find_ruling(out.ink.get());
  out.faint.reset(pixThresholdToBinary(out.grey.get(), kFaintBelow));
  // Some programs draw tables in a pale grey, or some of their lines.
  take_paler(out.faint.get(), out.ruling);
  const PixPtr thin = all_that_is_thin(out.grey.get());
  if (thin) take_paler(thin.get(), out.ruling);
  return out;
}

void turn_over(PagePicture& page) {
  pixRotate180(page.grey.get(), page.grey.get());
  pixRotate180(page.ink.get(), page.ink.get());
  pixRotate180(page.faint.get(), page.faint.get());
  page.ruling = find_ruling(page.ink.get());
  find_pale_ruling(page);
}

}  // namespace tallyd
