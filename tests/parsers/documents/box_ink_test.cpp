// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/box_ink.h"

#include <algorithm>

#include <catch2/catch.hpp>

namespace tallyd::test {
namespace {

/// The states of boxes of one kind with this much of the paler ink within, and no other.
std::string states_of(const std::vector<double>& faint) {
  std::vector<DrawnBox> boxes(faint.size());
  std::vector<DrawnBox*> all;
  for (std::size_t i = 0; i < faint.size(); ++i) {
    boxes[i].area = {0, 0, 36, 36};
    boxes[i].faint = faint[i];
    all.push_back(&boxes[i]);
  }
  decide_states(all);
  std::string states;
  for (const DrawnBox& box : boxes) states += box.state == Checkbox::State::empty ? '0' : '?';
  return states;
}

struct Pale {
  bool stroke = false, crossed = false;
};

std::string states_of(const std::vector<DrawnBox>& boxes) {
  std::string states;
  for (const DrawnBox& box : boxes) {
    const bool checked = box.state == Checkbox::State::checked;
    states += checked ? 'x' : box.state == Checkbox::State::empty ? '0' : '?';
  }
  return states;
}

std::string states_with(const std::vector<Pale>& pale) {
  std::vector<DrawnBox> boxes(pale.size());
  std::vector<DrawnBox*> all;
  for (std::size_t i = 0; i < pale.size(); ++i) {
    boxes[i].area = {0, 0, 36, 36};
    boxes[i].pale_stroke = pale[i].stroke;
    boxes[i].crossed = pale[i].crossed;
    all.push_back(&boxes[i]);
  }
  decide_states(all);
  return states_of(boxes);
}

/// The states of boxes of one kind.
std::string measured(const PageInk& page, const BoxKind& kind, std::vector<DrawnBox>& boxes) {
  std::vector<DrawnBox*> all;
  for (DrawnBox& box : boxes) {
    measure_box(page, kind, box);
    all.push_back(&box);
  }
  decide_states(all);
  return states_of(boxes);
}

/// Boxes of two pixels' outline below each other; what is drawn in them is paler than ink.
class Page {
 public:
  Page() : ink_(pixCreate(400, 400, 1)), faint_(pixCreate(400, 400, 1)) {}

  Page& box(int y) {
    for (Pix* bits : {ink_.get(), faint_.get()}) {
      pixRasterop(bits, kLeft, y, kSide, kSide, PIX_SET, nullptr, 0, 0);
      pixRasterop(bits, kLeft + 2, y + 2, kSide - 4, kSide - 4, PIX_CLR, nullptr, 0, 0);
    }
    DrawnBox found;
    found.area = {kLeft, y, kSide, kSide};
    boxes_.push_back(found);
    return *this;
  }
  Page& cross(int y) {
    pixRenderLine(faint_.get(), kLeft, y, kRight, y + kSide - 1, 1, L_SET_PIXELS);
    pixRenderLine(faint_.get(), kLeft, y + kSide - 1, kRight, y, 1, L_SET_PIXELS);
    return *this;
  }
  Page& line(int y) {
    pixRenderLine(faint_.get(), kLeft, y + kSide / 2, kRight, y + kSide / 2, 1, L_SET_PIXELS);
    return *this;
  }
  Page& dot(int y, int side) {
    for (Pix* bits : {ink_.get(), faint_.get()})
      pixRasterop(bits, kLeft + 27, y + 25, side, side, PIX_SET, nullptr, 0, 0);
    return *this;
  }
  /// What a rubber left of a cross.
  Page& ends(int y, int corners) {
    constexpr int kPen = 5, kEnd = 12, kIn = 3;
    for (int corner = 0; corner < corners; ++corner) {
      const int x = corner % 2 == 0 ? kLeft + kIn : kRight - kIn;
      const int top = corner < 2 ? y + kIn : y + kSide - 1 - kIn;
      pixRenderLine(faint_.get(), x, top, x + (corner % 2 == 0 ? kEnd : -kEnd),
                    top + (corner < 2 ? kEnd : -kEnd), kPen, L_SET_PIXELS);
    }
    return *this;
  }
  /// Whether the last box has a dot.
  bool dotted() {
    states();
    return boxes_.back().dotted;
  }
  std::string states() {
    const Ink ink(ink_.get());
    const Ink faint(faint_.get());
    BoxKind kind;
    kind.width = kind.height = kSide;
    kind.line = 2;
    constexpr std::size_t kAcross = kSide + 2 * BoxKind::kRim;
    kind.glyph.assign(kAcross * kAcross, 1);  // no ink of theirs is a mark
    const PixPtr grey(pixConvert1To8(nullptr, faint_.get(), 255, 200));
    return measured({ink, ink, ink, faint, faint_.get(), grey.get(), nullptr}, kind, boxes_);
  }

 private:
  static constexpr int kLeft = 100, kSide = 58, kRight = kLeft + kSide - 1;
  PixPtr ink_, faint_;
  std::vector<DrawnBox> boxes_;
};

struct Stroke {
  int x1, y1, x2, y2;
};

/// Four boxes, in the second one strokes of this grey; their outlines are black.
std::string states_with_strokes(const std::vector<Stroke>& strokes, unsigned level, int width = 3) {
  constexpr int kSide = 40;
  const PixPtr bits(pixCreate(300, 500, 1));
  const PixPtr grey(pixCreate(300, 500, 8));
  pixSetAll(grey.get());
  std::vector<DrawnBox> boxes(4);
  int top = 50;
  for (DrawnBox& box : boxes) {
    box.area = {100, top, kSide, kSide};
    pixRasterop(bits.get(), 100, top, kSide, kSide, PIX_SET, nullptr, 0, 0);
    pixRasterop(bits.get(), 103, top + 3, kSide - 6, kSide - 6, PIX_CLR, nullptr, 0, 0);
    top += 100;
  }
  pixSetMasked(grey.get(), bits.get(), 0);
  const PixPtr tick(pixCreate(300, 500, 1));
  for (const Stroke& stroke : strokes) {
    pixRenderLine(tick.get(), stroke.x1, stroke.y1, stroke.x2, stroke.y2, width, L_SET_PIXELS);
  }
  pixSetMasked(grey.get(), tick.get(), level);
  pixOr(bits.get(), bits.get(), tick.get());
  BoxKind kind;
  kind.width = kind.height = kSide;
  kind.line = 3;
  constexpr int kAcross = kSide + 2 * BoxKind::kRim;
  for (int i = 0; i < kAcross * kAcross; ++i) {
    const int edge = std::min(std::min(i % kAcross, i / kAcross),
                              kAcross - 1 - std::max(i % kAcross, i / kAcross));
    kind.glyph.push_back(edge < BoxKind::kRim + 4 ? 1 : 0);
  }
  const Ink ink(bits.get());
  return measured({ink, ink, ink, ink, bits.get(), grey.get(), nullptr}, kind, boxes);
}

std::string states_of_ticks(unsigned level) {
  return states_with_strokes({{107, 167, 116, 180}, {116, 180, 134, 157}}, level);
}

}  // namespace

TEST_CASE(
    "boxes that are all as blurred are empty, and one with a pale mark among them is unclear") {
  CHECK(states_of({0.30, 0.33, 0.40, 0.29}) == "0000");
  CHECK(states_of({0.30, 0.33, 0.62, 0.29}) == "00?0");
}

TEST_CASE(
    "a pale stroke in one of several boxes is a mark or a doubt, one in all of them is the "
    "paper's") {
  CHECK(states_with({{}, {true, false}, {}, {}}) == "0?00");
  CHECK(states_with({{}, {true, true}, {}, {}}) == "0x00");
  CHECK(states_with({{true, false}, {true, false}, {true, false}, {true, false}}) == "0000");
  CHECK(states_with({{true, false}, {true, false}}) == "??");
}

TEST_CASE("a cross of hairlines that fades in a scan is found by its paler ink") {
  Page page;
  page.box(50).box(150).box(250).cross(150);
  CHECK(page.states() == "0x0");
  page.line(250);
  CHECK(page.states() == "0x?");
}

TEST_CASE("a thin tick that was rubbed out, paler than its box, decides nothing") {
  CHECK(states_of_ticks(0) == "0x00");
  CHECK(states_of_ticks(60) == "0x00");
  CHECK(states_of_ticks(130) == "0?00");
}

TEST_CASE("the ends of a cross around a box in which nothing is may be left of a rubbed-out one") {
  const auto state_of_first = [](double within, bool close) {
    std::vector<DrawnBox> boxes(4);
    std::vector<DrawnBox*> all;
    for (DrawnBox& box : boxes) {
      box.area = {0, 0, 36, 36};
      all.push_back(&box);
    }
    boxes[0].mark = 0.14;
    boxes[0].faint = within;
    boxes[0].close = close;
    decide_states(all);
    return states_of(boxes).front();
  };
  CHECK(state_of_first(0.03, true) == '?');
  CHECK(state_of_first(0.20, true) == 'x');
  CHECK(state_of_first(0.03, false) == 'x');  // a tick beside its box
}

TEST_CASE("a dash in a box is no mark, whatever its ends, a tick that begins as flat is one") {
  constexpr int kPen = 6;
  CHECK(states_with_strokes({{104, 171, 136, 168}}, 0, kPen) == "0?00");
  CHECK(states_with_strokes({{92, 171, 148, 168}}, 0, kPen) == "0?00");
  CHECK(states_with_strokes({{100, 170, 120, 178}, {120, 178, 160, 140}}, 0, kPen) == "0x00");
  CHECK(states_with_strokes({{104, 184, 136, 156}}, 0, kPen) == "0x00");
}

TEST_CASE("a thin tick is a mark where the boxes that nobody marked are clean") {
  DrawnBox clean;
  clean.area = {0, 0, 36, 36};
  DrawnBox thin = clean;
  thin.mark = 0.10;
  thin.faint = 0.24;
  thin.spanned = true;
  DrawnBox marked = clean;
  marked.mark = 0.3;
  marked.faint = 0.6;
  DrawnBox soiled = clean;
  soiled.mark = 0.03;
  soiled.faint = 0.1;
  const auto state_of_first = [](std::vector<DrawnBox> boxes) {
    std::vector<DrawnBox*> all;
    all.reserve(boxes.size());
    for (DrawnBox& box : boxes) all.push_back(&box);
    decide_states(all);
    return states_of(boxes).front();
  };
  CHECK(state_of_first({thin, clean, clean, marked, marked, marked}) == 'x');
  CHECK(state_of_first({thin, clean, marked, marked, marked, marked}) == '?');
  CHECK(state_of_first({thin, clean, clean, soiled, soiled, soiled, marked}) == '?');
}

TEST_CASE("a dot as large as a full stop is a pen's, a smaller one is dust") {
  CHECK(Page().box(50).box(150).dot(150, 5).dotted());
  CHECK_FALSE(Page().box(50).box(150).dot(150, 3).dotted());
  CHECK_FALSE(Page().box(50).box(150).dotted());
}

TEST_CASE("pale ends of a cross in a box's corners are what a rubber left, one is a speck") {
  CHECK(Page().box(50).box(150).ends(150, 4).dotted());
  CHECK(Page().box(50).box(150).ends(150, 3).dotted());
  CHECK_FALSE(Page().box(50).box(150).ends(150, 1).dotted());
  CHECK_FALSE(Page().box(50).box(150).ends(50, 4).ends(150, 4).dotted());  // the kind's own look
}

TEST_CASE("pale marks in two boxes of two are no blur") { CHECK(states_of({0.35, 0.36}) == "??"); }

}  // namespace tallyd::test
