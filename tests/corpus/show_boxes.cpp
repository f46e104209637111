// SPDX-License-Identifier: GPL-3.0-or-later
// The boxes and tables that are found on pictures of pages, without recognition of words: for the
// developer's eye, and for measuring. show_boxes [--pages PREFIX] FILE...: a line a file, "FILE
// tables states", and pictures with tables blue, boxes red, green or orange.
#include <cstdio>
#include <fstream>
#include <string>

#include "parsers/documents/grid.h"
#include "parsers/documents/image_file.h"
#include "parsers/documents/page_boxes.h"
#include "parsers/documents/pix_pages.h"
#include "tests/corpus/shown_files.h"

namespace {

using namespace tallyd;

char shown(const DrawnBox& box) {
  return box.state == Checkbox::State::empty     ? '0'
         : box.state == Checkbox::State::checked ? '1'
                                                 : '?';
}

void outline(Pix* pix, const Area& area, int red, int green, int blue) {
  Box* box = boxCreate(area.x, area.y, area.width, area.height);
  pixRenderBoxArb(pix, box, 3, static_cast<l_uint8>(red), static_cast<l_uint8>(green),
                  static_cast<l_uint8>(blue));
  boxDestroy(&box);
}

void write_picture(const std::string& name, const PagePicture& page, const PageBoxes& found) {
  const PixPtr pix(pixConvertTo32(page.grey.get()));
  for (const Grid& grid : find_grids(page.ruling)) {
    for (const GridCell& cell : grid.cells) outline(pix.get(), cell.area.grown(-3), 60, 60, 255);
  }
  for (const DrawnBox& box : found.boxes) {
    outline(pix.get(), box.area.grown(6), box.state == Checkbox::State::empty ? 0 : 255,
            box.state == Checkbox::State::checked ? 0 : 170, 0);
  }
  std::ofstream(name, std::ios::binary) << to_png(pix.get());
}

/// Boxes of options: those with ink before them stand in a sentence.
bool leads(const Ink& ink, const DrawnBox& box) {
  const Area& a = box.area;
  if (box.area.y < 170 && box.state == Checkbox::State::empty) return false;  // an emblem
  if (!box.round || box.state != Checkbox::State::empty) return true;
  return ink.count({a.x - a.width, a.y, a.width * 2 / 3, a.height}) < 12 ||
         ink.count({a.right() + a.width / 3, a.y, a.width, a.height}) < 12;
}

void show(const std::string& name, const std::string& bytes, const std::string& pages) {
  std::vector<PagePicture> pictures;
  for (const RenderedPage& page : decode_image(bytes, {}).pages)
    pictures.push_back(prepare_page(page));
  std::vector<const PagePicture*> borrowed;
  borrowed.reserve(pictures.size());
  for (const PagePicture& page : pictures) borrowed.push_back(&page);
  const std::vector<PageBoxes> found =
      find_page_boxes(borrowed, [](std::size_t, std::vector<DrawnBox>&) {});
  std::string tables;
  std::string states;
  for (std::size_t p = 0; p < found.size(); ++p) {
    for (const Grid& grid : find_grids(pictures[p].ruling))
      tables += std::to_string(grid.rows()) + "x" + std::to_string(grid.columns()) + ",";
    PixPtr bits(pixCopy(nullptr, pictures[p].ink.get()));
    erase_ruling(bits.get(), pictures[p].ruling);
    if (!pages.empty())
      std::ofstream(pages + std::to_string(p + 1) + "-ink.png", std::ios::binary)
          << to_png(bits.get());
    const Ink ink(bits.get());
    for (const DrawnBox& box : found[p].boxes) {
      if (pages.empty()) break;
      std::printf(
          "  %c at %d,%d %dx%d%s%s%s mark %.3f beside %.3f faint %.3f around %.3f score %.3f "
          "core %.3f%s%s%s\n",
          shown(box), box.area.x, box.area.y, box.area.width, box.area.height,
          box.round ? " round" : "", box.bracketed ? " brackets" : "", box.ringed ? " ringed" : "",
          box.mark, box.beside, box.faint, box.around, box.score, box.core,
          box.crossed ? " crossed" : "", box.pale_stroke ? " stroke" : "", box.pale ? " pale" : "");
    }
    for (const DrawnBox& box : found[p].boxes)
      states += leads(ink, box) ? std::string(1, shown(box)) : "";
    if (!pages.empty())
      write_picture(pages + std::to_string(p + 1) + ".png", pictures[p], found[p]);
  }
  std::printf("%s [%s] %s\n", name.c_str(), tables.c_str(), states.c_str());
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** arguments) {
  test::each_shown_file(count, arguments, &show);
  return 0;
}
