// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/documents/rendered_page.h"
#include "parsers/limits.h"

namespace tallyd {

/// What an image file held.
struct ImagePages {
  std::vector<RenderedPage> pages;
  std::vector<std::string> doubts;  ///< what was damaged, too large or left out
};

/// PNG, JPEG, TIFF, BMP, GIF, WebP, PNM. The dimensions are read from the header first; an image
/// that would not fit is not decoded. Several pages in one very tall image are cut apart.
ImagePages decode_image(std::string_view bytes, const Limits& limits);

}  // namespace tallyd
