// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "parsers/documents/pix.h"
#include "parsers/documents/rendered_page.h"
#include "parsers/documents/ruling.h"

namespace tallyd {

/// Resolution at which pages are looked at: lengths below are tuned to it.
constexpr int kWorkingDpi = 300;

/// A page made ready: even background, straight lines, text that lies (perhaps upside down).
struct PagePicture {
  int number = 0;
  bool on_its_side = false;            ///< and was turned
  bool rendered = false;               ///< from its file's own text and lines: no scan
  bool black_and_white = false;        ///< as it came: without levels between
  bool blank = false;                  ///< nothing is on it but specks and grain
  PixPtr grey;                         ///< paper near 255
  PixPtr ink;                          ///< 1 bit; specks removed
  PixPtr faint;                        ///< 1 bit; also what is much paler than print
  Ruling ruling;                       ///< of the ink
  double points = 72.0 / kWorkingDpi;  ///< of one pixel, for Place
};

/// Null pictures within: there was no memory, or no page. on_its_side: to be turned by 90 degrees;
/// by the look of its lines if not told.
PagePicture prepare_page(const RenderedPage& page, std::optional<bool> on_its_side = {});

/// Of a page that was rendered at kWorkingDpi and lies straight: its pixels stay where they are.
PagePicture prepare_printed_page(const RenderedPage& page);

/// By 180 degrees.
void turn_over(PagePicture& page);

}  // namespace tallyd
