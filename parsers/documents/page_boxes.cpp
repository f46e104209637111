// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/page_boxes.h"

#include <algorithm>
#include <utility>

#include "parsers/documents/box_ink.h"
#include "parsers/documents/odd_strokes.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd {
namespace {

/// The desk around a photographed page, and the scanner's lid beyond its edge, are no marks.
PixPtr ink_of_page(const PagePicture& page) {
  constexpr int kSolid = 40;  ///< pixels: no stroke is as thick
  constexpr int kFringe = 30;
  PixPtr ink(pixCopy(nullptr, page.ink.get()));
  const PixPtr solid(pixOpenCompBrick(nullptr, ink.get(), kSolid, kSolid));
  const int width = pixGetWidth(ink.get());
  const int height = pixGetHeight(ink.get());
  const Area inside = Area{0, 0, width, height}.grown(-std::min(width, height) / 50);
  wipe(solid.get(), inside);
  int nothing = 0;
  pixZero(solid.get(), &nothing);
  if (nothing != 0) return ink;
  const PixPtr edges(pixSeedfillBinary(nullptr, solid.get(), page.ink.get(), 4));
  const PixPtr thick(pixOpenCompBrick(nullptr, edges.get(), kSolid, kSolid));
  const PixPtr fringed(pixDilateCompBrick(nullptr, thick.get(), kFringe, kFringe));
  pixSubtract(ink.get(), ink.get(), fringed.get());
  return ink;
}

PixPtr ink_between_lines(const PagePicture& page, Pix* whole) {
  PixPtr ink(pixCopy(nullptr, whole));
  erase_ruling(ink.get(), page.ruling);
  return ink;
}

}  // namespace

std::vector<PageBoxes> find_page_boxes(const std::vector<const PagePicture*>& pages,
                                       const DropPrint& drop_print) {
  std::vector<std::vector<DrawnBox>> empty;
  std::vector<PixPtr> whole;
  std::vector<PixPtr> bits;
  std::vector<Ink> inks;
  for (const PagePicture* page : pages) {
    whole.push_back(ink_of_page(*page));
    bits.push_back(ink_between_lines(*page, whole.back().get()));
    inks.emplace_back(bits.back().get());
    empty.push_back(find_empty_boxes(bits.back().get(), whole.back().get()));
  }
  keep_one_side(empty);
  const std::vector<BoxKind> kinds = kinds_of(empty, inks);
  std::vector<PageBoxes> found(pages.size());
  std::vector<DrawnBox*> all;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    found[i].boxes = find_boxes(bits[i].get(), whole[i].get(), kinds, std::move(empty[i]));
    drop_print(i, found[i].boxes);
    found[i].marks.reset(pixCreateTemplate(bits[i].get()));
    const Ink faint(pages[i]->faint.get());
    const Ink all_ink(whole[i].get());
    for (DrawnBox& box : found[i].boxes) {
      measure_box({inks[i], all_ink, faint, pages[i]->faint.get(), found[i].marks.get()},
                  kinds[box.kind], box);
      all.push_back(&box);
    }
  }
  decide_states(all);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    doubt_odd_strokes(found[i].boxes, inks[i]);
    found[i].strokes = strokes_of(found[i].boxes, inks[i], found[i].marks.get());
  }
  return found;
}

}  // namespace tallyd
