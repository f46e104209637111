// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/drawn_box.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "parsers/documents/box_kind.h"
#include "parsers/documents/box_letters.h"
#include "parsers/documents/bracket_box.h"
#include "parsers/documents/chosen_sign.h"
#include "parsers/documents/connected_ink.h"

namespace tallyd {
namespace {

constexpr double kMatches = 0.9;       ///< of the outline, for a box beneath a mark
constexpr double kCoreCovered = 0.94;  ///< of what its siblings have of ink: less is letters
constexpr double kWholeOutline = 0.999;
constexpr int kSheetsEdge = 6;         ///< pixels: its shadow
constexpr double kCoreOfWhole = 0.85;  ///< beneath an outline without a gap

struct Offset {
  int x, y;
};

/// Points of the outline of a box of this size, from its top left corner, by parts (sides of a
/// square, octants of a circle): all parts must be there. inset: half of a line's thickness.
std::vector<std::vector<Offset>> outline(bool round, int width, int height, int inset) {
  std::vector<std::vector<Offset>> parts;
  if (round) {
    parts.resize(8);
    const double rx = width / 2.0 - inset;
    const double ry = height / 2.0 - inset;
    for (int i = 0; i < 64; ++i) {
      const double angle = 6.283185307 * i / 64;
      parts[static_cast<std::size_t>(i / 8)].push_back(
          {static_cast<int>(std::lround(width / 2.0 - 0.5 + rx * std::cos(angle))),
           static_cast<int>(std::lround(height / 2.0 - 0.5 + ry * std::sin(angle)))});
    }
    return parts;
  }
  parts.resize(4);
  const int right = width - 1 - inset;
  const int bottom = height - 1 - inset;
  for (int x = 3; x < width - 3; x += 2) {
    parts[0].push_back({x, inset});
    parts[1].push_back({x, bottom});
  }
  for (int y = 3; y < height - 3; y += 2) {
    parts[2].push_back({inset, y});
    parts[3].push_back({right, y});
  }
  return parts;
}

/// The pixels that nearly all empty ones of a kind have, from its top left corner.
std::vector<Offset> core_points(const BoxKind& kind) {
  std::vector<Offset> points;
  std::size_t i = 0;
  for (int y = -BoxKind::kRim; y < kind.height + BoxKind::kRim; ++y) {
    for (int x = -BoxKind::kRim; x < kind.width + BoxKind::kRim; ++x, ++i) {
      if (kind.core[i] != 0) points.push_back({x, y});
    }
  }
  return points;
}

/// Points of both brackets, each a part: of the ink that nearly all of them have.
std::vector<std::vector<Offset>> parts_of_brackets(const BoxKind& kind) {
  std::vector<std::vector<Offset>> parts(2);
  for (const Offset& o : core_points(kind)) parts[o.x * 2 < kind.width ? 0 : 1].push_back(o);
  return parts;
}

/// Within the line as it is thickened.
int inset_of(const BoxKind& kind) { return kind.line <= 2 && !kind.bracketed ? 1 : 2; }

std::vector<std::vector<Offset>> parts_of(const BoxKind& kind) {
  return kind.bracketed ? parts_of_brackets(kind)
                        : outline(kind.round, kind.width, kind.height, inset_of(kind));
}

struct Fit {
  double score = 0;
  Area area;
  bool round = false;
  std::size_t kind = 0;
};

/// How much of the outline at this place is ink; 0 if a part is missing.
double covered(const Ink& thick, const std::vector<std::vector<Offset>>& parts, int x, int y) {
  double total = 0;
  for (const std::vector<Offset>& part : parts) {
    int hits = 0;
    for (const Offset& o : part) hits += thick.at(x + o.x, y + o.y) ? 1 : 0;
    const double share = static_cast<double>(hits) / static_cast<double>(part.size());
    if (share < 0.7) return 0;
    total += share;
  }
  return total / static_cast<double>(parts.size());
}

/// The same place to the pixel: where most is ink of what its siblings have. A stroke beside a side
/// would draw a thicker outline to itself.
Area refined(const Ink& ink, const Fit& fit, const BoxKind& kind) {
  const std::vector<Offset> core = core_points(kind);
  Area best = fit.area;
  int most = -1;
  for (int d = 0; d < 49; ++d) {
    const int x = fit.area.x + d % 7 - 3;
    const int y = fit.area.y + d / 7 - 3;
    int hits = 0;
    for (const Offset& o : core) hits += ink.at(x + o.x, y + o.y) ? 8 : 0;
    hits -= std::abs(d % 7 - 3) + std::abs(d / 7 - 3);
    if (hits > most) {
      most = hits;
      best = {x, y, fit.area.width, fit.area.height};
    }
  }
  return best;
}

bool taken(const std::vector<DrawnBox>& boxes, const Area& area) {
  return std::any_of(boxes.begin(), boxes.end(),
                     [&](const DrawnBox& box) { return touch(box.area, area); });
}

/// How much of a kind's core is ink here.
double core_share(const Ink& thick, const BoxKind& kind, const Area& area) {
  int hits = 0;
  int all = 0;
  std::size_t i = 0;
  for (int y = -BoxKind::kRim; y < kind.height + BoxKind::kRim; ++y) {
    for (int x = -BoxKind::kRim; x < kind.width + BoxKind::kRim; ++x, ++i) {
      if (kind.core[i] == 0) continue;
      ++all;
      hits += thick.at(area.x + x, area.y + y) ? 1 : 0;
    }
  }
  return all == 0 ? 0 : static_cast<double>(hits) / all;
}

bool same_place(const Area& a, const Area& b) {
  return std::abs(a.middle_x() - b.middle_x()) * 3 < a.width &&
         std::abs(a.middle_y() - b.middle_y()) * 3 < a.height;
}

/// Where outlines of two kinds are covered as well at one place, the one whose empty ones have more
/// of the ink that is there: a rounded square with a cross covers a circle.
DrawnBox best_of(const Ink& ink, const std::vector<Fit>& fits, std::size_t first,
                 const std::vector<BoxKind>& kinds) {
  constexpr double kAsWell = 0.03;
  DrawnBox best;
  double most = -1;
  std::vector<bool> tried(kinds.size());
  for (std::size_t i = first; i < fits.size() && fits[i].score > fits[first].score - kAsWell; ++i) {
    const Fit& fit = fits[i];
    if (tried[fit.kind] || !same_place(fit.area, fits[first].area)) continue;
    tried[fit.kind] = true;
    const BoxKind& kind = kinds[fit.kind];
    const Area area = refined(ink, fit, kind);
    const double share = core_share(ink, kind, area);
    if (share <= most) continue;
    most = share;
    best.area = area;
    best.round = fit.round;
    best.bracketed = kind.bracketed;
    best.score = fit.score;
    best.kind = fit.kind;
  }
  return best;
}

/// Right behind another box stand its words.
bool follows_a_box(const std::vector<DrawnBox>& boxes, const Area& area) {
  return std::any_of(boxes.begin(), boxes.end(), [&](const DrawnBox& box) {
    const int reach = box.area.width * 5 / 2;
    return std::abs(box.area.middle_y() - area.middle_y()) < area.height / 2 &&
           std::abs(box.area.middle_x() - area.middle_x()) < reach;
  });
}

/// The ink of a page, thickened: outlines differ by a pixel from one another.
class ThickInk {
 public:
  ThickInk(Pix* whole, const std::vector<BoxKind>& kinds) : line_(thickened(whole, 3)) {
    if (std::any_of(kinds.begin(), kinds.end(), &is_hairline)) hairline_ = thickened(whole, 5);
    if (std::any_of(kinds.begin(), kinds.end(), &is_thin)) thin_ = thickened(whole, 7);
  }

  /// One of those kinds. What a program draws with hairlines is rounded to whole pixels.
  const Ink& for_kind(const BoxKind& kind) const {
    return is_thin(kind) ? *thin_ : is_hairline(kind) ? *hairline_ : line_;
  }

 private:
  static Ink thickened(Pix* whole, int brick) {
    const PixPtr thick(pixDilateBrick(nullptr, whole, brick, brick));
    return Ink(thick.get());
  }
  Ink line_;
  std::optional<Ink> hairline_;
  std::optional<Ink> thin_;  ///< large ones
};

/// The best places of a kind's outline in one of its columns.
void search_column(const ThickInk& page, const std::vector<BoxKind>& kinds, std::size_t index,
                   int column, std::vector<Fit>& fits) {
  const BoxKind& kind = kinds[index];
  const Ink& thick = page.for_kind(kind);
  const auto parts = parts_of(kind);
  const int reach = kind.width * 6 / 10;
  for (int y = 0; y + kind.height < thick.height(); ++y) {
    if (thick.count({column - reach, y, kind.width + 2 * reach, 3}) == 0) continue;
    for (int x = column - reach; x <= column + reach; ++x) {
      const double score = covered(thick, parts, x, y);
      // Nearer to the column is better where a scribble covers everything.
      if (score >= kMatches) {
        const double nearness = 0.002 * std::abs(x - column);
        fits.push_back({score - nearness, {x, y, kind.width, kind.height}, kind.round, index});
      }
    }
  }
}

/// The kind that an empty box is of.
std::size_t index_of(const DrawnBox& box, const std::vector<BoxKind>& kinds) {
  std::size_t best = 0;
  int least = 1 << 30;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i].round != box.round || kinds[i].bracketed != box.bracketed) continue;
    const int away =
        std::abs(kinds[i].width - box.area.width) + std::abs(kinds[i].height - box.area.height);
    if (away < least) {
      least = away;
      best = i;
    }
  }
  return best;
}

/// The kind in whose column a pair of brackets opens that is filled in; none: it belongs to a
/// sentence.
std::optional<std::size_t> kind_of_typed(const BracketPair& pair,
                                         const std::vector<BoxKind>& kinds) {
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const BoxKind& kind = kinds[i];
    const int near = kind.height / 3;
    if (!kind.bracketed || kind.round != pair.round) continue;
    if (std::abs(kind.height - pair.area.height) > near / 2 || pair.area.width > kind.height * 3) {
      continue;
    }
    const bool in_column = std::any_of(kind.places.begin(), kind.places.end(), [&](int column) {
      return std::abs(column - pair.area.x) <= near;
    });
    if (in_column) return i;
  }
  return std::nullopt;
}

/// "[X]" where others have "[ ]": the word processor may have moved the closing one.
void add_typed(Pix* bits, const Ink& ink, const std::vector<BoxKind>& kinds,
               std::vector<DrawnBox>& found) {
  for (const BracketPair& pair : find_bracket_pairs(bits, ink)) {
    if (pair.within == Bracketed::nothing || taken(found, pair.area)) continue;
    const auto kind = kind_of_typed(pair, kinds);
    if (!kind) continue;
    DrawnBox box;
    box.area = pair.area;
    box.round = pair.round;
    box.bracketed = true;
    box.typed = true;
    box.kind = *kind;
    box.state =
        pair.within == Bracketed::cross ? Checkbox::State::checked : Checkbox::State::unclear;
    found.push_back(box);
  }
}

/// The kind in whose column a sign stands that is printed as chosen. A font that has it larger may
/// begin it where the empty ones begin.
std::optional<std::size_t> kind_of_chosen(const ChosenSign& sign,
                                          const std::vector<BoxKind>& kinds) {
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const BoxKind& kind = kinds[i];
    const Area& area = sign.area;
    const bool as_large = area.width * 20 > kind.width * 9 && area.width < kind.width * 2;
    if (kind.bracketed || !as_large || (kind.round != sign.round && !sign.mark)) continue;
    const bool in_column = std::any_of(kind.places.begin(), kind.places.end(), [&](int column) {
      return std::abs(column + kind.width / 2 - area.middle_x()) <= kind.width * 2 / 5 ||
             std::abs(column - area.x) <= kind.width / 4;
    });
    if (in_column) return i;
  }
  return std::nullopt;
}

/// A cross or a tick stands in the place of a box: words beside it, and no box at its height.
bool stands_for_box(const Ink& ink, const std::vector<DrawnBox>& found, const Area& sign) {
  const int reach = 4 * std::max(sign.width, sign.height);
  const Area left{sign.x - reach, sign.y + sign.height / 4, reach - 4, sign.height / 2};
  const Area right{sign.right() + 4, left.y, reach - 4, left.height};
  if (std::max(ink.count(left), ink.count(right)) < sign.width) return false;
  return std::none_of(found.begin(), found.end(), [&](const DrawnBox& box) {
    const Area& a = box.area;
    const bool level = std::max(a.y, sign.y) < std::min(a.bottom(), sign.bottom());
    return level && std::abs(a.middle_x() - sign.middle_x()) < reach;
  });
}

/// "◉", "●", "■", "☒", "✓" or "X" where others have "○" or "□".
void add_chosen(const Ink& ink, const std::vector<ChosenSign>& signs,
                const std::vector<BoxKind>& kinds, std::vector<DrawnBox>& found) {
  for (const ChosenSign& sign : signs) {
    if (taken(found, sign.area) || follows_a_box(found, sign.area)) continue;
    if (sign.bare && !stands_for_box(ink, found, sign.area)) continue;
    const auto kind = kind_of_chosen(sign, kinds);
    if (!kind) continue;
    DrawnBox box;
    box.area = sign.area;
    box.round = kinds[*kind].round;
    box.typed = true;
    box.kind = *kind;
    box.state = Checkbox::State::checked;
    found.push_back(box);
  }
}

}  // namespace

bool alike(const DrawnBox& a, const DrawnBox& b) {
  const int slack = std::max(2, a.area.width / 10);
  return a.round == b.round && a.bracketed == b.bracketed &&
         std::abs(a.area.width - b.area.width) <= slack &&
         std::abs(a.area.height - b.area.height) <= slack;
}

std::vector<DrawnBox> find_boxes(Pix* bits, Pix* whole, Pix* faint,
                                 const std::vector<BoxKind>& kinds, std::vector<DrawnBox> empty) {
  const ThickInk thick(whole, kinds);
  const Ink ink(bits);
  const Ink lines(whole);
  const Area sheet = Area{0, 0, ink.width(), ink.height()}.grown(-kSheetsEdge);
  std::vector<DrawnBox> found = std::move(empty);
  for (DrawnBox& box : found) box.kind = index_of(box, kinds);
  constexpr std::size_t kMostColumns = 12;
  std::vector<Fit> fits;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    for (std::size_t c = 0; c < kinds[i].places.size() && c < kMostColumns; ++c) {
      search_column(thick, kinds, i, kinds[i].places[c], fits);
    }
  }
  std::stable_sort(fits.begin(), fits.end(),
                   [](const Fit& a, const Fit& b) { return a.score > b.score; });
  for (std::size_t i = 0; i < fits.size(); ++i) {
    if (taken(found, fits[i].area) || follows_a_box(found, fits[i].area)) continue;
    DrawnBox box = best_of(ink, fits, i, kinds);
    const BoxKind& kind = kinds[box.kind];
    box.core = core_share(thick.for_kind(kind), kind, box.area);
    const double least = box.score >= kWholeOutline ? kCoreOfWhole : kCoreCovered;
    if (box.core >= least && lies_within(box.area, sheet) &&
        !is_letter(ink, lines, kind, box.area)) {
      found.push_back(box);
    }
  }
  add_typed(bits, ink, kinds, found);
  add_chosen(ink, find_chosen_signs(bits, ink, faint), kinds, found);
  std::sort(found.begin(), found.end(), [](const DrawnBox& a, const DrawnBox& b) {
    return a.area.y != b.area.y ? a.area.y < b.area.y : a.area.x < b.area.x;
  });
  return found;
}

}  // namespace tallyd
