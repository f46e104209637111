// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/page_boxes.h"

#include <algorithm>
#include <utility>

#include "parsers/documents/box_ink.h"
#include "parsers/documents/box_kind.h"
#include "parsers/documents/odd_strokes.h"
#include "parsers/documents/pale_boxes.h"
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

/// Without the table's lines.
PixPtr between_lines(const PagePicture& page, Pix* whole) {
  PixPtr ink(pixCopy(nullptr, whole));
  erase_ruling(ink.get(), page.ruling);
  return ink;
}

/// A page's ink, and what is found in it.
struct Looked {
  Looked(const PagePicture& page, PixPtr all)
      : whole(std::move(all)), bits(between_lines(page, whole.get())), ink(bits.get()) {}

  PixPtr whole;
  PixPtr bits;  ///< without the table's lines
  Ink ink;      ///< the same
};

using Boxes = std::vector<std::vector<DrawnBox>>;  ///< of each page

Boxes find_all_empty(const std::vector<Looked>& pages) {
  Boxes plain;
  Boxes within;
  for (const Looked& page : pages) {
    EmptyBoxes found = find_empty_boxes(page.bits.get(), page.whole.get());
    plain.push_back(std::move(found.boxes));
    within.push_back(std::move(found.within));
  }
  Boxes empty = plain;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    add_typed_before(pages[i].bits.get(), pages[i].ink, plain, within[i], empty[i]);
  }
  keep_one_side(empty);
  return empty;
}

std::vector<BoxKind> kinds_on(const std::vector<Looked>& pages, const Boxes& empty) {
  std::vector<const Ink*> inks;
  inks.reserve(pages.size());
  for (const Looked& page : pages) inks.push_back(&page.ink);
  return kinds_of(empty, inks);
}

/// A mark that a program drew as thinly as its box may be lost where there are no levels of grey. A
/// large box may look thicker there than it is, and have lost it all the same.
void doubt_faded(const PagePicture& page, const std::vector<BoxKind>& kinds,
                 std::vector<DrawnBox>& boxes) {
  constexpr int kThin = 2;
  constexpr int kLeastWidth = 8;  ///< of it, in lines
  if (!page.black_and_white) return;
  for (DrawnBox& box : boxes) {
    const BoxKind& kind = kinds[box.kind];
    const bool large = kind.width >= kLargeBox && kind.line * kLeastWidth <= kind.width;
    if ((kind.line <= kThin || large) && !box.bracketed && box.state == Checkbox::State::empty)
      box.state = Checkbox::State::lost;
  }
}

}  // namespace

std::vector<PageBoxes> find_page_boxes(const std::vector<const PagePicture*>& pages,
                                       const DropPrint& drop_print) {
  std::vector<Looked> looked;
  looked.reserve(pages.size());
  for (const PagePicture* page : pages) looked.emplace_back(*page, ink_of_page(*page));
  const PageTables tables(pages);
  Boxes empty = find_all_empty(looked);
  std::vector<BoxKind> kinds = kinds_on(looked, empty);
  const std::vector<PaleColumn> pale = find_pale_columns(pages, empty, kinds);
  std::vector<Looked> dark;
  if (!pale.empty()) {
    for (std::size_t i = 0; i < pages.size(); ++i) {
      PixPtr all(pixCopy(nullptr, looked[i].whole.get()));
      // What a table's line fades into would fill the white beside its boxes.
      const PixPtr faint = between_lines(*pages[i], pages[i]->faint.get());
      strengthen(all.get(), faint.get(), places_of(pale, tables, i));
      dark.push_back(std::exchange(looked[i], Looked(*pages[i], std::move(all))));
    }
    empty = find_all_empty(looked);
    kinds = kinds_on(looked, empty);
  }
  std::vector<PageBoxes> found(pages.size());
  std::vector<DrawnBox*> all;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const Looked& page = looked[i];
    for (BoxKind& kind : kinds) kind.places = tables.places_of(kind.columns, i, kind.width / 2);
    found[i].boxes = find_boxes(page.bits.get(), page.whole.get(),
                                between_lines(*pages[i], pages[i]->faint.get()).get(), kinds,
                                std::move(empty[i]));
    drop_print(i, found[i].boxes);
    found[i].marks.reset(pixCreateTemplate(page.bits.get()));
    const Ink faint(pages[i]->faint.get());
    const Ink whole(page.whole.get());
    const Ink& print = dark.empty() ? page.ink : dark[i].ink;
    for (DrawnBox& box : found[i].boxes) {
      measure_box({page.ink, whole, print, faint, pages[i]->faint.get(), pages[i]->grey.get(),
                   found[i].marks.get(), pages[i]->black_and_white},
                  kinds[box.kind], box);
      all.push_back(&box);
    }
  }
  decide_states(all);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    doubt_odd_strokes(found[i].boxes, looked[i].ink, Ink(pages[i]->faint.get()));
    found[i].strokes = strokes_of(found[i].boxes, looked[i].ink, found[i].marks.get());
    doubt_faded(*pages[i], kinds, found[i].boxes);
  }
  return found;
}

}  // namespace tallyd
