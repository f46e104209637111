// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "parsers/document.h"
#include "parsers/documents/budget.h"

namespace tallyd {

/// A table that somebody, or a program, drew with characters.
struct TypedTable {
  Table table;
  std::size_t end = 0;  ///< of its lines
};

/// The table that begins at line `at`, if one does and it is plain where each cell begins and ends:
///   +-----+-----+     | a | b |      lines with the same number
///   | a   | b   |     |---|---|      of tabs, at least two
///   +-----+-----+     | c | d |
/// Lines between two rules are one row, though rules have no corners; without rules each line is
/// one. "|_|" and "|X|" within a cell are boxes, not borders. Cells that are wrapped are joined.
std::optional<TypedTable> typed_table(const std::vector<std::string>& lines, std::size_t at,
                                      Budget& budget);

}  // namespace tallyd
