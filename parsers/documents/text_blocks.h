// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsers/document.h"
#include "parsers/documents/budget.h"

namespace tallyd {

/// The lines of a text, without their ends (LF, CRLF, CR, form feeds).
std::vector<std::string> split_lines(std::string_view text);

bool is_blank_line(std::string_view line);

/// Typed lines as blocks. Tables that are drawn with | and + or │ and ┼, and lines with the same
/// number of tabs, become tables; where it is not plain which cell a text belongs to, they stay
/// lines. Of the rest, lines up to an empty one are a paragraph, with "\n" between them; a line
/// that was only broken because it was full (format=flowed, a mail program's 72 columns) is joined
/// to the next.
std::vector<Block> blocks_of(const std::vector<std::string>& lines, Budget& budget);

/// Joins what was broken at `width` columns; 0: as wide as the lines themselves show.
std::vector<std::string> join_wrapped(const std::vector<std::string>& lines, std::size_t width);

}  // namespace tallyd
