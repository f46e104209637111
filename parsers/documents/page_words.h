// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/documents/drawn_box.h"
#include "parsers/documents/ocr.h"
#include "parsers/documents/page_picture.h"

namespace tallyd {

/// Long lines of text, the longest first. A line as wide as the page is the shadow of its edge, and
/// counts only where there is no other.
std::vector<Area> sample_lines(const PagePicture& page);
int length_of_lines(const PagePicture& page);  ///< of those together, in pixels

/// Which model reads a page, and whether it lies upside down: by how sure each model is of some
/// long lines.
struct Script {
  std::string language;
  bool upside_down = false;
  float confidence = 0;
};
/// likely: a language to try first; may be empty.
Script find_script(const PagePicture& page, Ocr& ocr, const std::string& likely);

/// The page as the recognition should see it: without the table's lines, boxes and their marks
/// (1 bit, as large as the page).
PixPtr words_only(const PagePicture& page, const std::vector<DrawnBox>& boxes, Pix* marks);

/// The words in a part of it, placed on the page. Where the language has other letters than Latin
/// ones, a second model reads what is Latin: designations, names, addresses.
std::vector<OcrWord> words_in(Pix* picture, const Area& area, Ocr& ocr, const std::string& language,
                              Ocr::Layout layout);

/// Puts what the model of Latin letters read of a part, if it is that sure, in the place of what it
/// covers and what was read with less certainty: words, designations, initials before a name.
void merge_latin(std::vector<OcrWord>& words, const std::vector<OcrWord>& latin, float trusted);

/// Letters of any script, of UTF-8.
bool has_letters(std::string_view text);

/// Takes words without letters off both ends of a line.
void trim_to_letters(std::vector<OcrWord>& line);

/// Puts a line's words where they belong among the others, from the top. Not if most of it lies on
/// words that were read with more certainty: then only their tops were seen.
void insert_line(std::vector<OcrWord>& words, std::vector<OcrWord> line);

/// Whether a word of some letters, read with certainty, runs over the area and beyond it.
bool is_within_word(const Area& area, const std::vector<OcrWord>& words);

/// Whether it is a part of an ideograph that is read with certainty, half as tall again or more.
bool is_part_of_ideograph(const Area& area, const std::vector<OcrWord>& words);

/// Whether it is the end of one word and the beginning of the next, both read with certainty.
bool is_between_words(const Area& area, const std::vector<OcrWord>& words);

/// Each line's words in the order in which they are read from right to left; Latin ones among them
/// from left to right.
void order_leftwards(std::vector<OcrWord>& words);

}  // namespace tallyd
