// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "parsers/documents/drawn_box.h"
#include "parsers/documents/ocr.h"
#include "parsers/documents/pix.h"

namespace tallyd {

/// How well it is known where a word is. Of ideographs and of Arabic it is not: only question marks
/// are found among them.
enum class WordPlaces { exact, loose };
WordPlaces places_in(const std::string& language);  ///< as its model is called

/// Where in the area of a page ink stands that none of its words explains: what somebody wrote or
/// drew there by hand. A line through the words is such ink, a line below them is not. words: the
/// page without boxes, their marks and the table's lines.
std::vector<Area> unread_ink(Pix* words, const Area& area, const std::vector<OcrWord>& found,
                             const std::vector<DrawnBox>& boxes, WordPlaces places);

/// Where ink may lie over words: those that are read with little certainty, what hangs together
/// over more than two lines of them, which letters that touch each other hardly do, and long lines,
/// below them, too.
std::vector<Area> perhaps_over_words(Pix* words, const Area& area,
                                     const std::vector<OcrWord>& found,
                                     const std::vector<DrawnBox>& boxes, WordPlaces places);

/// Ink that runs over the upper line of a table's cell, or over one at its side, and is no box's
/// mark: somebody wrote there, where print never stands.
std::vector<Area> ink_over_lines(Pix* words, const Area& cell, const std::vector<DrawnBox>& boxes);

/// Takes out what was read in a cell that has boxes and no words: strokes of a signature that runs
/// over the cell's lines, whose places it gives, and what is left of the boxes' marks. Where
/// anything else was read all of it stays.
std::vector<Area> take_strokes(Pix* words, const Area& cell, const std::vector<DrawnBox>& boxes,
                               std::vector<OcrWord>& found);

/// Letters of some size beside a row of a table, in the margins of the page. row: as wide as the
/// table. A punched hole is none.
bool has_ink_beside(Pix* words, const Area& row);

}  // namespace tallyd
