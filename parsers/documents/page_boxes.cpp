// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/page_boxes.h"

#include <utility>

#include "parsers/documents/box_ink.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd {
namespace {

PixPtr ink_between_lines(const PagePicture& page) {
  PixPtr ink(pixCopy(nullptr, page.ink.get()));
  erase_ruling(ink.get(), page.ruling);
  return ink;
}

}  // namespace

std::vector<PageBoxes> find_page_boxes(const std::vector<const PagePicture*>& pages,
                                       const DropPrint& drop_print) {
  std::vector<std::vector<DrawnBox>> empty;
  std::vector<PixPtr> bits;
  std::vector<Ink> inks;
  for (const PagePicture* page : pages) {
    bits.push_back(ink_between_lines(*page));
    inks.emplace_back(bits.back().get());
    empty.push_back(find_empty_boxes(bits.back().get(), page->ink.get()));
  }
  keep_one_side(empty);
  const std::vector<BoxKind> kinds = kinds_of(empty, inks);
  std::vector<PageBoxes> found(pages.size());
  std::vector<DrawnBox*> all;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    found[i].boxes = find_boxes(bits[i].get(), pages[i]->ink.get(), kinds, std::move(empty[i]));
    drop_print(i, found[i].boxes);
    found[i].marks.reset(pixCreateTemplate(bits[i].get()));
    const Ink faint(pages[i]->faint.get());
    const Ink whole(pages[i]->ink.get());
    for (DrawnBox& box : found[i].boxes) {
      measure_box({inks[i], whole, faint, found[i].marks.get()}, kinds[box.kind], box);
      all.push_back(&box);
    }
  }
  decide_states(all);
  return found;
}

}  // namespace tallyd
