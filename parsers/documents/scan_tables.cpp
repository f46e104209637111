// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/scan_tables.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

#include "parsers/documents/budget.h"
#include "parsers/documents/drawn_box.h"
#include "parsers/documents/printed_words.h"
#include "parsers/utf8.h"

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

enum class Lead { none, square, circle };

/// "X", "[ ]", "( )": typed in the place of a box.
Lead typed_lead(const std::string& text) {
  constexpr std::size_t kMost = 5;  // bytes: a sign between brackets
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  const std::size_t end = std::min(text.find(' ', begin), text.size());
  const std::string word = text.substr(begin, end - begin);
  if (is_mark(word)) return Lead::square;
  const std::size_t kind = std::string_view("[|(").find(text.substr(begin, 1));
  if (begin == text.size() || kind == std::string_view::npos) return Lead::none;
  const std::size_t closing = text.find("]|)"[kind], begin + 1);
  if (closing == std::string::npos || closing - begin >= kMost) return Lead::none;
  return kind == 2 ? Lead::circle : Lead::square;
}

/// What stands before a paragraph's words.
Lead lead_of(const Paragraph& paragraph) {
  if (paragraph.runs.empty()) return Lead::none;
  const auto& box = paragraph.runs.front().box;
  if (box.empty()) return typed_lead(plain_text(paragraph));
  return box.front().round ? Lead::circle : Lead::square;
}

bool begins_with_box(const Paragraph& paragraph) { return lead_of(paragraph) != Lead::none; }

bool cell_begins_with_box(const Cell& cell) {
  const Paragraph* paragraph = first_paragraph(cell);
  return paragraph != nullptr && begins_with_box(*paragraph);
}

bool cell_begins_with_square(const Cell& cell) {
  const Paragraph* paragraph = first_paragraph(cell);
  return paragraph != nullptr && lead_of(*paragraph) == Lead::square;
}

template <typename Test>
bool any_cell(const Table& table, Test test) {
  return std::any_of(table.rows.begin(), table.rows.end(), [&](const Row& row) {
    return std::any_of(row.cells.begin(), row.cells.end(), test);
  });
}

bool is_blank(const Cell& cell) { return cell.blocks.empty(); }

/// The lower part of a row that the page's end cut: its label stands above.
bool goes_on(const Row& row) { return !row.cells.empty() && is_blank(row.cells.front()); }

/// Whether its label's cell spans this row and the one above.
bool is_continued(const Row& row) { return !row.cells.empty() && row.cells.front().continued; }

std::size_t boxes_in(const Row& row) {
  std::size_t boxes = 0;
  for (const Cell& cell : row.cells) {
    boxes += static_cast<std::size_t>(
        std::count_if(cell.blocks.begin(), cell.blocks.end(), [](const Block& block) {
          const auto* paragraph = std::get_if<Paragraph>(&block);
          return paragraph != nullptr && begins_with_box(*paragraph);
        }));
  }
  return boxes;
}

/// The boxes beside each label, from the top.
std::vector<std::size_t> boxes_by_label(const Table& table) {
  std::vector<std::size_t> boxes;
  for (const Row& row : table.rows) {
    if (boxes.empty() || !is_continued(row)) boxes.push_back(0);
    boxes.back() += boxes_in(row);
  }
  return boxes;
}

/// Whether the page's end cut a row in two: both parts have together as many boxes as each of the
/// other rows, and each has some.
bool is_cut(const Table& above, const Table& below) {
  std::vector<std::size_t> whole = boxes_by_label(above);
  std::vector<std::size_t> others = boxes_by_label(below);
  if (whole.empty() || others.empty() || whole.back() == 0 || others.front() == 0) return false;
  const std::size_t parts = whole.back() + others.front();
  whole.pop_back();
  whole.insert(whole.end(), others.begin() + 1, others.end());
  std::erase(whole, 0);  // a heading
  return whole.empty() ? parts == kRowOfBoxes
                       : std::all_of(whole.begin(), whole.end(),
                                     [&](std::size_t boxes) { return boxes == parts; });
}

/// The last paragraph's words and the first's of the next page are one sentence.
void append_blocks(Cell& cell, Cell&& rest) {
  Paragraph* last = cell.blocks.empty() ? nullptr : std::get_if<Paragraph>(&cell.blocks.back());
  auto from = rest.blocks.begin();
  if (last != nullptr && from != rest.blocks.end()) {
    Paragraph* first = std::get_if<Paragraph>(&*from);
    if (first != nullptr && !first->runs.empty() && lead_of(*first) == Lead::none) {
      first->runs.front().text.insert(0, " ");
      last->runs.insert(last->runs.end(), std::make_move_iterator(first->runs.begin()),
                        std::make_move_iterator(first->runs.end()));
      ++from;
    }
  }
  cell.blocks.insert(cell.blocks.end(), std::make_move_iterator(from),
                     std::make_move_iterator(rest.blocks.end()));
}

Row& head_of_last(Table& table) {
  auto row = table.rows.rbegin();
  while (is_continued(*row) && row + 1 != table.rows.rend()) ++row;
  return *row;
}

/// Whether a row has only words at its beginning, where others have boxes.
bool begins_within_words(const Row& row, const Table& above) {
  const bool squares = any_cell(above, &cell_begins_with_square);
  if (!squares && !any_cell(above, &cell_begins_with_box)) return false;
  return std::none_of(row.cells.begin(), row.cells.end(),
                      squares ? &cell_begins_with_square : &cell_begins_with_box);
}

void join(Table& above, Table&& below) {
  if (!below.rows.empty() && !above.rows.empty()) {
    Row& first = below.rows.front();
    Row& last = above.rows.back();
    if (is_cut(above, below) && !goes_on(first) && !head_of_last(above).cells.empty()) {
      append_blocks(head_of_last(above).cells.front(), std::move(first.cells.front()));
      first.cells.front().blocks.clear();
    }
    if (goes_on(first) && first.cells.size() == last.cells.size() &&
        begins_within_words(first, above)) {
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

/// "https://mail.gov.example/print?form 1/2": a browser's foot of a page, with its number or
/// without.
bool is_page_address(const std::string& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::size_t scheme = text.find("://");
  return scheme != std::string::npos && scheme < end &&
         text.find_first_not_of("0123456789/ ", end) == std::string::npos;
}

/// What a page's end has between two parts of a table: its number, a running head, the tail of a
/// mark. Nothing that may be a heading: a designation has a point within.
bool stands_at_pages_end(const Block& block) {
  constexpr std::size_t kMostLetters = 40;
  const auto* paragraph = std::get_if<Paragraph>(&block);
  if (paragraph == nullptr) return false;
  for (const Run& run : paragraph->runs) {
    if (!run.box.empty()) return false;
  }
  const std::string text = plain_text(*paragraph);
  return is_page_address(text) ||
         (characters_in(text) <= kMostLetters && text.find('.') == std::string::npos);
}

/// The table before, with nothing but that between; null: none.
Table* table_before(std::vector<Block>& blocks) {
  constexpr std::ptrdiff_t kMostBetween = 3;
  const auto last = std::find_if_not(blocks.rbegin(), blocks.rend(), &stands_at_pages_end);
  if (last == blocks.rend() || last - blocks.rbegin() > kMostBetween) return nullptr;
  return std::get_if<Table>(&*last);
}

/// A browser prints a head, too, and that may stand so close above the rest of a row that it seems
/// to be of it: below an address only boxes are known for it.
bool may_be_head(const std::vector<Block>& blocks, const Table& below) {
  const auto is_table = [](const Block& block) { return std::holds_alternative<Table>(block); };
  const auto above = std::find_if(blocks.rbegin(), blocks.rend(), is_table);
  const auto is_address = [](const Block& block) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    return paragraph != nullptr && is_page_address(plain_text(*paragraph));
  };
  return std::any_of(blocks.rbegin(), above, is_address) && !below.rows.empty() &&
         std::none_of(below.rows.front().cells.begin(), below.rows.front().cells.end(),
                      &cell_begins_with_box);
}

}  // namespace

void join_tables(std::vector<Block>& blocks) {
  std::vector<Block> out;
  for (Block& block : blocks) {
    Table* table = std::get_if<Table>(&block);
    Table* before = table != nullptr ? table_before(out) : nullptr;
    const bool adjoins = before != nullptr && before == std::get_if<Table>(&out.back());
    if (before != nullptr && follows(*before, *table) && !may_be_head(out, *table) &&
        (adjoins || is_cut(*before, *table))) {
      join(*before, std::move(*table));
    } else {
      out.push_back(std::move(block));
    }
  }
  blocks = std::move(out);
}

}  // namespace tallyd
