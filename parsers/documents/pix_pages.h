// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parsers/documents/pix.h"
#include "parsers/documents/rendered_page.h"

/// Between our pages and leptonica's pictures.
namespace tallyd {

/// 8 bit grey both ways; null: no memory, or no pixels.
PixPtr to_pix(const RenderedPage& page);
RenderedPage to_page(Pix* grey, int number);

/// A copy of the part, kept inside; null: nothing of it is inside.
PixPtr clip(Pix* pix, const Area& area);

/// Sets the part to white (8 bit) or to no ink (1 bit).
void wipe(Pix* pix, const Area& area);

/// What hangs together in a 1 bit picture: with its 8 neighbours, or 4. Empty: no memory, or none.
std::vector<Area> pieces_of(Pix* bits, int neighbours = 8);

/// As a PNG file; empty: failed.
std::string to_png(Pix* pix);

/// The ink of a page as it is now, quick to ask: its bits, and sums of whole words of them.
class Ink {
 public:
  explicit Ink(Pix* bits);  ///< 1 bit a pixel, 1 = ink
  int width() const { return width_; }
  int height() const { return height_; }
  bool at(int x, int y) const {
    return x >= 0 && y >= 0 && x < width_ && y < height_ &&
           (word(x / kBits, y) >> (kBits - 1 - x % kBits) & 1U) != 0;
  }
  int count(const Area& area) const;     ///< pixels of ink in it
  double share(const Area& area) const;  ///< of the area's pixels; 0 for none

 private:
  static constexpr int kBits = 32;
  std::uint32_t word(int column, int y) const {
    return bits_[static_cast<std::size_t>(y) * static_cast<std::size_t>(words_) +
                 static_cast<std::size_t>(column)];
  }
  std::int32_t sum(int column, int y) const {
    return sums_[static_cast<std::size_t>(y) * static_cast<std::size_t>(words_ + 1) +
                 static_cast<std::size_t>(column)];
  }

  int width_ = 0, height_ = 0;
  int words_ = 0;                    ///< of a line; the leftmost pixel is the highest bit
  std::vector<std::uint32_t> bits_;  ///< 0 beyond the width
  std::vector<std::int32_t> sums_;   ///< of all that is above and to the left of a word
};

}  // namespace tallyd
