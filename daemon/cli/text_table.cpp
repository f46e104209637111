// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/text_table.h"

#include <algorithm>
#include <cassert>
#include <iostream>

#include "config/printable.h"

namespace tallyd {
namespace {

constexpr std::size_t kGap = 2;        // between columns
constexpr std::size_t kNarrowest = 6;  // no column is cut below that

std::string line_of(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string cell = cut_to(cells[i], widths[i]);
    line += cell;
    if (i + 1 < cells.size()) line.append(widths[i] - columns_of(cell) + kGap, ' ');
  }
  line.resize(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

void TextTable::add(std::vector<std::string> cells) {
  assert(cells.size() == titles_.size());
  for (std::string& cell : cells) cell = printable(cell);
  rows_.push_back(std::move(cells));
}

std::vector<std::size_t> TextTable::widths(std::size_t room) const {
  std::vector<std::size_t> widths;
  for (const std::string& title : titles_) widths.push_back(columns_of(title));
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], columns_of(row[i]));
  }
  if (room == 0) return widths;
  std::size_t total = (widths.size() - 1) * kGap;
  for (const std::size_t width : widths) total += width;
  for (; total > room; --total) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) break;
    --*widest;
  }
  return widths;
}

std::string TextTable::text(const Terminal& terminal) const {
  if (rows_.empty()) return "";
  const std::vector<std::size_t> columns = widths(terminal.width);
  const std::string titles = line_of(titles_, columns);
  std::string out = terminal.colour ? "\x1b[1m" + titles + "\x1b[0m\n" : titles + "\n";
  for (const auto& row : rows_) out += line_of(row, columns) + "\n";
  return out;
}

void print(const TextTable& table, const char* none) {
  const std::string text = table.text(standard_output());
  if (text.empty()) std::cerr << none << '\n';
  std::cout << text;
}

}  // namespace tallyd
