// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/chosen_sign.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>

#include "parsers/documents/printed_cross.h"
#include "parsers/documents/tick.h"

namespace tallyd {
namespace {

// Pixels at 300 dpi.
constexpr int kSmallest = 15;
constexpr int kLargest = 84;
constexpr double kAspect = 1.15;
constexpr int kRays = 24;
// Shares of the radius.
constexpr double kRim = 0.8;      ///< the outline lies beyond, a disc reaches as far
constexpr double kBeyond = 1.12;  ///< nothing is there
constexpr double kLeastDot = 0.2;
constexpr double kLargestDot = 0.74;
constexpr double kUneven = 0.25;  ///< of the dot's radius, from ray to ray
constexpr double kBlack = 0.93;   ///< of a square's pixels; its corners may be blurred

/// How far the ink goes on from the middle along one ray, and whether ink comes again behind it.
struct Ray {
  double dot = 0;       ///< share of the radius
  bool rimmed = false;  ///< white, and then the outline
  bool beyond = false;  ///< ink outside
};

Ray ray_of(const Ink& ink, const Area& a, double angle) {
  const double x = a.x + (a.width - 1) / 2.0;
  const double y = a.y + (a.height - 1) / 2.0;
  const auto inked = [&](double share) {
    return ink.at(static_cast<int>(std::lround(x + share * a.width / 2.0 * std::cos(angle))),
                  static_cast<int>(std::lround(y + share * a.height / 2.0 * std::sin(angle))));
  };
  const int steps = std::max(a.width, a.height);
  const auto share_at = [steps](int step) { return static_cast<double>(step) / steps; };
  Ray ray;
  int step = 0;
  while (step <= steps && inked(share_at(step))) ++step;
  ray.dot = share_at(step);
  for (; step <= steps; ++step) {
    ray.rimmed = ray.rimmed || (share_at(step) >= kRim && inked(share_at(step)));
  }
  ray.beyond = inked(kBeyond);
  return ray;
}

bool is_chosen_circle(const Ink& ink, const Area& area) {
  std::array<Ray, kRays> rays;
  for (int i = 0; i < kRays; ++i) {
    rays.at(static_cast<std::size_t>(i)) = ray_of(ink, area, 6.283185307 * i / kRays);
  }
  const auto all = [&](auto test) { return std::all_of(rays.begin(), rays.end(), test); };
  if (std::count_if(rays.begin(), rays.end(), [](const Ray& r) { return r.beyond; }) > kRays / 4) {
    return false;
  }
  if (all([](const Ray& r) { return r.dot >= kRim; })) return true;
  const auto [least, most] = std::minmax_element(
      rays.begin(), rays.end(), [](const Ray& a, const Ray& b) { return a.dot < b.dot; });
  const double slack = std::max(kUneven * most->dot, 5.0 / area.width);
  return least->dot >= kLeastDot && most->dot <= kLargestDot && most->dot - least->dot <= slack &&
         all([](const Ray& r) { return r.rimmed; });
}

bool is_black_square(const Ink& ink, const Area& a) {
  const int rim = std::max(2, a.width / 6);
  const Area within{a.x + rim, a.y + rim, a.width - 2 * rim, a.height - 2 * rim};
  return ink.share(a) >= kBlack && ink.count(within) == within.width * within.height;
}

/// Ink on nearly all ways across a strip along a side.
bool is_covered(const Ink& ink, const Area& strip, bool lying) {
  constexpr double kCovered = 0.88;
  const int ways = lying ? strip.width : strip.height;
  int inked = 0;
  for (int i = 0; i < ways; ++i) {
    const Area way = lying ? Area{strip.x + i, strip.y, 1, strip.height}
                           : Area{strip.x, strip.y + i, strip.width, 1};
    inked += ink.count(way) > 0 ? 1 : 0;
  }
  return inked >= kCovered * ways;
}

bool has_sides(const Ink& ink, const Area& a) {
  const int depth = std::max(3, a.width / 6);
  return is_covered(ink, {a.x, a.y, a.width, depth}, true) &&
         is_covered(ink, {a.x, a.bottom() - depth, a.width, depth}, true) &&
         is_covered(ink, {a.x, a.y, depth, a.height}, false) &&
         is_covered(ink, {a.right() - depth, a.y, depth, a.height}, false);
}

/// Both diagonals within an outline, and white between them and to it on all four sides.
bool is_crossed_square(const Ink& ink, const Area& a) {
  constexpr double kCovered = 0.9;
  if (!has_sides(ink, a)) return false;
  const auto spot = [&](double u, double v) {
    return ink.count(
        {a.x + static_cast<int>(a.width * u) - 1, a.y + static_cast<int>(a.height * v) - 1, 3, 3});
  };
  constexpr int kSteps = 20;
  int falling = 0;
  int rising = 0;
  for (int i = 0; i <= kSteps; ++i) {
    const double u = 0.3 + 0.4 * i / kSteps;
    falling += spot(u, u) > 0 ? 1 : 0;
    rising += spot(u, 1 - u) > 0 ? 1 : 0;
  }
  const bool open =
      spot(0.5, 0.28) == 0 && spot(0.5, 0.72) == 0 && spot(0.28, 0.5) == 0 && spot(0.72, 0.5) == 0;
  return open && std::min(falling, rising) >= kCovered * (kSteps + 1);
}

/// A tick within an outline.
bool is_ticked_square(const Ink& ink, const Area& a) {
  constexpr int kLeastWidth = 24;
  if (a.width < kLeastWidth || !has_sides(ink, a)) return false;
  const Area room = a.grown(-std::max(4, a.width / 6));
  Area within;
  for (int y = room.y; y < room.bottom(); ++y) {
    for (int x = room.x; x < room.right(); ++x) {
      if (ink.at(x, y)) within = around(within, {x, y, 1, 1});
    }
  }
  return within.width * 2 >= room.width && within.height * 2 >= room.height && is_tick(ink, within);
}

/// A black square within an outline, and white between them on all four sides.
bool is_filled_square(const Ink& ink, const Area& a) {
  constexpr double kMostDot = 0.85;
  constexpr int kQuarter = kRays / 4;
  if (!has_sides(ink, a)) return false;
  double least = 1;
  for (int i = 0; i < kRays; i += kQuarter) {
    const Ray ray = ray_of(ink, a, 6.283185307 * i / kRays);
    if (!ray.rimmed || ray.beyond || ray.dot < 2 * kLeastDot || ray.dot > kMostDot) return false;
    least = std::min(least, ray.dot);
  }
  // A disc has no corners.
  const int rim = static_cast<int>(std::ceil(a.width * (1 - least * 0.9) / 2));
  const Area core = a.grown(-rim);
  return core.width > 0 && ink.share(core) >= kBlack;
}

std::optional<ChosenSign> sign_at(const Ink& ink, const Area& area) {
  const auto [shorter, longer] = std::minmax(area.width, area.height);
  if (longer > shorter * kAspect) return std::nullopt;
  if (is_crossed_square(ink, area)) return ChosenSign{area, false, true};
  if (is_ticked_square(ink, area)) return ChosenSign{area, false, true};
  if (is_filled_square(ink, area)) return ChosenSign{area, false, true};
  if (is_black_square(ink, area)) return ChosenSign{area, false, false};
  if (is_chosen_circle(ink, area)) return ChosenSign{area, true, false};
  return std::nullopt;
}

/// Nothing stands close on either side: a letter of a word, or of a designation, has others there.
std::optional<ChosenSign> cross_at(const Ink& ink, const Area& area) {
  const int gap = std::max(5, area.width / 5);
  const Area beside{area.x - gap, area.y, area.width + 2 * gap, area.height};
  if (ink.count(beside) != ink.count(area) || !is_printed_cross(ink, area)) return std::nullopt;
  return ChosenSign{area, false, true, true};
}

std::optional<ChosenSign> tick_at(const Ink& ink, const Area& area) {
  if (!is_tick(ink, area)) return std::nullopt;
  return ChosenSign{area, false, true, true};
}

using Look = std::optional<ChosenSign> (*)(const Ink& ink, const Area& area);

/// Adds what is one, of the pieces of a sign's size that lie apart from those found.
void add_signs(Pix* bits, const Ink& ink, Look look, std::vector<ChosenSign>& found) {
  for (const Area& area : pieces_of(bits)) {
    const auto [shorter, longer] = std::minmax(area.width, area.height);
    if (shorter < kSmallest || longer > kLargest) continue;
    const bool within = std::any_of(found.begin(), found.end(), [&](const ChosenSign& other) {
      return touch(other.area, area);
    });
    if (within) continue;
    if (const auto sign = look(ink, area)) found.push_back(*sign);
  }
}

}  // namespace

std::vector<ChosenSign> find_chosen_signs(Pix* bits, const Ink& ink, Pix* faint) {
  std::vector<ChosenSign> found;
  add_signs(bits, ink, &sign_at, found);
  add_signs(bits, ink, &cross_at, found);
  // The long arm of a thin tick may be broken.
  constexpr int kBreak = 5;
  const PixPtr whole(pixCloseSafeBrick(nullptr, bits, kBreak, kBreak));
  if (whole) add_signs(whole.get(), Ink(whole.get()), &tick_at, found);
  const Ink paler(faint);
  std::vector<ChosenSign> half_pale = found;
  add_signs(faint, paler, &tick_at, half_pale);
  std::copy_if(half_pale.begin() + static_cast<std::ptrdiff_t>(found.size()), half_pale.end(),
               std::back_inserter(found), [&](const ChosenSign& sign) {
                 constexpr double kDark = 0.2;
                 return ink.count(sign.area) >= kDark * paler.count(sign.area);
               });
  return found;
}

}  // namespace tallyd
