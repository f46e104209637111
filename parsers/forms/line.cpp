// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/line.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "parsers/forms/unicode.h"

namespace tallyd {
namespace {

class Flattening {
 public:
  std::vector<Line> take() && { return std::move(lines_); }

  void blocks(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
      if (const auto* text = std::get_if<Paragraph>(&block)) paragraph(*text);
      if (const auto* inner = std::get_if<Table>(&block)) table(*inner);
    }
  }

 private:
  void paragraph(const Paragraph& paragraph) {
    place_ = paragraph.place;
    written_on_ = paragraph.written_on;
    start_line();
    for (const Run& run : paragraph.runs) {
      Marks marks = run.marks;
      marks.deleted = marks.deleted || row_deleted_;
      for (const Checkbox& box : run.box) lines_.back().glyphs.push_back({0xFFFC, marks, &box});
      for (const char32_t character : decode_utf8(run.text)) {
        if (character == U'\n') {
          start_line();
          lines_.back().goes_on = true;
        } else if (!strikes_last(character)) {
          lines_.back().glyphs.push_back({character, marks, nullptr});
        }
      }
    }
  }

  /// "a\u0336": a letter struck out without formatting, as in plain text.
  bool strikes_last(char32_t character) {
    const bool overlay = (character >= 0x335 && character <= 0x338) || character == 0x20E5;
    std::vector<Glyph>& glyphs = lines_.back().glyphs;
    if (!overlay || glyphs.empty() || glyphs.back().box != nullptr) return false;
    if (is_symbol(glyphs.back().character)) return false;  // a box with a line through it
    glyphs.back().marks.struck = true;
    return true;
  }

  /// The place of a nested table is that of the outermost one's cell.
  void table(const Table& table) {
    const bool outermost = depth_++ == 0;
    if (outermost) ++table_;
    int row_number = 0;
    for (const Row& row : table.rows) {
      if (outermost) row_ = ++row_number;
      const bool outer_deleted = std::exchange(row_deleted_, row_deleted_ || row.deleted);
      int column = 1;
      for (const Cell& cell : row.cells) {
        if (outermost) cell_ = column;
        column += cell.columns;
        blocks(cell.blocks);
      }
      row_deleted_ = outer_deleted;
    }
    --depth_;
  }

  void start_line() {
    Line line;
    line.place = place_;
    line.written_on = written_on_;
    if (depth_ > 0) {
      line.table = table_;
      line.row = row_;
      line.cell = cell_;
    }
    lines_.push_back(std::move(line));
  }

  std::vector<Line> lines_;
  int depth_ = 0;
  int table_ = 0;
  int row_ = 0;
  int cell_ = 0;
  Place place_;
  WrittenOn written_on_ = WrittenOn::no;
  bool row_deleted_ = false;
};

std::u32string_view shown(const Checkbox& box) {
  switch (box.state) {
    case Checkbox::State::empty:
      return box.round ? U"○" : U"☐";
    case Checkbox::State::checked:
      return box.round ? U"◉" : U"☒";
    case Checkbox::State::unclear:
    case Checkbox::State::lost:
      return box.round ? U"○(?)" : U"☐(?)";
  }
  std::abort();
}

}  // namespace

std::vector<Line> lines_of(const Document& document) {
  Flattening flattening;
  flattening.blocks(document.blocks);
  std::vector<Line> lines = std::move(flattening).take();
  lines.erase(std::remove_if(lines.begin(), lines.end(),
                             [](const Line& line) { return line.glyphs.empty(); }),
              lines.end());
  return lines;
}

Line part_of(const Line& line, std::size_t from, std::size_t to) {
  const auto at = [&](std::size_t i) {
    return line.glyphs.begin() + static_cast<std::ptrdiff_t>(i);
  };
  Line part{{at(from), at(to)}, line.table, line.row, line.cell, line.place};
  part.written_on = line.written_on;
  return part;
}

std::string text_of(const Line& line, std::size_t from, std::size_t to) {
  std::u32string text;
  for (std::size_t i = from; i < std::min(to, line.glyphs.size()); ++i) {
    const Glyph& glyph = line.glyphs[i];
    if (glyph.box == nullptr && !glyph.out()) text += glyph.character;
  }
  return encode_utf8(text);
}

std::string shown_of(const Line& line) {
  constexpr std::u32string_view kOut = U"~~";
  std::u32string text;
  text.reserve(line.glyphs.size());
  bool out = false;
  for (const Glyph& glyph : line.glyphs) {
    if (glyph.out() != out) text += kOut;
    out = glyph.out();
    if (glyph.box != nullptr) {
      text += shown(*glyph.box);
    } else {
      text += glyph.character;
    }
  }
  if (out) text += kOut;
  return encode_utf8(text);
}

Place joined(const Place& a, const Place& b) {
  if (a.page == 0) return b;
  if (b.page != a.page) return a;
  const double x = std::min(a.x, b.x);
  const double y = std::min(a.y, b.y);
  return {a.page, x, y, std::max(a.x + a.width, b.x + b.width) - x,
          std::max(a.y + a.height, b.y + b.height) - y};
}

}  // namespace tallyd
