// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/box_ring.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace tallyd {
namespace {

constexpr std::size_t kRays = 64;
constexpr double kFarthest = 2.7;     ///< from the middle, in halves of the box's side
constexpr double kClear = 4;          ///< pixels: white between the box and the loop
constexpr double kSeen = 0.9;         ///< of all rays
constexpr double kMostClear = 0.7;    ///< of all rays: a loop may touch a corner of the box
constexpr double kMostHidden = 0.16;  ///< of all rays: where a line of the table was erased
constexpr double kFreeSide = 0.97;    ///< of those that point away from the words
constexpr double kStep = 0.2;         ///< of its distance: from one ray to the next

struct Ray {
  double far = 0;      ///< 0: it meets no ink
  bool clear = false;  ///< of the box
  int x = 0, y = 0;
};

/// The first ink outside of the box.
Ray ray_at(const Ink& ink, const Area& box, std::size_t i) {
  const double angle = 6.283185307 * static_cast<double>(i) / kRays;
  const double c = std::cos(angle);
  const double s = std::sin(angle);
  const double half_x = box.width / 2.0;
  const double half_y = box.height / 2.0;
  const double rim = 1 / std::max(std::abs(c) / half_x, std::abs(s) / half_y);
  const double most = kFarthest * std::max(half_x, half_y);
  Ray ray;
  constexpr double kDense = 0.7;
  const int steps = static_cast<int>((most - rim - 2) / kDense);
  for (int step = 0; step < steps; ++step) {
    const double t = rim + 2 + kDense * step;
    ray.x = static_cast<int>(std::lround(box.x + half_x + c * t));
    ray.y = static_cast<int>(std::lround(box.y + half_y + s * t));
    if (!ink.at(ray.x, ray.y)) continue;
    ray.far = t;
    ray.clear = t >= rim + kClear;
    return ray;
  }
  return ray;
}

}  // namespace

std::vector<std::pair<int, int>> ring_around(const Ink& ink, const Ink& whole, const Area& box,
                                             Side words) {
  std::array<Ray, kRays> rays;
  std::size_t hidden = 0;
  for (std::size_t i = 0; i < kRays; ++i) {
    rays[i] = ray_at(ink, box, i);
    if (rays[i].far > 0) continue;
    ++hidden;
    rays[i] = ray_at(whole, box, i);
  }
  if (static_cast<double>(hidden) > kMostHidden * kRays) return {};
  std::vector<std::pair<int, int>> points;
  int clear = 0;
  int free = 0;
  int free_smooth = 0;
  for (std::size_t i = 0; i < kRays; ++i) {
    const Ray& ray = rays[i];
    const Ray& next = rays[(i + 1) % kRays];
    const bool smooth = ray.far > 0 && next.far > 0 &&
                        std::abs(ray.far - next.far) <= std::max(4.0, kStep * ray.far);
    clear += ray.clear ? 1 : 0;
    if (ray.far > 0) points.emplace_back(ray.x, ray.y);
    // Three quarters of all directions point away from the words, up, or down.
    const std::size_t from_words = (i + (words == Side::right ? 0 : kRays / 2)) % kRays;
    if (from_words < kRays / 8 || from_words > kRays * 7 / 8) continue;
    ++free;
    free_smooth += smooth ? 1 : 0;
  }
  const bool closed = static_cast<double>(points.size()) >= kSeen * kRays &&
                      clear >= kMostClear * kRays && free_smooth >= kFreeSide * free;
  if (!closed) points.clear();
  return points;
}

}  // namespace tallyd
