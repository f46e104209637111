// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/drawn_box.h"
#include "parsers/documents/ocr.h"

/// Words of pages that have text, and what is drawn among them.
namespace tallyd {

/// A sign that marks, or a letter that is typed as one.
bool is_mark(const std::string& text);

/// Each way, more than half of the smaller one lies in the other.
bool same_place(const Area& a, const Area& b);

/// A circle that is drawn around what stands before it (U+20DD), and is no box.
bool is_enclosing(const DrawnBox& box);

/// Those whose middle is in the area: lines numbered from the top, from left to right.
std::vector<OcrWord> words_within(const std::vector<OcrWord>& words, const Area& area);

/// Whether most letters are Arabic.
bool runs_leftwards(const std::vector<OcrWord>& words);

/// The boxes of a page, sorted by y, then x. What the text or the form knows of a box, and what is
/// seen of it, must agree; else it is unclear, except that somebody may have drawn over an empty
/// box, or typed a mark there: such a word is taken out. Letters that look like boxes are none.
std::vector<DrawnBox> reconcile(const std::vector<DrawnBox>& known, std::vector<DrawnBox> drawn,
                                std::vector<OcrWord>& words);

/// Whether a line runs through a word; ink: of the page, in whose pixels the word is.
bool is_struck(const OcrWord& word, const Ink& ink);

}  // namespace tallyd
