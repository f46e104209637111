// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/scan_tables.h"

#include <algorithm>
#include <iterator>

namespace tallyd {
namespace {

int columns_of(const Table& table) {
  int most = 0;
  for (const Row& row : table.rows) {
    int columns = 0;
    for (const Cell& cell : row.cells) columns += cell.columns;
    most = std::max(most, columns);
  }
  return most;
}

const Paragraph* first_paragraph(const Cell& cell) {
  return cell.blocks.empty() ? nullptr : std::get_if<Paragraph>(&cell.blocks.front());
}

bool begins_with_square(const Cell& cell) {
  const Paragraph* paragraph = first_paragraph(cell);
  return paragraph != nullptr && !paragraph->runs.empty() && !paragraph->runs.front().box.empty() &&
         !paragraph->runs.front().box.front().round;
}

bool has_square(const Table& table) {
  for (const Row& row : table.rows) {
    if (std::any_of(row.cells.begin(), row.cells.end(), begins_with_square)) return true;
  }
  return false;
}

bool is_blank(const Cell& cell) { return cell.blocks.empty(); }

/// The lower part of a row that the page's end cut: its label stands above.
bool goes_on(const Row& row) { return !row.cells.empty() && is_blank(row.cells.front()); }

/// The last paragraph's words and the first's of the next page are one sentence.
void append_blocks(Cell& cell, Cell&& rest) {
  Paragraph* last = cell.blocks.empty() ? nullptr : std::get_if<Paragraph>(&cell.blocks.back());
  auto from = rest.blocks.begin();
  if (last != nullptr && from != rest.blocks.end()) {
    Paragraph* first = std::get_if<Paragraph>(&*from);
    if (first != nullptr && !first->runs.empty() && first->runs.front().box.empty()) {
      first->runs.front().text.insert(0, " ");
      last->runs.insert(last->runs.end(), std::make_move_iterator(first->runs.begin()),
                        std::make_move_iterator(first->runs.end()));
      ++from;
    }
  }
  cell.blocks.insert(cell.blocks.end(), std::make_move_iterator(from),
                     std::make_move_iterator(rest.blocks.end()));
}

void join(Table& above, Table&& below) {
  if (!below.rows.empty() && !above.rows.empty() && goes_on(below.rows.front())) {
    Row& first = below.rows.front();
    Row& last = above.rows.back();
    const bool same_shape = first.cells.size() == last.cells.size();
    const bool text_only = std::none_of(first.cells.begin(), first.cells.end(), begins_with_square);
    if (same_shape && text_only && has_square(above)) {
      for (std::size_t i = 0; i < first.cells.size(); ++i) {
        append_blocks(last.cells[i], std::move(first.cells[i]));
      }
      below.rows.erase(below.rows.begin());
    }
    // The label cell goes on over the rows that follow.
    for (Row& row : below.rows) {
      if (!goes_on(row)) break;
      row.cells.front().continued = true;
    }
  }
  above.rows.insert(above.rows.end(), std::make_move_iterator(below.rows.begin()),
                    std::make_move_iterator(below.rows.end()));
}

int page_of(const Table& table) {
  int page = 0;
  for (const Row& row : table.rows) {
    for (const Cell& cell : row.cells) {
      const Paragraph* paragraph = first_paragraph(cell);
      if (paragraph != nullptr) page = std::max(page, paragraph->place.page);
    }
  }
  return page;
}

bool follows(const Table& above, const Table& below) {
  return columns_of(above) == columns_of(below) && page_of(below) > page_of(above);
}

}  // namespace

void join_tables(std::vector<Block>& blocks) {
  std::vector<Block> out;
  for (Block& block : blocks) {
    Table* table = std::get_if<Table>(&block);
    Table* before = out.empty() ? nullptr : std::get_if<Table>(&out.back());
    if (table != nullptr && before != nullptr && follows(*before, *table)) {
      join(*before, std::move(*table));
    } else {
      out.push_back(std::move(block));
    }
  }
  blocks = std::move(out);
}

}  // namespace tallyd
