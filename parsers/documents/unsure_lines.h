// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/ocr.h"
#include "parsers/documents/pix.h"

namespace tallyd {

/// How much was read: letters that are surer than a guess count for it, and others against it.
double letters_read(const std::vector<OcrWord>& words);

/// Whether a word of it was read as a guess. Designations are none of these.
bool is_unsure(const std::vector<OcrWord>& line);

/// Whether another reading of a line leaves its numbers as they are: what was read with certainty
/// stays, and no number comes in that may be a designation's.
bool have_same_numbers(const std::vector<OcrWord>& before, const std::vector<OcrWord>& again);

/// Words that were read without a search for the line, from one end of it to the other: they are in
/// the right order and not always in the right place. body: of the line. From the left afterwards.
void put_in_order(std::vector<OcrWord>& words, const Area& body);

/// Arabic letters reach into the lines above and below: a line that was not read with certainty
/// among others is read by itself, and the better reading counts, unless it has other numbers.
/// picture: 8 bit grey; words: of it.
void read_unsure_lines(Pix* picture, Ocr& ocr, std::vector<OcrWord>& words);

/// A line of Arabic that recognition passed over, by itself. line, others: as in lone_line().
std::vector<OcrWord> read_missed_line(Pix* page, const Area& line, const std::vector<Area>& others,
                                      Ocr& ocr);

}  // namespace tallyd
