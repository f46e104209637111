// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/html_table.h"

#include <algorithm>
#include <map>
#include <utility>

namespace tallyd {

void HtmlTable::add(Cell cell, std::size_t rows) {
  if (rows_.empty()) begin_row();
  rows_.back().push_back(Spanning{std::move(cell), rows});
}

Table HtmlTable::finish() {
  Table table;
  std::map<int, Open> open;  // by column: cells from rows above
  for (auto& cells : rows_) {
    Row row;
    int column = 0;
    const auto continue_above = [&] {
      for (auto above = open.find(column); above != open.end(); above = open.find(column)) {
        const Open from = above->second;
        if (--above->second.rows_left == 0) open.erase(above);
        if (!budget_.allows_node(1)) return;
        row.cells.push_back(Cell{{}, from.columns, true});
        column += from.columns;
      }
    };
    std::vector<std::pair<int, Open>> opened;
    for (Spanning& each : cells) {
      continue_above();
      const int columns = each.cell.columns;
      if (each.rows > 1) opened.emplace_back(column, Open{columns, each.rows - 1});
      row.cells.push_back(std::move(each.cell));
      column += columns;
    }
    continue_above();
    for (const auto& each : opened) open.insert_or_assign(each.first, each.second);
    if (!row.cells.empty()) table.rows.push_back(std::move(row));
  }
  rows_.clear();
  return table;
}

bool HtmlTable::is_layout(const Table& table) {
  const bool narrow = std::all_of(table.rows.begin(), table.rows.end(),
                                  [](const Row& row) { return row.cells.size() <= 1; });
  if (narrow) return true;
  for (const Row& row : table.rows) {
    for (const Cell& cell : row.cells) {
      for (const Block& block : cell.blocks) {
        if (std::holds_alternative<Table>(block)) return true;
      }
    }
  }
  return false;
}

}  // namespace tallyd
