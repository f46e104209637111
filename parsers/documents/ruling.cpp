// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/ruling.h"

#include <algorithm>
#include <cmath>

#include "parsers/documents/line_eraser.h"
#include "parsers/documents/median.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd {
namespace {

// Pixels at 300 dpi.
constexpr int kStroke = 45;         ///< longer than any stroke of a letter
constexpr int kShortestPiece = 60;  ///< of a line with gaps
constexpr int kShortestLying = 150;
constexpr int kShortestStanding = 80;
constexpr int kBridge = 25;        ///< gaps in a line that are closed
constexpr int kThickest = 26;      ///< of the area of a line: thickness and slant
constexpr double kCrossed = 0.16;  ///< of the pixels beside a line: struck words have more

/// Least squares through the ink: the middle's position and the slope. What is thicker than the
/// line is a mark that runs into it.
RuleLine fit(Pix* part, const Area& area) {
  constexpr int kStep = 3;
  constexpr int kUneven = 4;
  const Ink ink(part);
  std::vector<int> thick;
  for (int x = 0; x < ink.width(); x += kStep) thick.push_back(ink.count({x, 0, 1, ink.height()}));
  const int most = median(thick) + kUneven;
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (int x = 0; x < ink.width(); x += kStep) {
    if (thick[static_cast<std::size_t>(x / kStep)] > most) continue;
    for (int y = 0; y < ink.height(); ++y) {
      if (!ink.at(x, y)) continue;
      const double dx = x - ink.width() / 2.0;
      n += 1, sx += dx, sy += y, sxx += dx * dx, sxy += dx * y;
    }
  }
  RuleLine line{area, area.y + area.height / 2.0, 0};
  const double divisor = n * sxx - sx * sx;
  if (n < 2 || std::abs(divisor) < 1e-6) return line;
  line.slope = (n * sxy - sx * sy) / divisor;
  line.at = area.y + (sy - line.slope * sx) / n;
  return line;
}

/// Of a line's length, the share at which test(x, height of the line there) is true.
template <typename Test>
double share_along(const RuleLine& line, Test test) {
  int passed = 0;
  int columns = 0;
  for (int x = line.area.x; x < line.area.right(); x += 2) {
    ++columns;
    if (test(x, line.at + line.slope * (x - line.area.middle_x()))) ++passed;
  }
  return columns == 0 ? 0 : static_cast<double>(passed) / columns;
}

/// How much of the ink just above and below belongs to what crosses the line.
double crossed(const Ink& ink, const RuleLine& line) {
  return share_along(line, [&ink](int x, double height) {
    const int y = static_cast<int>(height);
    return ink.at(x, y - 6) && ink.at(x, y + 6);
  });
}

/// Two lines that lie close together, as around cells with a space between them, or of a double
/// border: along its whole length there is ink on both sides and none between. Letters that are
/// struck out stand between. beside: as crossed() has it.
bool is_double(const Ink& ink, const RuleLine& line, double beside) {
  constexpr double kBetween = 0.05;
  constexpr double kBeside = 0.9;
  return beside >= kBeside && share_along(line, [&ink](int x, double height) {
                                return ink.at(x, static_cast<int>(std::lround(height)));
                              }) < kBetween;
}

/// How much of its length has ink right above or below: letters stand on a baseline, that of Arabic
/// words is a stroke.
double written_on(const Ink& ink, const RuleLine& line) {
  constexpr int kBeside = 7;
  return share_along(line, [&ink](int x, double height) {
    const int y = static_cast<int>(height);
    return ink.at(x, y - kBeside) || ink.at(x, y + kBeside);
  });
}

/// How much of its length has ink right below, as where a pen runs through the tops of letters.
double hung_on(const Ink& ink, const RuleLine& line) {
  constexpr int kBelow = 7;
  return share_along(
      line, [&ink](int x, double height) { return ink.at(x, static_cast<int>(height) + kBelow); });
}

bool ends_at(int x, const RuleLine& line, const std::vector<RuleLine>& standing) {
  constexpr int kNear = 14;
  return std::any_of(standing.begin(), standing.end(), [&](const RuleLine& other) {
    return std::abs(other.at - x) <= kNear && other.area.y - kNear <= line.at &&
           line.at <= other.area.bottom() + kNear;
  });
}

/// One of its ends lies between two standing lines, at neither: it is no line of their table.
bool ends_within_cell(const RuleLine& line, const std::vector<RuleLine>& standing) {
  const auto is_within = [&](int x) {
    bool left = false;
    bool right = false;
    for (const RuleLine& other : standing) {
      if (line.at < other.area.y || line.at > other.area.bottom()) continue;
      (other.at < x ? left : right) = true;
    }
    return left && right && !ends_at(x, line, standing);
  };
  return is_within(line.area.x) || is_within(line.area.right());
}

/// Takes out strokes of words: short ones that touch no standing line, and what a pen drew through
/// the tops of words in a table's cell.
void drop_strokes(Pix* bits, Ruling& ruling) {
  constexpr int kLong = 450;
  constexpr int kMeets = 10;
  constexpr double kWritten = 0.25;
  constexpr double kHung = 0.12;  // the tails of letters below an underline are fewer
  const Ink ink(bits);
  const auto is_stroke = [&](const RuleLine& line) {
    const auto meets = [&](const RuleLine& other) {
      return touch(line.area.grown(kMeets), other.area);
    };
    const bool baseline = line.area.width < kLong &&
                          std::none_of(ruling.standing.begin(), ruling.standing.end(), meets) &&
                          written_on(ink, line) > kWritten;
    return baseline || (ends_within_cell(line, ruling.standing) && hung_on(ink, line) > kHung);
  };
  std::erase_if(ruling.lying, is_stroke);
}

/// Lines that lie; for those that stand the picture is turned first.
std::vector<RuleLine> lying_lines(Pix* ink, int shortest) {
  std::vector<RuleLine> lines;
  const PixPtr thick(pixDilateBrick(nullptr, ink, 1, 3));
  const PixPtr runs(pixOpenCompBrick(nullptr, thick.get(), kStroke, 1));
  const PixPtr joined(pixCloseSafeCompBrick(nullptr, runs.get(), kBridge, 3));
  Pixa* found = nullptr;
  const BoxaPtr boxes(pixConnComp(joined.get(), &found, 8));
  const PixaPtr parts(found);
  if (!boxes || !parts) return lines;
  const Ink all(ink);
  for (int i = 0; i < boxaGetCount(boxes.get()); ++i) {
    Area area;
    boxaGetBoxGeometry(boxes.get(), i, &area.x, &area.y, &area.width, &area.height);
    if (area.width < shortest || area.height > std::max(kThickest, area.width / 12)) continue;
    const PixPtr part(pixaGetPix(parts.get(), i, L_CLONE));
    const RuleLine line = fit(part.get(), area);
    const double beside = crossed(all, line);
    if (beside < kCrossed || is_double(all, line, beside)) lines.push_back(line);
  }
  return lines;
}

/// The mean height of the ink at a line, over a part of its length; none there: that of the line.
double height_over(const Ink& ink, const RuleLine& line, int from, int to) {
  constexpr int kBeside = 4;
  double sum = 0;
  double count = 0;
  for (int x = from; x < to; ++x) {
    for (int y = line.area.y - kBeside; y < line.area.bottom() + kBeside; ++y) {
      if (!ink.at(x, y)) continue;
      sum += y;
      ++count;
    }
  }
  return count > 0 ? sum / count : line.at;
}

/// The side of a stamp's ring, or of a large circle: short, and bent. At its ends a line meets
/// others.
void drop_arcs(Pix* bits, std::vector<RuleLine>& lines) {
  constexpr int kLong = 220;
  constexpr int kEnd = 10;
  constexpr double kBent = 0.8;
  const Ink ink(bits);
  std::erase_if(lines, [&](const RuleLine& line) {
    const int from = line.area.x + kEnd;
    const int to = line.area.right() - kEnd;
    const int part = (to - from) / 3;
    if (line.area.width >= kLong) return false;
    const double begin = height_over(ink, line, from, from + part);
    const double middle = height_over(ink, line, from + part, to - part);
    const double end = height_over(ink, line, to - part, to);
    return std::abs(middle - (begin + end) / 2) > kBent;
  });
}

double height_at(const RuleLine& line, int x) {
  return line.at + line.slope * (x - line.area.middle_x());
}

/// Whether b, to the right of a, is a further piece of the same line. Where both end at standing
/// lines, the cell between them is one that spans rows.
bool goes_on(const RuleLine& a, const RuleLine& b, const std::vector<RuleLine>& standing) {
  constexpr int kMostGap = 400;
  constexpr int kOverlap = 40;
  constexpr double kStep = 9;  ///< three rows of a fax of 98 dpi
  const int gap = b.area.x - a.area.right();
  const int longer = std::max(a.area.width, b.area.width);
  if (gap < -kOverlap || gap > std::min(kMostGap, longer)) return false;
  if (std::abs(height_at(a, a.area.right()) - height_at(b, b.area.x)) > kStep) return false;
  return !(ends_at(a.area.right(), a, standing) && ends_at(b.area.x, b, standing));
}

RuleLine joined(const RuleLine& a, const RuleLine& b) {
  RuleLine line;
  line.area = around(a.area, b.area);
  line.slope = (b.at - a.at) / std::max(1, b.area.middle_x() - a.area.middle_x());
  line.at = a.at + line.slope * (line.area.middle_x() - a.area.middle_x());
  return line;
}

/// A fax of few rows shows a line that does not lie exactly as pieces with gaps between them.
void join_pieces(Ruling& ruling) {
  std::vector<RuleLine>& lines = ruling.lying;
  std::sort(lines.begin(), lines.end(),
            [](const RuleLine& a, const RuleLine& b) { return a.area.x < b.area.x; });
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (std::size_t j = i + 1; j < lines.size();) {
      if (goes_on(lines[i], lines[j], ruling.standing)) {
        lines[i] = joined(lines[i], lines[j]);
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(j));
        j = i + 1;
      } else {
        ++j;
      }
    }
  }
}

/// Mirrored along the diagonal: (x, y) becomes (y, x).
PixPtr mirrored(Pix* bits) {
  const PixPtr turned(pixRotateOrth(bits, 1));
  return PixPtr(turned ? pixFlipLR(nullptr, turned.get()) : nullptr);
}

/// lying, mirrored: where lines are looked for that lie, and those that stand. all: what is
/// written.
Ruling ruling_in(Pix* lying, Pix* standing, Pix* all) {
  Ruling ruling;
  ruling.lying = lying_lines(lying, kShortestPiece);
  ruling.standing = lying_lines(standing, kShortestStanding);
  drop_arcs(standing, ruling.standing);
  for (RuleLine& line : ruling.standing) {
    line.area = {line.area.y, line.area.x, line.area.height, line.area.width};
  }
  drop_strokes(all, ruling);
  join_pieces(ruling);
  std::erase_if(ruling.lying,
                [](const RuleLine& line) { return line.area.width < kShortestLying; });
  return ruling;
}

/// Dots and dashes that lie, joined to lines. Letters are larger.
PixPtr joined_dots(Pix* bits) {
  constexpr int kLongest = 40;
  constexpr int kThick = 9;
  constexpr int kGap = 21;
  const PixPtr dots(
      pixSelectBySize(bits, kLongest, kThick, 8, L_SELECT_IF_BOTH, L_SELECT_IF_LTE, nullptr));
  return PixPtr(dots ? pixCloseSafeCompBrick(nullptr, dots.get(), kGap, 1) : nullptr);
}

}  // namespace

void erase_ruling(Pix* pix, const Ruling& ruling) {
  for (const RuleLine& line : ruling.lying) erase_line(pix, line, Lies::across);
  for (const RuleLine& line : ruling.standing) erase_line(pix, line, Lies::upright);
}

Ruling find_ruling(Pix* ink) {
  const PixPtr turned = mirrored(ink);
  return ruling_in(ink, turned.get(), ink);
}

Ruling find_dotted_ruling(Pix* faint) {
  const PixPtr turned = mirrored(faint);
  const PixPtr lying = joined_dots(faint);
  const PixPtr standing = turned ? joined_dots(turned.get()) : nullptr;
  return lying && standing ? ruling_in(lying.get(), standing.get(), faint) : Ruling{};
}

}  // namespace tallyd
