// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/box_ink.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "parsers/documents/box_cross.h"
#include "parsers/documents/box_ring.h"
#include "parsers/documents/connected_ink.h"
#include "parsers/documents/median.h"
#include "parsers/documents/room_beside.h"

namespace tallyd {
namespace {

// Above what the emptiest sibling has; shares of the box's square.
constexpr double kClearlyMarked = 0.11;
constexpr double kClearlyEmpty = 0.035;
constexpr double kThinMark = 0.06;       ///< of a thin tick, where empty ones are quite clean
constexpr double kClean = 0.01;          ///< most in a box in which nothing is
constexpr double kHairline = 0.01;       ///< of a mark drawn as thinly as its box
constexpr double kStroke = 0.05;         ///< counts together with what is towards the words
constexpr double kLetterTouches = 0.12;  ///< more towards the words is no letter
constexpr double kFaintMark = 0.16;      ///< of the paler ink within, where the ink says empty
constexpr double kMostBaseline = 0.07;   ///< more in the emptiest is no empty box
constexpr double kMostBlurred = 0.35;    ///< the same of paler ink, where several are alike
constexpr int kSeveral = 4;              ///< boxes of one kind: not all of them have a pale mark
constexpr double kMarkBeside = 0.10;
constexpr double kNothingWithin = 0.05;  ///< of the paler ink, more than an empty one has
constexpr double kRubbedOut = 0.4;       ///< of the corners within, more than an empty one has
constexpr double kWithinBrackets = 0.45;

constexpr double kMargin = 0.19;  ///< of the box: its outline, with what it fades into
constexpr double kLeastMargin = 6;

/// Within the outline, without the outline's own thickness.
bool is_within(const DrawnBox& box, int x, int y) {
  const Area& a = box.area;
  const double margin_x = std::max(kLeastMargin, a.width * kMargin);
  const double margin_y = std::max(kLeastMargin, a.height * kMargin);
  const double dx = x + 0.5 - (a.x + a.width / 2.0);
  const double dy = y + 0.5 - (a.y + a.height / 2.0);
  const double rx = a.width / 2.0 - margin_x;
  const double ry = a.height / 2.0 - margin_y;
  if (rx <= 0 || ry <= 0) return false;
  if (box.round) return dx * dx / (rx * rx) + dy * dy / (ry * ry) < 1;
  return dx > -rx && dx < rx && dy > -ry && dy < ry;
}

double faint_within(const Ink& faint, const DrawnBox& box) {
  int ink = 0;
  int pixels = 0;
  for (int y = box.area.y; y < box.area.bottom(); ++y) {
    for (int x = box.area.x; x < box.area.right(); ++x) {
      if (!is_within(box, x, y)) continue;
      ++pixels;
      ink += faint.at(x, y) ? 1 : 0;
    }
  }
  return pixels == 0 ? 0 : static_cast<double>(ink) / pixels;
}

/// Within the outline, and what it fades into.
Area room_of(const DrawnBox& box) {
  return box.area.grown(-static_cast<int>(std::max(kLeastMargin, box.area.width * 0.25)));
}

/// What hangs together runs through most of the room within: noise does not.
bool has_stroke(Pix* faint, const DrawnBox& box) {
  const Area room = room_of(box);
  const int most = std::min(room.width, room.height) * 7 / 10;
  const PixPtr within = most > 0 ? clip(faint, room) : nullptr;
  if (!within) return false;
  const std::vector<Area> pieces = pieces_of(within.get());
  return std::any_of(pieces.begin(), pieces.end(), [most](const Area& piece) {
    return std::max(piece.width, piece.height) >= most;
  });
}

/// How dark the ink is in the middle of its strokes, 255 = black; 0: there is none.
int depth_of(const PageInk& page, const DrawnBox& box, bool within) {
  std::vector<int> levels;
  for (int y = box.area.y; y < box.area.bottom(); ++y) {
    for (int x = box.area.x; x < box.area.right(); ++x) {
      l_uint32 value = 255;
      if (is_within(box, x, y) != within || !page.ink.at(x, y)) continue;
      if (pixGetPixel(page.grey, x, y, &value) == 0)
        levels.push_back(255 - static_cast<int>(value));
    }
  }
  return levels.empty() ? 0 : median(std::move(levels));
}

/// What hangs together in a part of a page.
std::vector<Area> pieces_within(const Ink& ink, const Area& room) {
  if (room.width <= 0 || room.height <= 0) return {};
  const PixPtr bits(pixCreate(room.width, room.height, 1));
  for (int y = 0; bits && y < room.height; ++y) {
    for (int x = 0; x < room.width; ++x) {
      if (ink.at(room.x + x, room.y + y)) pixSetPixel(bits.get(), x, y, 1);
    }
  }
  return bits ? pieces_of(bits.get()) : std::vector<Area>{};
}

/// As large as a full stop: a pen was put down there. Dust is smaller. within: its room_of().
bool has_dot(const std::vector<Area>& within) {
  constexpr int kLeast = 4;  // pixels, 0.4 mm with what fades out around it
  constexpr int kArea = 20;
  return std::any_of(within.begin(), within.end(), [](const Area& piece) {
    return std::min(piece.width, piece.height) >= kLeast && piece.width * piece.height >= kArea;
  });
}

/// Just within the outline, where a rubber leaves the ends of a cross: in the third of the corners,
/// the fullest first. The pen's width, not the box's, tells how much there is.
double ink_in_corners(const PageInk& page, const BoxKind& kind, const DrawnBox& box) {
  const int margin = kind.line + 2;
  constexpr int kPen = 8;
  const int side = std::min(kPen, box.area.width * 28 / 100 - margin);
  if (box.round || box.bracketed || side < 3) return 0;
  const Area room = box.area.grown(-margin);
  std::array<double, 4> shares{};
  std::size_t corner = 0;
  for (const int x : {room.x, room.right() - side}) {
    for (const int y : {room.y, room.bottom() - side}) {
      shares.at(corner++) = page.faint.share({x, y, side, side});
    }
  }
  std::ranges::sort(shares);
  return shares[1];
}

/// A tick or a cross that is thin, or printed: one piece of ink from side to side and from top to
/// bottom of the room within. What was rubbed out is paler than the outline; a dash or a speck is
/// smaller.
bool is_spanned(const PageInk& page, const DrawnBox& box, const std::vector<Area>& within) {
  if (page.grey == nullptr || box.bracketed) return false;
  const Area room = room_of(box);
  const bool both_ways = std::any_of(within.begin(), within.end(), [&room](const Area& piece) {
    return piece.width * 10 >= room.width * 6 && piece.height * 10 >= room.height * 6;
  });
  return both_ways && depth_of(page, box, true) * 4 >= depth_of(page, box, false) * 3;
}

/// A stroke that lies, from side to side of the room within and no further up or down: "none", or
/// "not this one", as much as a mark.
bool is_dashed(const DrawnBox& box, const ConnectedInk& mine, const std::vector<Area>& within) {
  constexpr int kBeyond = 4;  // pixels: what the outline fades into
  Area all;
  for (const Area& piece : within) all = around(all, piece);
  const Area room = room_of(box);
  const Area& extent = mine.extent();
  return !box.bracketed && all.width * 10 >= room.width * 7 && all.height * 20 <= room.height * 9 &&
         extent.y >= box.area.y - kBeyond && extent.bottom() <= box.area.bottom() + kBeyond;
}

/// What is within is no ink, or little of it is.
bool is_pale(const PageInk& page, const Area& a) {
  const Area room = a.grown(-std::max(2, a.width / 5));
  return page.dark.count(room) * 3 < page.ink.count(room);
}

/// Where its words are: in its table's cell, or beside a cell of its own.
Side words_of(const PageInk& page, const Area& a) {
  const int reach = a.width * 3;
  const auto before = [&](int room) {
    return page.ink.count({a.x - 4 - room, a.y, room, a.height});
  };
  const auto behind = [&](int room) {
    return page.ink.count({a.right() + 4, a.y, room, a.height});
  };
  int left = before(room_beside(page.whole, a, reach, Side::left));
  int right = behind(room_beside(page.whole, a, reach, Side::right));
  if (left + right == 0) {
    left = before(reach);
    right = behind(reach);
  }
  return right >= left ? Side::right : Side::left;
}

/// Where a mark may reach: beyond the outline on all sides.
Area reach_of(const Area& a) {
  const int side = a.width * 8 / 10;
  return {a.x - side, a.y - a.height / 2, a.width + 2 * side, a.height * 2};
}

/// Ink of the mark: in the box and attached to it, besides the printed outline. Towards the words
/// it is counted apart: it may be a letter that touches the box; above and below it is none.
/// within: the pieces in its room_of().
void weigh_mark(const PageInk& page, const BoxKind& kind, Side words,
                const std::vector<Area>& within, DrawnBox& box) {
  const Area& a = box.area;
  const Area reach = reach_of(a);
  const ConnectedInk mine(page.ink, a, reach);
  const int near = a.width * 35 / 100;
  int mark = 0;
  int beside = 0;
  for (int y = reach.y; y < reach.bottom(); ++y) {
    for (int x = reach.x; x < reach.right(); ++x) {
      if (!mine.holds(x, y)) continue;
      const int beyond = words == Side::right ? x - a.right() : a.x - 1 - x;
      const bool level = y >= a.y - 4 && y < a.bottom() + 6;
      if (beyond >= 3 && level) {
        if (beyond < near) ++beside;
        if (beyond >= near) continue;
      } else if (!kind.printed(x - a.x, y - a.y)) {
        ++mark;
      }
      if (page.marks != nullptr) pixSetPixel(page.marks, x, y, 1);
    }
  }
  box.dashed = is_dashed(box, mine, within);
  constexpr int kSlim = 8;
  box.slim = lies_within(mine.extent(), a.grown(kSlim));
  box.close = lies_within(mine.extent(), a.grown(a.width * 48 / 100));
  // Between brackets is less room than in their rectangle.
  const double room = box.bracketed ? kWithinBrackets : 1;
  const double square = room * static_cast<double>(a.width) * a.height;
  box.mark = mark / square;
  box.beside = beside / square;
}

double share_beside(const Ink& ink, const Area& a, Side words) {
  const int gap = 4;
  const int beside = a.width * 6 / 10;
  return ink.share(words == Side::right ? Area{a.x - gap - beside, a.y, beside, a.height}
                                        : Area{a.right() + gap, a.y, beside, a.height});
}

void decide(DrawnBox& box, double mark_base, double faint_base) {
  const double mark = box.mark - mark_base;
  if (box.typed) return;
  box.state = Checkbox::State::unclear;
  if (box.ringed) {
    // Around a box that is marked, too, a loop may call it in or take it back.
    const bool blank = box.faint - faint_base < kFaintMark;
    box.state = blank ? Checkbox::State::checked : Checkbox::State::unclear;
    return;
  }
  if (box.crossed) {
    box.state = Checkbox::State::checked;
    return;
  }
  // A table's line leaves some ink at the outline of a box that touches it.
  const bool blank = box.faint == 0 && box.slim && box.area.width >= kLargeBox;
  const double most = blank ? kThinMark : kClearlyEmpty;
  if (box.hairline && mark > std::max(kHairline, blank ? most : 0.0) && mark < kClearlyMarked)
    return;
  const bool stroke = mark >= kStroke && mark + box.beside >= kClearlyMarked;
  if (mark >= kClearlyMarked || stroke) {
    // Ends of a mark around a box that is empty are what a rubber left.
    const bool ends = !box.bracketed && box.close && box.faint - faint_base < kNothingWithin;
    // A pale mark may be rubbed out, or shine through.
    box.state =
        box.pale || box.dashed || ends ? Checkbox::State::unclear : Checkbox::State::checked;
  } else if (mark <= most && box.beside < kLetterTouches && box.faint - faint_base < kFaintMark &&
             box.around < kMarkBeside) {
    box.state = Checkbox::State::empty;
  } else {
    box.state = Checkbox::State::unclear;
  }
}

/// Too little to be a mark where boxes are blurred; enough where most others of its kind are clean.
bool is_thin_mark(const DrawnBox& box) {
  return !box.typed && !box.ringed && !box.pale && !box.hairline && box.mark >= kThinMark &&
         box.beside < kLetterTouches && box.faint >= kFaintMark && box.around < kMarkBeside;
}

bool same_kind(const DrawnBox& a, const DrawnBox& b) {
  return a.round == b.round && a.bracketed == b.bracketed && a.area.width * 5 > b.area.width * 4 &&
         a.area.width * 4 < b.area.width * 5;
}

void fill(Pix* bits, const Area& a) {
  pixRasterop(bits, a.x, a.y, a.width, a.height, PIX_SET, nullptr, 0, 0);
}

/// A program's cross may be paler than any other mark. In a small box with a thick outline a cross
/// by hand may lie as exactly, and be rubbed out.
void look_for_cross(const PageInk& page, const BoxKind& kind, DrawnBox& box) {
  constexpr double kDrawn = 0.85;
  constexpr double kPerhaps = 0.5;
  if (page.grey == nullptr || box.round || box.bracketed) return;
  const auto [falling, rising] = diagonals_in(page.grey, box.area);
  const bool by_program = box.hairline || box.pale || box.area.width >= kLargeBox;
  box.crossed = by_program && std::min(falling, rising) >= kDrawn;
  // Nobody draws by hand from corner to corner as exactly, and as thinly.
  if (page.black_and_white && is_thin(kind)) {
    box.crossed = box.crossed || is_cross_in_pieces(page.faint, box.area);
  }
  box.pale_stroke = box.pale_stroke || std::max(falling, rising) >= kPerhaps;
}

/// From a loop's inner edge to its outer one.
void take_out_stroke(const std::pair<int, int>& point, const PageInk& page, const Area& box) {
  constexpr int kThickest = 12;
  const double dx = point.first - box.middle_x();
  const double dy = point.second - box.middle_y();
  const double length = std::max(1.0, std::hypot(dx, dy));
  for (int step = 0; step < kThickest; ++step) {
    const int x = point.first + static_cast<int>(std::lround(dx / length * step));
    const int y = point.second + static_cast<int>(std::lround(dy / length * step));
    if (step > 0 && !page.ink.at(x, y)) return;
    fill(page.marks, {x - 2, y - 2, 5, 5});
  }
}

}  // namespace

void measure_box(const PageInk& page, const BoxKind& kind, DrawnBox& box) {
  if (box.typed) {
    if (page.marks == nullptr) return;
    fill(page.marks, box.area);
    fill(page.marks, box.sign);
    return;
  }
  const Side words = words_of(page, box.area);
  const std::vector<Area> within = pieces_within(page.ink, room_of(box));
  weigh_mark(page, kind, words, within, box);
  box.faint = faint_within(page.faint, box);
  box.hairline = is_hairline(kind);
  box.pale_stroke = has_stroke(page.faint_bits, box);
  box.pale = is_pale(page, box.area);
  box.dotted = has_dot(within);
  box.corners = ink_in_corners(page, kind, box);
  box.spanned = is_spanned(page, box, within);
  look_for_cross(page, kind, box);
  box.around = share_beside(page.dark, box.area, words);
  const auto ring = ring_around(page.ink, page.whole, box.area, words);
  box.ringed = !ring.empty();
  if (page.marks == nullptr) return;
  for (const auto& [x, y] : ring) take_out_stroke({x, y}, page, box.area);
}

void decide_states(const std::vector<DrawnBox*>& boxes) {
  for (DrawnBox* box : boxes) {
    double mark = kMostBaseline;
    double faint = kMostBlurred;
    double corners = 1;
    int ringed = 0;
    int strokes = 0;
    int clean = 0;
    int marked = 0;
    int all = 0;
    for (const DrawnBox* sibling : boxes) {
      if (!same_kind(*box, *sibling)) continue;
      mark = std::min(mark, sibling->mark);
      faint = std::min(faint, sibling->faint);
      corners = std::min(corners, sibling->corners);
      ringed += sibling->ringed ? 1 : 0;
      strokes += sibling->pale_stroke ? 1 : 0;
      clean += sibling->mark <= kClean && sibling->faint <= kClean ? 1 : 0;
      // Half of a filled form's boxes are marked: those say nothing of what empty ones look like.
      marked += sibling->mark >= kClearlyMarked && !sibling->pale ? 1 : 0;
      ++all;
    }
    if (all < kSeveral) faint = std::min(faint, 2 * kMostBaseline);
    decide(*box, mark, faint);
    // A cross that was rubbed out is as much a sign as a dot.
    box->dotted = box->dotted || box->corners >= corners + kRubbedOut;
    const bool thin = box->spanned && box->state == Checkbox::State::unclear &&
                      clean * 2 >= all - marked && clean > 1 && all >= kSeveral;
    if (thin && is_thin_mark(*box)) box->state = Checkbox::State::checked;
    // What all of several have is the paper's.
    const bool stroke = box->pale_stroke && (strokes < all || all < kSeveral);
    if (stroke && box->state == Checkbox::State::empty) box->state = Checkbox::State::unclear;
    // What most of them have is printed around them.
    if (box->ringed && ringed * 2 > all) box->state = Checkbox::State::unclear;
  }
}

}  // namespace tallyd
