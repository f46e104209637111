// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "parsers/documents/page_boxes.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd::test {

/// A page of ink at 300 dpi.
class Drawing {
 public:
  Drawing() : ink_(pixCreate(1200, 900, 1)) {}

  Drawing& line(int x1, int y1, int x2, int y2, int thick = 4) {
    pixRenderLine(paler_ ? paler_.get() : ink_.get(), x1, y1, x2, y2, thick, L_SET_PIXELS);
    return *this;
  }
  Drawing& square(int x, int y, int side = 34) {
    return line(x, y, x + side, y)
        .line(x, y + side, x + side, y + side)
        .line(x, y, x, y + side)
        .line(x + side, y, x + side, y + side);
  }
  Drawing& circle(int x, int y, int across = 34) {
    const double r = across / 2.0;
    for (int i = 0; i < 90; ++i) {
      const auto at = [&](int step, bool of_x) {
        const double angle = 6.2831853 * step / 90;
        return static_cast<int>(
            std::lround((of_x ? x : y) + r + r * (of_x ? std::cos(angle) : std::sin(angle))));
      };
      line(at(i, true), at(i, false), at(i + 1, true), at(i + 1, false));
    }
    return *this;
  }
  Drawing& disc(int x, int y, int radius) {
    for (int d = -radius; d <= radius; ++d) {
      const int half = static_cast<int>(std::sqrt(radius * radius - d * d));
      line(x - half, y + d, x + half, y + d, 1);
    }
    return *this;
  }
  /// Something like words: strokes with gaps.
  Drawing& words(int x, int y) {
    for (int i = 0; i < 12; ++i) line(x + i * 22, y + 4, x + i * 22, y + 30);
    return *this;
  }
  Drawing& thin_square(int x, int y, int side) {
    return line(x, y, x + side, y, 1)
        .line(x, y + side, x + side, y + side, 1)
        .line(x, y, x, y + side, 1)
        .line(x + side, y, x + side, y + side, 1);
  }
  Drawing& thin_cross(int x, int y, int side) {
    return line(x, y, x + side, y + side, 1).line(x + side, y, x, y + side, 1);
  }
  Drawing& option(int y) { return square(100, y).words(170, y); }
  Drawing& round_option(int y) { return circle(160, y).words(230, y); }
  Drawing& cross(int x, int y, int side = 34) {
    return line(x, y, x + side, y + side).line(x + side, y, x, y + side);
  }
  Drawing& tick(int x, int y, int thick = 4) {
    return line(x, y + 22, x + 10, y + 34, thick).line(x + 10, y + 34, x + 30, y, thick);
  }
  /// An X of a font with serifs.
  Drawing& letter_x(int x, int y) {
    line(x + 3, y + 1, x + 25, y + 29, 6).line(x + 25, y + 1, x + 3, y + 29, 3);
    for (const int end : {x, x + 18})
      line(end, y, end + 10, y, 3).line(end, y + 30, end + 10, y + 30, 3);
    return *this;
  }
  /// [ ], or ( ), with as much between as a letter has.
  Drawing& brackets(int x, int y, int apart = 40) {
    for (const int side : {0, 1}) {
      const int back = x + side * apart;
      const int end = back + (side == 0 ? 8 : -8);
      line(back, y, back, y + 42).line(back, y, end, y).line(back, y + 42, end, y + 42);
    }
    return *this;
  }
  Drawing& parentheses(int x, int y, int apart = 44) {
    for (int i = 0; i <= 42; ++i) {
      const int bow = (i - 21) * (i - 21) / 44;
      line(x + bow, y + i, x + bow + 3, y + i, 1);
      line(x + apart - bow, y + i, x + apart - bow - 3, y + i, 1);
    }
    return *this;
  }
  Drawing& wipe(const Area& area) {
    tallyd::wipe(ink_.get(), area);
    return *this;
  }
  Drawing& bracket_option(int y) { return brackets(100, y).words(170, y); }
  Drawing& ring(int x, int y, int across, int down) {
    for (int i = 0; i < 60; ++i) {
      const auto at = [&](int step, bool of_x) {
        const double angle = 6.2831853 * step / 60;
        return static_cast<int>(std::lround(of_x ? x + across / 2.0 * std::cos(angle)
                                                 : y + down / 2.0 * std::sin(angle)));
      };
      line(at(i, true), at(i, false), at(i + 1, true), at(i + 1, false), 5);
    }
    return *this;
  }
  /// A table of one cell and more, its corner at x, y.
  Drawing& cell(int x, int y) {
    return line(x, y, x + 700, y).line(x, y, x, y + 600).line(x, y + 600, x + 700, y + 600);
  }
  /// What is drawn from here on is paler: of this level, 255 = paper.
  Drawing& pale(int level) {
    level_ = level;
    paler_.reset(pixCreateTemplate(ink_.get()));
    return *this;
  }
  /// The scanner knew no levels of grey.
  Drawing& black_and_white() {
    black_and_white_ = true;
    return *this;
  }
  Pix* ink() const { return ink_.get(); }

  /// The states of the boxes, from the top: "1" checked, "0" empty, "-" lost, "?" unclear.
  std::string states() const { return states_of(boxes()); }
  /// Of a document of several pages: with a blank between them.
  static std::string states_of(const std::vector<Drawing>& drawings) {
    std::vector<PagePicture> pages;
    pages.reserve(drawings.size());
    for (const Drawing& drawing : drawings) pages.push_back(drawing.picture());
    std::vector<const PagePicture*> borrowed;
    borrowed.reserve(pages.size());
    for (const PagePicture& page : pages) borrowed.push_back(&page);
    std::string states;
    for (const PageBoxes& found : find_page_boxes(borrowed, &keep_all)) {
      states += (states.empty() ? "" : " ") + states_of(found);
    }
    return states;
  }
  /// The ink that belongs to no box and no mark.
  PixPtr unmarked() const { return PixPtr(pixSubtract(nullptr, ink(), boxes().marks.get())); }

 private:
  static void keep_all(std::size_t, std::vector<DrawnBox>&) {}
  static std::string states_of(const PageBoxes& found) {
    std::string states;
    for (const DrawnBox& box : found.boxes) {
      states += box.state == Checkbox::State::empty     ? '0'
                : box.state == Checkbox::State::checked ? '1'
                : box.state == Checkbox::State::lost    ? '-'
                                                        : '?';
    }
    return states;
  }
  PagePicture picture() const {
    PagePicture page;
    page.ink.reset(pixClone(ink()));
    page.faint.reset(faint());
    page.grey.reset(grey());
    page.ruling = find_ruling(ink());
    page.black_and_white = black_and_white_;
    return page;
  }
  PageBoxes boxes() const {
    const PagePicture page = picture();
    return std::move(find_page_boxes({&page}, &keep_all)[0]);
  }
  /// As the page's picture would have it.
  Pix* faint() const {
    Pix* all = pixCopy(nullptr, ink_.get());
    constexpr int kFaintBelow = 218;
    if (paler_ && level_ < kFaintBelow) pixOr(all, all, paler_.get());
    return all;
  }
  Pix* grey() const {
    Pix* all = pixCreate(pixGetWidth(ink_.get()), pixGetHeight(ink_.get()), 8);
    pixSetAllArbitrary(all, 255);
    if (paler_) pixSetMasked(all, paler_.get(), static_cast<l_uint32>(level_));
    pixSetMasked(all, ink_.get(), 0);
    return all;
  }

  PixPtr ink_;
  PixPtr paler_;  ///< null: nothing is
  int level_ = 0;
  bool black_and_white_ = false;
};

/// Three options one below the other.
inline Drawing three_options() {
  Drawing page;
  page.option(100).option(200).option(300);
  return page;
}

}  // namespace tallyd::test
