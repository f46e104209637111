// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "parsers/document.h"
#include "parsers/documents/budget.h"

namespace tallyd {

/// Puts the cells of an HTML table together: where one spans rows, the rows below get its
/// continuation.
class HtmlTable {
 public:
  explicit HtmlTable(Budget& budget) : budget_(budget) {}

  void begin_row() { rows_.emplace_back(); }
  void add(Cell cell, std::size_t rows);
  Table finish();

  /// Only a frame for a page: one column, or tables within cells.
  static bool is_layout(const Table& table);

 private:
  struct Spanning {
    Cell cell;
    std::size_t rows = 1;
  };
  struct Open {
    int columns = 1;
    std::size_t rows_left = 0;
  };

  Budget& budget_;
  std::vector<std::vector<Spanning>> rows_;
};

}  // namespace tallyd
