// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/page_kind.h"

#include <algorithm>
#include <array>

#include "parsers/documents/format.h"

namespace tallyd {
namespace {

constexpr std::array kTiff{std::string_view("II*\0", 4), std::string_view("MM\0*", 4)};
constexpr std::array<std::string_view, 10> kOthers{"\x89PNG\r\n\x1a\n",
                                                   "\xff\xd8\xff",
                                                   "GIF87a",
                                                   "GIF89a",
                                                   "P1\n",
                                                   "P2\n",
                                                   "P4\n",
                                                   "P5\n",
                                                   "P6\n",
                                                   std::string_view("\0\0\0\fjP  ", 8)};

template <std::size_t kCount>
bool begins_with_one(std::string_view bytes, const std::array<std::string_view, kCount>& signs) {
  return std::any_of(signs.begin(), signs.end(),
                     [&](std::string_view sign) { return bytes.starts_with(sign); });
}

bool is_webp(std::string_view bytes) {
  return bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP");
}

}  // namespace

bool is_tiff(std::string_view bytes) { return begins_with_one(bytes, kTiff); }

/// "BM" begins many a text: the length of the header behind it is short, and its high bytes are 0.
bool is_bmp(std::string_view bytes) {
  if (!bytes.starts_with("BM") || bytes.size() <= 26) return false;
  const std::string_view length = bytes.substr(14, 4);
  const bool is_256 = length[0] == 0 && length[1] == 1;
  return (length[1] == 0 || is_256) && length[2] == 0 && (length[3] & 0x7f) == 0;
}

bool is_pdf(const File& file) {
  constexpr std::size_t kHeaderWithin = 1024;  // ISO 32000-1, annex H.3.4.1
  return file.bytes.substr(0, kHeaderWithin).find("%PDF-") != std::string_view::npos;
}

/// One that decode_image() knows.
bool is_image(const File& file) {
  const std::string_view bytes = file.bytes;
  return is_tiff(bytes) || is_bmp(bytes) || is_webp(bytes) || begins_with_one(bytes, kOthers);
}

}  // namespace tallyd
