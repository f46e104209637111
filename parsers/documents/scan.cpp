// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/scan.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>

#include "parsers/documents/box_sight.h"
#include "parsers/documents/drawn_box.h"
#include "parsers/documents/format.h"
#include "parsers/documents/grid.h"
#include "parsers/documents/image_file.h"
#include "parsers/documents/lone_line.h"
#include "parsers/documents/ocr.h"
#include "parsers/documents/open_table.h"
#include "parsers/documents/page_boxes.h"
#include "parsers/documents/page_picture.h"
#include "parsers/documents/page_words.h"
#include "parsers/documents/pix_pages.h"
#include "parsers/documents/printed_words.h"
#include "parsers/documents/read_again.h"
#include "parsers/documents/running_head.h"
#include "parsers/documents/scan_tables.h"
#include "parsers/documents/scan_text.h"
#include "parsers/documents/typed_boxes.h"
#include "parsers/documents/unread_ink.h"
#include "parsers/documents/unsure_lines.h"
#include "parsers/documents/word_area.h"
#include "parsers/documents/written_on.h"

namespace tallyd {
namespace {

constexpr int kMostPages = 16;   ///< at a second each, within the reader's CPU time
constexpr int kLeastInk = 60;    ///< pixels: a cell with less is blank
constexpr float kReadable = 72;  ///< less sure: the page may lie another way

struct Page {
  PagePicture picture;
  std::vector<Grid> grids;
  std::vector<DrawnBox> boxes;
  PixPtr marks;              ///< ink of boxes and of what is drawn on them
  PixPtr strokes = nullptr;  ///< of marks, far beyond their boxes; may be null
  PixPtr bare = nullptr;     ///< its words without those; null: there are none
  bool has_text = false;
  bool leftwards = false;            ///< its text; if it has any
  bool open_table = false;           ///< its table has no lines
  std::vector<OcrWord> words = {};   ///< if it has text
  std::vector<DrawnBox> known = {};  ///< boxes that its text and its form have
};

class ScanReader {
 public:
  explicit ScanReader(Ocr* ocr) : ocr_(ocr) {}

  Document read(std::vector<PageSource> sources, const Limits& limits) {
    const int most = std::min(kMostPages, limits.pages);
    keep_scans_ = limits.keep_scans;
    for (PageSource& page : sources) {
      if (limits.keep_pages && static_cast<int>(document_.pages.size()) < most) {
        keep_for_person(page.rendered);
      }
      if (static_cast<int>(pages_.size()) >= most) {
        leave_out(page.rendered, "was not read: too many pages");
      } else if (page.has_text) {
        prepare_printed(std::move(page));
      } else if (ocr_ == nullptr || ocr_->languages().empty()) {
        leave_out(page.rendered, "was not read: no recognition models are installed");
        if (!limits.keep_pages) keep_picture(page.rendered);
      } else {
        prepare(page.rendered);
      }
    }
    find_all_boxes();
    for (Page& page : pages_) write(page);
    join_tables(document_.blocks);
    return std::move(document_);
  }

 private:
  void leave_out(const RenderedPage& page, const std::string& why) {
    document_.doubts.push_back("page " + std::to_string(page.page) + " " + why);
  }

  void keep_picture(const RenderedPage& page) {
    if (const PixPtr pix = to_pix(page)) document_.pages.push_back({page.page, to_png(pix.get())});
  }

  void keep_scan(const PagePicture& picture) {
    document_.pages.push_back({picture.number, to_png(picture.grey.get()), picture.points});
  }

  /// As large as a screen needs.
  void keep_for_person(const RenderedPage& page) {
    constexpr float kWidth = 1100;
    const PixPtr pix = to_pix(page);
    if (!pix || page.width == 0) return;
    const float scale = std::min(1.0F, kWidth / static_cast<float>(page.width));
    const PixPtr small(pixScale(pix.get(), scale, scale));
    if (small) document_.pages.push_back({page.page, to_png(small.get())});
  }

  void prepare_printed(PageSource&& source) {
    Page page{prepare_printed_page(source.rendered), {}, {}, nullptr};
    if (!page.picture.grey || !page.picture.ink)
      return leave_out(source.rendered, "cannot be read");
    page.has_text = true;
    page.leftwards = runs_leftwards(source.words);
    page.words = std::move(source.words);
    page.known = std::move(source.boxes);
    page.grids = find_grids(page.picture.ruling);
    pages_.push_back(std::move(page));
  }

  void prepare(const RenderedPage& rendered) {
    Page page{prepare_page(rendered), {}, {}, nullptr};
    if (!page.picture.grey || !page.picture.ink) return leave_out(rendered, "cannot be read");
    if (page.picture.blank) return;
    Script script = find_script(page.picture, *ocr_, script_.language);
    if (script.confidence < kReadable) try_other_way(rendered, page.picture, script);
    if (script.upside_down) turn_over(page.picture);
    if (script.confidence > script_.confidence) script_ = script;
    page.grids = find_grids(page.picture.ruling);
    pages_.push_back(std::move(page));
  }

  /// Perhaps the page lies on its side. Its lines of text are longer than what joins across them.
  void try_other_way(const RenderedPage& rendered, PagePicture& picture, Script& script) {
    PagePicture turned = prepare_page(rendered, !picture.on_its_side);
    if (!turned.grey || !turned.ink) return;
    if (length_of_lines(turned) * 2 < length_of_lines(picture)) return;
    const Script other = find_script(turned, *ocr_, script_.language);
    if (other.confidence <= script.confidence) return;
    picture = std::move(turned);
    script = other;
  }

  void find_all_boxes() {
    std::vector<const PagePicture*> pictures;
    for (const Page& page : pages_) pictures.push_back(&page.picture);
    std::vector<PageBoxes> found =
        find_page_boxes(pictures, [this](std::size_t page, std::vector<DrawnBox>& boxes) {
          drop_print(pages_[page], boxes);
        });
    auto begins = OpenPage::Begins::anew;
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      Page& page = pages_[i];
      page.boxes = std::move(found[i].boxes);
      page.marks = std::move(found[i].marks);
      page.strokes = std::move(found[i].strokes);
      if (page.has_text) {
        const Ink ink(page.picture.ink.get());
        compare_with_sight(page.known, ink);
        page.boxes = reconcile(page.known, std::move(page.boxes), page.words);
        take_back_struck(page.boxes, ink);
      }
      page.open_table = find_open_table(page, begins);
      begins = page.open_table ? OpenPage::Begins::within_row : OpenPage::Begins::anew;
      for (const Grid& grid : page.grids) boxes_in_tables_ += boxes_within(page.boxes, grid.area);
    }
  }

  /// Where no table of lines holds the boxes: a frame parts nothing. False: no table is there.
  bool find_open_table(Page& page, OpenPage::Begins begins) const {
    const std::vector<DrawnBox> boxes = with_typed_boxes(page.boxes, page.words);
    const auto holds_boxes = [&](const Grid& grid) {
      return grid.columns() > 1 && boxes_within(boxes, grid.area) > 0;
    };
    if (std::ranges::any_of(page.grids, holds_boxes)) return false;
    if (boxes.empty() && with_typed_signs({}, page.words).boxes.empty()) return false;
    const PixPtr ink(pixCopy(nullptr, page.picture.ink.get()));
    erase_ruling(ink.get(), page.picture.ruling);
    pixSubtract(ink.get(), ink.get(), page.marks.get());
    if (begins == OpenPage::Begins::within_row) {
      for (const Area& area : running_head(page.words, pages_.front().words)) wipe(ink.get(), area);
    }
    const auto way = is_leftwards(page) ? OpenPage::Reads::leftwards : OpenPage::Reads::rightwards;
    std::vector<Grid> found =
        find_grids(open_table_with_typed({ink.get(), page.boxes, way, begins}, page.words));
    for (Grid& grid : found) {
      std::erase_if(page.grids, [&](const Grid& other) { return touch(other.area, grid.area); });
      page.grids.push_back(std::move(grid));
    }
    std::ranges::sort(page.grids, {}, [](const Grid& grid) { return grid.area.y; });
    return !found.empty();
  }

  bool is_leftwards(const Page& page) const {
    return page.has_text ? page.leftwards : script_.language == "ara";
  }

  /// A mark with a line through it may be taken back.
  static void take_back_struck(std::vector<DrawnBox>& boxes, const Ink& ink) {
    for (DrawnBox& box : boxes) {
      const bool marked = box.state == Checkbox::State::checked;
      if (marked && is_struck_out(box.area, ink)) box.state = Checkbox::State::unclear;
    }
  }

  /// The strokes of large letters may cover a box's outline nearly: a word that is read with them
  /// is print.
  void drop_print(const Page& page, std::vector<DrawnBox>& boxes) {
    // Brackets are words where there is text.
    if (page.has_text) std::erase_if(boxes, [](const DrawnBox& box) { return box.bracketed; });
    if (page.has_text || ocr_ == nullptr) return;
    PixPtr between_lines;
    const auto is_print = [&](const DrawnBox& box) {
      constexpr double kWhole = 0.995;
      if (box.core >= kWhole) return false;
      if (!between_lines) {
        between_lines.reset(pixCopy(nullptr, page.picture.grey.get()));
        erase_ruling(between_lines.get(), page.picture.ruling);
      }
      const Area& a = box.area;
      const auto line_of = [&](int beyond) {
        const Area line{a.x - 7 * a.width, a.y - beyond, 15 * a.width, a.height + 2 * beyond};
        return words_in(between_lines.get(), line, *ocr_, script_.language, Ocr::Layout::line);
      };
      const auto words = line_of(a.height / 3);
      if (is_within_word(a, words) || is_between_words(a, words)) return true;
      // That line was too low for an ideograph of which a part looks like a box.
      return script_.language == "chi_sim" && is_part_of_ideograph(a, line_of(a.height * 4 / 5));
    };
    std::erase_if(boxes, is_print);
  }

  static int boxes_within(const std::vector<DrawnBox>& boxes, const Area& area) {
    return static_cast<int>(std::ranges::count_if(boxes, [&](const DrawnBox& box) {
      return area.holds(box.area.middle_x(), box.area.middle_y());
    }));
  }

  void write(Page& page) {
    const PixPtr words = page.has_text ? PixPtr(pixClone(page.picture.grey.get()))
                                       : words_only(page.picture, page.boxes, page.marks.get());
    if (!page.has_text || page.boxes.size() > page.known.size()) {
      document_.recognised = true;
      document_.misread = document_.misread || !page.has_text;
      if (keep_scans_) keep_scan(page.picture);
    }
    if (!page.has_text && page.strokes) {
      page.bare = without_strokes(words.get(), page.strokes.get());
    }
    const int width = pixGetWidth(words.get());
    const int height = pixGetHeight(words.get());
    int top = 0;
    for (const Grid& grid : page.grids) {
      write_strip(page, words.get(), {0, top, width, grid.area.y - top});
      document_.blocks.emplace_back(table_of(page, grid, words.get()));
      top = grid.area.bottom();
    }
    write_strip(page, words.get(), {0, top, width, height - top});
  }

  void write_strip(const Page& page, Pix* words, const Area& area) {
    if (area.height < 12) return;
    for (Paragraph& paragraph : read_area(page, words, area, Ocr::Layout::page)) {
      document_.blocks.emplace_back(std::move(paragraph));
    }
  }

  std::vector<Paragraph> read_area(const Page& page, Pix* words, const Area& area,
                                   Ocr::Layout layout) {
    std::vector<DrawnBox> boxes;
    for (const DrawnBox& box : page.boxes) {
      if (area.holds(box.area.middle_x(), box.area.middle_y())) boxes.push_back(box);
    }
    std::vector<OcrWord> found;
    std::vector<Area> strokes;
    const bool ruled = layout == Ocr::Layout::block && !page.open_table;
    if (page.has_text) {
      found = words_within(page.words, area);
    } else if (has_ink(words, area)) {
      found = words_in(words, area, *ocr_, script_.language, layout);
      if (layout == Ocr::Layout::block) add_missed_lines(words, area, boxes, found);
      if (ruled) strokes = take_strokes(words, area, boxes, found);
    }
    const bool leftwards = is_leftwards(page);
    if (leftwards) order_leftwards(found);
    const bool is_strip = layout == Ocr::Layout::page;
    if (is_strip && !page.has_text) read_signature(page, words, area, found);
    const TextFlow flow{page.picture.number, page.picture.points, leftwards, page.has_text,
                        !is_strip};
    FlowedText text = paragraphs_of(found, boxes, flow);
    if (!page.has_text) {
      tell_strokes(strokes, flow.points, text.paragraphs);
      tell_written_on(
          {page.bare ? page.bare.get() : words, area, found, boxes, places_in(script_.language),
           ruled ? ReadPart::Edges::ruled : ReadPart::Edges::white},
          flow.points, text.paragraphs);
    }
    // What looks like a marked box within a sentence is print where the options have their boxes:
    // the form reader misses any that has none.
    const bool is_print = is_strip ? boxes_in_tables_ >= kRowOfBoxes : box_leads(text.paragraphs);
    if (text.lost_marks > 0 && !is_print) {
      document_.doubts.push_back("page " + std::to_string(page.picture.number) +
                                 ": a marked box stands beside no words");
    }
    return std::move(text.paragraphs);
  }

  /// Below the last box, where it is told who answers.
  void read_signature(const Page& page, Pix* words, const Area& strip,
                      const std::vector<OcrWord>& found) {
    Area below = strip;
    for (const DrawnBox& box : page.boxes) {
      const int top = std::max(below.y, box.area.bottom());
      below = {below.x, top, below.width, below.bottom() - top};
    }
    if (below.height <= 0) return;
    std::vector<std::string> texts =
        tallyd::read_again({words, below, found, is_leftwards(page)}, *ocr_, script_.language);
    std::move(texts.begin(), texts.end(), std::back_inserter(document_.read_again));
  }

  /// Recognition of a whole cell sometimes passes over a line: where a box stands beside ink and no
  /// words, or beside words that are nearer to another box, its line is read by itself.
  void add_missed_lines(Pix* words, const Area& area, const std::vector<DrawnBox>& boxes,
                        std::vector<OcrWord>& found) {
    const std::vector<OcrWord> at_first = found;
    for (const DrawnBox& box : boxes) {
      if (!has_line(box, boxes, at_first))
        insert_line(found, missed_line(words, area, box, boxes, at_first));
    }
  }

  std::vector<OcrWord> missed_line(Pix* words, const Area& area, const DrawnBox& box,
                                   const std::vector<DrawnBox>& boxes,
                                   const std::vector<OcrWord>& found) {
    if (script_.language != "ara") return read_line(words, area, box);
    const Area line{area.x, box.area.y, area.width, box.area.height};
    std::vector<OcrWord> read =
        read_missed_line(words, line, lines_beside(line, boxes, found), *ocr_);
    if (!read.empty() && !is_unsure(read)) return read;
    std::vector<OcrWord> other = read_line(words, area, box);
    return letters_read(other) > letters_read(read) ? other : read;
  }

  /// The lines of words, and those that boxes stand in, above and below a line.
  static std::vector<Area> lines_beside(const Area& line, const std::vector<DrawnBox>& boxes,
                                        const std::vector<OcrWord>& found) {
    const std::map<int, std::vector<OcrWord>> lines = by_lines(found);
    std::vector<Area> beside;
    beside.reserve(lines.size() + boxes.size());
    for (const auto& [number, own] : lines) beside.push_back(body_of(own));
    for (const DrawnBox& box : boxes) beside.push_back(box.area);
    std::erase_if(beside, [&](const Area& other) {
      return std::abs(other.middle_y() - line.middle_y()) * 2 < line.height;
    });
    return beside;
  }

  /// The words beside a box. What reaches in from other lines may spoil it: then a little less or
  /// more of the page is looked at, and at last without a search for the line.
  std::vector<OcrWord> read_line(Pix* words, const Area& area, const DrawnBox& box) {
    // Tails and dots of its letters may hang over the cell's line, which is erased.
    const int over = box.area.height * 4 / 10;
    const Area cell{area.x, area.y - over, area.width, area.height + 2 * over};
    std::vector<OcrWord> best;
    for (const Ocr::Layout layout : {Ocr::Layout::line, Ocr::Layout::raw_line}) {
      for (const int tenths : {4, 2, 6}) {
        const int margin = box.area.height * tenths / 10;
        const Area line =
            overlap(cell, {area.x, box.area.y - margin, area.width, box.area.height + 2 * margin});
        if (!has_ink(words, line)) return {};
        std::vector<OcrWord> found = words_in(words, line, *ocr_, script_.language, layout);
        if (layout == Ocr::Layout::raw_line) trim_to_letters(found);
        if (found.size() > best.size()) best = std::move(found);
        if (best.size() > 1) return best;
      }
    }
    return best;
  }

  /// Whether words stand beside the box. Tall letters reach to the line of the box above or below.
  static bool has_line(const DrawnBox& box, const std::vector<DrawnBox>& boxes,
                       const std::vector<OcrWord>& words) {
    const int middle = box.area.middle_y();
    return std::any_of(words.begin(), words.end(), [&](const OcrWord& word) {
      if (middle < word.y || word.y + word.height < middle) return false;
      const int level = word.y + word.height / 2;
      return std::none_of(boxes.begin(), boxes.end(), [&](const DrawnBox& other) {
        return std::abs(other.area.middle_y() - middle) > box.area.height * 8 / 10 &&
               std::abs(other.area.middle_y() - level) < std::abs(level - middle);
      });
    });
  }

  static bool box_leads(const std::vector<Paragraph>& paragraphs) {
    return std::any_of(paragraphs.begin(), paragraphs.end(), [](const Paragraph& paragraph) {
      return paragraph.runs.size() > 1 && !paragraph.runs.front().box.empty();
    });
  }

  static bool has_ink(Pix* words, const Area& area) {
    const PixPtr part = clip(words, area);
    if (!part) return false;
    const PixPtr bits(pixThresholdToBinary(part.get(), 160));
    int count = 0;
    pixCountPixels(bits.get(), &count, nullptr);
    return count >= kLeastInk;
  }

  Table table_of(const Page& page, const Grid& grid, Pix* words) {
    Table table;
    table.rows.resize(static_cast<std::size_t>(grid.rows()));
    std::vector<const GridCell*> cells;
    for (const GridCell& cell : grid.cells) cells.push_back(&cell);
    std::sort(cells.begin(), cells.end(), [](const GridCell* a, const GridCell* b) {
      return a->row != b->row ? a->row < b->row : a->column < b->column;
    });
    for (int row = 0; row < grid.rows(); ++row) {
      std::vector<std::pair<const GridCell*, bool>> in_row;
      for (const GridCell* cell : cells) {
        if (cell->row <= row && row < cell->row + cell->rows)
          in_row.emplace_back(cell, cell->row < row);
      }
      std::sort(in_row.begin(), in_row.end(),
                [](const auto& a, const auto& b) { return a.first->column < b.first->column; });
      if (is_leftwards(page) && columns_run_leftwards(page, grid)) {
        std::reverse(in_row.begin(), in_row.end());
      }
      const Area band{
          grid.area.x, grid.ys[static_cast<std::size_t>(row)], grid.area.width,
          grid.ys[static_cast<std::size_t>(row) + 1] - grid.ys[static_cast<std::size_t>(row)]};
      const bool beside = !page.has_text && !page.open_table && has_ink_beside(words, band);
      for (const auto& [cell, continued] : in_row) {
        Cell out;
        out.columns = cell->columns;
        out.continued = continued;
        if (!continued) {
          constexpr int kInset = 4;
          for (Paragraph& paragraph :
               read_area(page, words, cell->area.grown(-kInset), Ocr::Layout::block)) {
            if (beside) paragraph.written_on = WrittenOn::yes;
            out.blocks.emplace_back(std::move(paragraph));
          }
        }
        table.rows[static_cast<std::size_t>(row)].cells.push_back(std::move(out));
      }
    }
    return table;
  }

  /// Whether the labels' column, which has no boxes, is the right one; else as in the table above.
  bool columns_run_leftwards(const Page& page, const Grid& grid) {
    int more = 0;  // in the leftmost column than in the rightmost
    for (const DrawnBox& box : page.boxes) {
      if (!grid.area.holds(box.area.middle_x(), box.area.middle_y())) continue;
      more += box.area.middle_x() < grid.xs[1] ? 1 : 0;
      more -= box.area.middle_x() > *(grid.xs.end() - 2) ? 1 : 0;
    }
    if (more != 0) columns_leftwards_ = more > 0;
    return columns_leftwards_;
  }

  Ocr* ocr_;
  std::vector<Page> pages_;
  Script script_;
  int boxes_in_tables_ = 0;
  bool keep_scans_ = false, columns_leftwards_ = false;
  Document document_;
};

}  // namespace

Document read_pages(std::vector<PageSource> pages, Ocr* ocr, const Limits& limits) {
  Document document = ScanReader(ocr).read(std::move(pages), limits);
  document.format = "scan";
  return document;
}

Document read_scan(const std::vector<RenderedPage>& pages, Ocr* ocr, const Limits& limits) {
  std::vector<PageSource> sources;
  sources.reserve(pages.size());
  for (const RenderedPage& page : pages) sources.push_back({page, false, {}, {}});
  return read_pages(std::move(sources), ocr, limits);
}

Document read_image(std::string_view bytes, const Limits& limits, const Tools& tools) {
  return read_images({bytes}, limits, tools);
}

Document read_images(const std::vector<std::string_view>& files, const Limits& limits,
                     const Tools& tools) {
  ImagePages all;
  for (const std::string_view bytes : files) {
    ImagePages image = decode_image(bytes, limits);
    std::move(image.pages.begin(), image.pages.end(), std::back_inserter(all.pages));
    std::move(image.doubts.begin(), image.doubts.end(), std::back_inserter(all.doubts));
  }
  int number = 0;
  for (RenderedPage& page : all.pages) page.page = ++number;
  Document document = read_scan(all.pages, tools.ocr, limits);
  document.doubts.insert(document.doubts.end(), all.doubts.begin(), all.doubts.end());
  return document;
}

}  // namespace tallyd
