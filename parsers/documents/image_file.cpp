// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/image_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "parsers/documents/page_kind.h"
#include "parsers/documents/pix.h"
#include "parsers/documents/pix_pages.h"
#include "parsers/little_endian.h"

namespace tallyd {
namespace {

/// A3 at 600 dpi. Decoded with three colours that is 280 MB.
constexpr std::int64_t kMostPixels = 70'000'000;
constexpr int kLongestSide = 30'000;
/// A page is at most this much taller than wide; beyond, several pages stand in one image.
constexpr double kTallest = 1.75;
constexpr double kUsualShape = 1.35;

const std::uint8_t* data_of(std::string_view bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

int number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  return static_cast<int>(little_endian(bytes, at, size) & 0x7fffffffU);
}

struct Size {
  int width = 0, height = 0;
};

/// From the header alone; 0: not known.
Size size_of(std::string_view bytes, int page) {
  Size size;
  if (bytes.starts_with("GIF8")) {
    return {number_at(bytes, 6, 2), number_at(bytes, 8, 2)};
  }
  if (is_bmp(bytes)) {
    const int height = number_at(bytes, 22, 4);
    // The sign bit says that rows run downwards.
    return {number_at(bytes, 18, 4), std::min(height, std::abs(height - 0x7fffffff - 1))};
  }
  if (is_tiff(bytes)) {
    if (readHeaderMemTiff(data_of(bytes), bytes.size(), page, &size.width, &size.height, nullptr,
                          nullptr, nullptr, nullptr, nullptr) != 0) {
      return {};
    }
    return size;
  }
  if (pixReadHeaderMem(data_of(bytes), bytes.size(), nullptr, &size.width, &size.height, nullptr,
                       nullptr, nullptr) != 0) {
    return {};
  }
  return size;
}

bool fits(const Size& size) {
  return size.width > 0 && size.height > 0 && size.width <= kLongestSide &&
         size.height <= kLongestSide &&
         static_cast<std::int64_t>(size.width) * size.height <= kMostPixels;
}

/// Faxes have different resolutions across and down: pixels become square.
PixPtr square_pixels(PixPtr grey) {
  const int x = pixGetXRes(grey.get());
  const int y = pixGetYRes(grey.get());
  if (x < 50 || y < 50 || std::abs(x - y) * 20 < x) return grey;
  const float ratio = static_cast<float>(x) / static_cast<float>(y);
  if (ratio > 4 || ratio < 0.25F) return grey;
  PixPtr scaled(ratio > 1 ? pixScale(grey.get(), 1, ratio) : pixScale(grey.get(), 1 / ratio, 1));
  if (!scaled) return grey;
  pixSetResolution(scaled.get(), std::max(x, y), std::max(x, y));
  return scaled;
}

/// A fax of the lower resolution, 204 by 98 an inch, whose file does not say so: its lines have
/// 1728 pixels (ITU-T T.4, table 1), and a sheet is taller than wide.
void tell_fax_resolution(Pix* pix) {
  constexpr int kLine = 1728;
  const int x = pixGetXRes(pix);
  if (pixGetDepth(pix) != 1 || pixGetWidth(pix) != kLine || x != pixGetYRes(pix)) return;
  if (pixGetHeight(pix) < kLine * 8 / 10) pixSetResolution(pix, 204, 98);
}

/// Light letters on dark paper: a negative.
bool is_negative(Pix* grey) {
  constexpr int kDark = 100;
  constexpr double kMost = 0.75;
  const PixPtr dark(pixThresholdToBinary(grey, kDark));
  int count = 0;
  if (dark) pixCountPixels(dark.get(), &count, nullptr);
  return count > kMost * pixGetWidth(grey) * pixGetHeight(grey);
}

PixPtr grey_of(PixPtr pix) {
  tell_fax_resolution(pix.get());
  if (pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4) {
    pix.reset(pixAlphaBlendUniform(pix.get(), 0xffffff00));
    if (!pix) return nullptr;
  }
  const int x = pixGetXRes(pix.get());
  const int y = pixGetYRes(pix.get());
  PixPtr grey(pixConvertTo8(pix.get(), 0));
  if (!grey) return nullptr;
  pixSetResolution(grey.get(), x, y);
  if (is_negative(grey.get())) pixInvert(grey.get(), grey.get());
  return square_pixels(std::move(grey));
}

/// The emptiest row (least dark) near the one given.
int gap_near(Pix* grey, int row, int reach) {
  int best = row;
  double least = 1e18;
  for (int y = std::max(1, row - reach); y < std::min(pixGetHeight(grey) - 1, row + reach); ++y) {
    const std::uint32_t* line = pixGetData(grey) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(grey);
    double dark = std::abs(y - row) * 0.5;
    for (int x = 0; x < pixGetWidth(grey); x += 2) dark += GET_DATA_BYTE(line, x) < 160 ? 1 : 0;
    if (dark < least) {
      least = dark;
      best = y;
    }
  }
  return best;
}

void append_pages(Pix* grey, ImagePages& out) {
  const int width = pixGetWidth(grey);
  const int height = pixGetHeight(grey);
  const double tallness = static_cast<double>(height) / width;
  const int count =
      tallness < kTallest ? 1 : std::max(1, static_cast<int>(std::lround(tallness / kUsualShape)));
  int top = 0;
  for (int i = 1; i <= count; ++i) {
    const int even = static_cast<int>(static_cast<std::int64_t>(height) * i / count);
    const int bottom = i == count ? height : gap_near(grey, even, height / count / 30);
    const PixPtr cut(clip(grey, {0, top, width, bottom - top}));
    if (cut) {
      out.pages.push_back(to_page(cut.get(), static_cast<int>(out.pages.size()) + 1));
      out.pages.back().dpi = pixGetXRes(grey);
    }
    top = bottom;
  }
}

void decode_tiff(std::string_view bytes, const Limits& limits, ImagePages& out) {
  std::size_t offset = 0;
  std::int64_t pixels = 0;
  for (int n = 0; n < limits.pages; ++n) {
    const Size size = size_of(bytes, n);
    pixels += static_cast<std::int64_t>(size.width) * size.height;
    if (!fits(size) || pixels > 4 * kMostPixels) {
      out.doubts.push_back("page " + std::to_string(n + 1) + " of the image cannot be read");
      return;
    }
    PixPtr pix(pixReadMemFromMultipageTiff(data_of(bytes), bytes.size(), &offset));
    if (pix) pix = grey_of(std::move(pix));
    if (pix) {
      append_pages(pix.get(), out);
    } else {
      out.doubts.push_back("page " + std::to_string(n + 1) + " of the image is damaged");
    }
    if (offset == 0) return;
  }
  out.doubts.push_back("the image has more than " + std::to_string(limits.pages) + " pages");
}

}  // namespace

ImagePages decode_image(std::string_view bytes, const Limits& limits) {
  setMsgSeverity(L_SEVERITY_NONE);
  ImagePages out;
  if (bytes.size() > limits.bytes) {
    out.doubts.emplace_back("the image is too large");
    return out;
  }
  if (is_tiff(bytes)) {
    decode_tiff(bytes, limits, out);
    return out;
  }
  const Size size = size_of(bytes, 0);
  if (size.width == 0 || size.height == 0) {
    out.doubts.emplace_back("the image is damaged");
    return out;
  }
  if (!fits(size)) {
    out.doubts.push_back("the image is too large: " + std::to_string(size.width) + " × " +
                         std::to_string(size.height) + " pixels");
    return out;
  }
  PixPtr pix(pixReadMem(data_of(bytes), bytes.size()));
  if (pix) pix = grey_of(std::move(pix));
  if (!pix) {
    out.doubts.emplace_back("the image is damaged");
    return out;
  }
  append_pages(pix.get(), out);
  return out;
}

}  // namespace tallyd
