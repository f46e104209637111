// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tallyd {

/// What is printed to.
struct Terminal {
  std::size_t width = 0;  ///< in columns; 0: no terminal, nothing is cut
  bool colour = false;
  bool rewrites = false;  ///< what was written on a line can be written over
};

/// Standard output: a terminal of its width, coloured unless NO_COLOR is set (no-color.org) or
/// TERM=dumb; or a pipe or file.
Terminal standard_output();
/// The same of standard error.
Terminal standard_error();

/// Columns that `text` takes: 2 for a wide East Asian character, 0 for a combining mark.
std::size_t columns_of(std::string_view text);

/// `text`, or as much of it as fits into `columns` with "…" behind.
std::string cut_to(std::string_view text, std::size_t columns);

}  // namespace tallyd
