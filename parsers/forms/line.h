// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "parsers/document.h"

namespace tallyd {

/// A character of a document with what was done to it, or a box.
struct Glyph {
  char32_t character = 0;  ///< U+FFFC where `box` is set
  Marks marks;
  const Checkbox* box = nullptr;  ///< of the Document, borrowed
  bool out() const { return marks.struck || marks.deleted; }
};

/// One line of a paragraph.
struct Line {
  std::vector<Glyph> glyphs;
  int table = 0;                         ///< counted from 1; 0: in no table
  int row = 0;                           ///< of the outermost table, from 1
  int cell = 0;                          ///< the column where its cell begins, from 1
  Place place;                           ///< of its paragraph
  bool goes_on = false;                  ///< it follows another line of the same paragraph
  WrittenOn written_on = WrittenOn::no;  ///< its paragraph is

  bool same_row(const Line& other) const {
    return table != 0 && table == other.table && row == other.row;
  }
};

/// The lines of a document in reading order. Borrows its boxes.
std::vector<Line> lines_of(const Document& document);

/// The line with glyphs [from, to) alone.
Line part_of(const Line& line, std::size_t from, std::size_t to);

/// UTF-8 of glyphs [from, to); boxes and what was struck out or deleted are left out.
std::string text_of(const Line& line, std::size_t from = 0, std::size_t to = std::string::npos);

/// UTF-8 for a person: a box is ☐, ☒, ○ or ◉, with "(?)" behind one that can't be told; what is
/// struck out or deleted stands between "~~".
std::string shown_of(const Line& line);

}  // namespace tallyd
