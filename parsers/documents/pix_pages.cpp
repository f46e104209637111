// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/pix_pages.h"

#include <algorithm>
#include <bit>

namespace tallyd {

PixPtr to_pix(const RenderedPage& page) {
  const std::size_t pixels =
      static_cast<std::size_t>(page.width) * static_cast<std::size_t>(page.height);
  if (page.width <= 0 || page.height <= 0 || page.grey.size() < pixels) return nullptr;
  PixPtr pix(pixCreate(page.width, page.height, 8));
  if (!pix) return nullptr;
  for (int y = 0; y < page.height; ++y) {
    std::uint32_t* line =
        pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix.get());
    const std::uint8_t* from =
        page.grey.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width);
    for (int x = 0; x < page.width; ++x) SET_DATA_BYTE(line, x, from[x]);
  }
  pixSetResolution(pix.get(), static_cast<int>(page.dpi), static_cast<int>(page.dpi));
  return pix;
}

RenderedPage to_page(Pix* grey, int number) {
  RenderedPage page;
  page.page = number;
  page.width = pixGetWidth(grey);
  page.height = pixGetHeight(grey);
  page.dpi = pixGetXRes(grey);
  page.grey.resize(static_cast<std::size_t>(page.width) * static_cast<std::size_t>(page.height));
  for (int y = 0; y < page.height; ++y) {
    const std::uint32_t* line = pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey);
    std::uint8_t* to =
        page.grey.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width);
    for (int x = 0; x < page.width; ++x) to[x] = static_cast<std::uint8_t>(GET_DATA_BYTE(line, x));
  }
  return page;
}

PixPtr clip(Pix* pix, const Area& area) {
  const Area inside = overlap(area, {0, 0, pixGetWidth(pix), pixGetHeight(pix)});
  if (inside.width <= 0 || inside.height <= 0) return nullptr;
  Box* box = boxCreate(inside.x, inside.y, inside.width, inside.height);
  PixPtr part(pixClipRectangle(pix, box, nullptr));
  boxDestroy(&box);
  return part;
}

void wipe(Pix* pix, const Area& area) {
  const Area inside = overlap(area, {0, 0, pixGetWidth(pix), pixGetHeight(pix)});
  if (inside.width <= 0 || inside.height <= 0) return;
  pixRasterop(pix, inside.x, inside.y, inside.width, inside.height,
              pixGetDepth(pix) == 1 ? PIX_CLR : PIX_SET, nullptr, 0, 0);
}

std::vector<Area> pieces_of(Pix* bits, int neighbours) {
  std::vector<Area> pieces;
  const BoxaPtr found(bits != nullptr ? pixConnComp(bits, nullptr, neighbours) : nullptr);
  for (int i = 0; found && i < boxaGetCount(found.get()); ++i) {
    Area& a = pieces.emplace_back();
    boxaGetBoxGeometry(found.get(), i, &a.x, &a.y, &a.width, &a.height);
  }
  return pieces;
}

std::string to_png(Pix* pix) {
  std::uint8_t* data = nullptr;
  std::size_t size = 0;
  // Little compression (leptonica: 10 and zlib's level): much took a tenth of a page's whole time.
  pixSetSpecial(pix, 11);
  const l_int32 failed = pixWriteMemPng(&data, &size, pix, 0);
  pixSetSpecial(pix, 0);
  if (failed != 0 || data == nullptr) return {};
  std::string png(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  return png;
}

Ink::Ink(Pix* bits)
    : width_(pixGetWidth(bits)), height_(pixGetHeight(bits)), words_((width_ + kBits - 1) / kBits) {
  const std::size_t words = static_cast<std::size_t>(words_);
  const std::uint32_t last = ~0U << (words_ * kBits - width_);
  bits_.reserve(words * static_cast<std::size_t>(height_));
  sums_.resize((words + 1) * (static_cast<std::size_t>(height_) + 1));
  auto above = sums_.begin();
  auto here = above + words_ + 1;
  for (int y = 0; y < height_; ++y) {
    const std::uint32_t* line = pixGetData(bits) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(bits);
    std::int32_t row = 0;
    for (int column = 0; column < words_; ++column) {
      bits_.push_back(column + 1 == words_ ? line[column] & last : line[column]);
      row += std::popcount(bits_.back());
      here[column + 1] = above[column + 1] + row;
    }
    above = here;
    here += words_ + 1;
  }
}

int Ink::count(const Area& area) const {
  const Area inside = overlap(area, {0, 0, width_, height_});
  if (inside.width <= 0 || inside.height <= 0) return 0;
  const int first = inside.x / kBits;
  const int last = (inside.right() - 1) / kBits;
  const std::uint32_t from = ~0U >> (inside.x % kBits);
  const std::uint32_t to = ~0U << (kBits - 1 - (inside.right() - 1) % kBits);
  int count = 0;
  for (int y = inside.y; y < inside.bottom(); ++y) {
    if (first == last) {
      count += std::popcount(word(first, y) & from & to);
    } else {
      count += std::popcount(word(first, y) & from) + std::popcount(word(last, y) & to);
    }
  }
  if (last - first < 2) return count;
  return count + sum(last, inside.bottom()) - sum(first + 1, inside.bottom()) -
         sum(last, inside.y) + sum(first + 1, inside.y);
}

double Ink::share(const Area& area) const {
  const Area inside = overlap(area, {0, 0, width_, height_});
  if (inside.width <= 0 || inside.height <= 0) return 0;
  return static_cast<double>(count(inside)) / (static_cast<double>(inside.width) * inside.height);
}

}  // namespace tallyd
