// SPDX-License-Identifier: GPL-3.0-or-later
// The search for tables, boxes and marks on a page, and the preparing of a picture; recognition is
// tesseract's own affair. The first three bytes are a mode, the width and the height in steps of
// four pixels; then come strokes of six bytes: what, left, top, right, bottom (steps of four
// pixels), and a tone:
//   'r' a filled rectangle   'f' a frame   'l' a line   'o' an ellipse   'w' a word   'b' a field
//   's' the rectangle's pixels, scattered
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numbers>

#include "parsers/documents/page_picture.h"
#include "parsers/documents/scan.h"

namespace {

using namespace tallyd;

constexpr int kStep = 4;
constexpr std::array kWords = {"X.1214", "(ex",    "X.samtn)", "assigns", "authority", "does",
                               "not",    "assign", "☐",        "☒",       "[X]",       "()"};

struct Stroke {
  char what;
  int left, top, right, bottom;
  std::uint8_t tone;
};

class Sheet {
 public:
  Sheet(int width, int height) {
    source.rendered = {1, width, height, kWorkingDpi, {}};
    source.rendered.grey.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
                                255);
    source.has_text = true;
  }

  void draw(const Stroke& stroke) {
    const auto [what, left, top, right, bottom, tone] = stroke;
    if (what == 'r' || what == 's') fill(stroke, what == 's');
    if (what == 'f') {
      line(left, top, right, top, tone);
      line(right, top, right, bottom, tone);
      line(left, bottom, right, bottom, tone);
      line(left, top, left, bottom, tone);
    }
    if (what == 'l') line(left, top, right, bottom, tone);
    if (what == 'o') ellipse(stroke);
    if (what == 'w') {
      source.words.push_back({kWords.at(tone % kWords.size()), left, top, right - left,
                              bottom - top, 90.0F, 0, false});
    }
    if (what == 'b') {
      DrawnBox box;
      box.area = {left, top, right - left, bottom - top};
      box.state = tone % 2 == 0 ? Checkbox::State::empty : Checkbox::State::checked;
      source.boxes.push_back(box);
    }
  }

  PageSource source;

 private:
  void dot(int x, int y, std::uint8_t tone) {
    const RenderedPage& page = source.rendered;
    if (x < 0 || y < 0 || x >= page.width || y >= page.height) return;
    source.rendered.grey.at(static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width) +
                            static_cast<std::size_t>(x)) = tone;
  }

  void fill(const Stroke& stroke, bool scattered) {
    for (int y = stroke.top; y < stroke.bottom; ++y) {
      for (int x = stroke.left; x < stroke.right; ++x) {
        if (!scattered || (x * 31 + y * 17) % 7 == 0) dot(x, y, stroke.tone);
      }
    }
  }

  /// Three pixels thick.
  void line(int from_x, int from_y, int to_x, int to_y, std::uint8_t tone) {
    const int steps = std::max({std::abs(to_x - from_x), std::abs(to_y - from_y), 1});
    for (int i = 0; i <= steps; ++i) {
      const int x = from_x + (to_x - from_x) * i / steps;
      const int y = from_y + (to_y - from_y) * i / steps;
      for (int d = 0; d < 9; ++d) dot(x + d % 3, y + d / 3, tone);
    }
  }

  void ellipse(const Stroke& stroke) {
    const double middle_x = (stroke.left + stroke.right) / 2.0;
    const double middle_y = (stroke.top + stroke.bottom) / 2.0;
    for (int i = 0; i < 400; ++i) {
      const double angle = i * std::numbers::pi / 200;
      const auto x = static_cast<int>(middle_x + (stroke.right - middle_x) * std::cos(angle));
      const auto y = static_cast<int>(middle_y + (stroke.bottom - middle_y) * std::sin(angle));
      for (int d = 0; d < 4; ++d) dot(x + d % 2, y + d / 2, stroke.tone);
    }
  }
};

Stroke stroke_of(const std::uint8_t* bytes) {
  const auto [left, right] = std::minmax(bytes[1], bytes[3]);
  const auto [top, bottom] = std::minmax(bytes[2], bytes[4]);
  return {static_cast<char>(bytes[0]),
          left * kStep,
          top * kStep,
          right * kStep,
          bottom * kStep,
          bytes[5]};
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3 || size > 2000) return 0;
  Sheet sheet(data[1] * kStep, data[2] * kStep);
  for (std::size_t at = 3; at + 6 <= size; at += 6) sheet.draw(stroke_of(data + at));
  Limits limits;
  limits.nodes = 10'000;
  if (data[0] == 'p') {
    prepare_page(sheet.source.rendered);
  } else {
    limits.keep_pages = data[0] == 'k';
    read_pages({sheet.source}, nullptr, limits);
  }
  return 0;
}
