// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/documents/typed_table.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "parsers/documents/text_blocks.h"
#include "parsers/split.h"

namespace tallyd {
namespace {

constexpr std::size_t kMostColumns = 12;  ///< beyond that it is a drawing

/// ┌─┬┐ and the like as + - |.
std::string with_plain_borders(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    // U+2500..U+257F are E2 94 80 .. E2 95 BF.
    const bool drawn = line.substr(i, 2) == "\xE2\x94" || line.substr(i, 2) == "\xE2\x95";
    if (!drawn || i + 2 >= line.size()) {
      out += line[i];
      continue;
    }
    const std::string_view sign = line.substr(i, 3);
    constexpr std::array<std::string_view, 3> kUpright{"│", "┃", "║"};
    constexpr std::array<std::string_view, 6> kLevel{"─", "━", "═", "┄", "┈", "╌"};
    if (std::find(kUpright.begin(), kUpright.end(), sign) != kUpright.end()) {
      out += '|';
    } else if (std::find(kLevel.begin(), kLevel.end(), sign) != kLevel.end()) {
      out += '-';
    } else {
      out += '+';
    }
    i += 2;
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

/// "+----+----+", "|----|:--:|": from border to border nothing but a rule.
bool is_rule(std::string_view line) {
  line = trimmed(line);
  if (line.size() < 5 || (line.front() != '+' && line.front() != '|')) return false;
  if (line.back() != line.front() && line.back() != '+' && line.back() != '|') return false;
  return line.find_first_not_of("+-=|: ") == line.npos && line.find("--") != line.npos;
}

/// "─────────────": a rule without corners.
bool is_bare_rule(std::string_view line) {
  line = trimmed(line);
  return line.size() >= 5 &&
         (line.find_first_not_of('-') == line.npos || line.find_first_not_of('=') == line.npos);
}

/// "|        +-----------+": a rule beside a cell that goes on.
bool is_partial_rule(std::string_view line) {
  line = trimmed(line);
  const std::size_t rule = line.find("+--");
  return line.size() > 5 && line.front() == '|' && rule != line.npos && rule > 0 &&
         line.back() == '+' && line.substr(rule).find_first_not_of("+-=") == line.npos;
}

bool is_row(std::string_view line) {
  line = trimmed(line);
  return line.size() > 4 && line.front() == '|' && line.back() == '|';
}

std::vector<std::string> pieces_of(std::string_view line, std::string_view border) {
  const auto pieces = split(line, border);
  return {pieces.begin(), pieces.end()};
}

/// What may stand between the bars of a box.
bool is_box_inside(std::string_view text) {
  if (text.size() > 4) return false;
  text = trimmed(text);
  return text.empty() || text.size() == 1 || text == "__" || (text[0] & 0x80) != 0;
}

/// The cells of a row with that many columns; empty: it can't be told which they are.
std::vector<std::string> cells_of(std::string_view line, std::size_t columns) {
  line = trimmed(line);
  std::vector<std::string> pieces = pieces_of(line.substr(1, line.size() - 2), "|");
  // "| a | |X| assigns |" has two bars too many, which are a box.
  for (std::size_t i = 1; i + 1 < pieces.size() && pieces.size() > columns; ++i) {
    if (!is_box_inside(pieces[i]) || !trimmed(pieces[i - 1]).empty()) continue;
    pieces[i - 1] += '|' + pieces[i] + '|' + pieces[i + 1];
    pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i),
                 pieces.begin() + static_cast<std::ptrdiff_t>(i) + 2);
  }
  if (pieces.size() != columns) pieces.clear();
  return pieces;
}

std::size_t columns_of_rule(std::string_view rule) {
  rule = trimmed(rule);
  rule.remove_prefix(1);
  return static_cast<std::size_t>(
      std::count_if(rule.begin(), rule.end(), [](char c) { return c == '+' || c == '|'; }));
}

using Columns = std::vector<std::vector<std::string>>;  ///< of one row: the lines of each cell

class TableOfLines {
 public:
  explicit TableOfLines(Budget& budget) : budget_(budget) {}

  /// False: the row does not fit, and nothing is known of the table.
  bool add_line(const std::vector<std::string>& cells) {
    if (columns_.empty()) columns_.resize(cells.size());
    if (cells.size() != columns_.size()) return false;
    for (std::size_t i = 0; i < cells.size(); ++i) columns_[i].push_back(cells[i]);
    return true;
  }

  void end_row(bool first_goes_on) {
    if (columns_.empty()) return;
    Row row;
    for (std::size_t i = 0; i < columns_.size(); ++i) row.cells.push_back(cell(columns_[i]));
    if (goes_on_) row.cells.front().continued = row.cells.front().blocks.empty();
    goes_on_ = first_goes_on;
    table_.rows.push_back(std::move(row));
    columns_.clear();
  }

  Table take() { return std::move(table_); }
  std::size_t rows() const { return table_.rows.size(); }

 private:
  Cell cell(const std::vector<std::string>& lines) {
    std::size_t width = 0;
    for (const std::string& line : lines) width = std::max(width, line.size());
    std::vector<std::string> bare;
    bare.reserve(lines.size());
    for (const std::string& line : lines) bare.emplace_back(trimmed(line));
    Cell cell;
    for (const std::string& line : join_wrapped(bare, std::max<std::size_t>(width, 3) - 2)) {
      if (line.empty() || !budget_.allows_node(2) || !budget_.allows_text(line.size())) continue;
      Paragraph paragraph;
      append_text(paragraph, trimmed(line), {});
      cell.blocks.emplace_back(std::move(paragraph));
    }
    return cell;
  }

  Budget& budget_;
  Columns columns_;
  Table table_;
  bool goes_on_ = false;
};

/// "+---+---+" above, between and below the rows.
std::optional<TypedTable> ruled_table(const std::vector<std::string>& lines, std::size_t at,
                                      Budget& budget) {
  const std::size_t columns = columns_of_rule(lines[at]);
  if (columns < 2 || columns > kMostColumns) return std::nullopt;
  TableOfLines table(budget);
  std::size_t end = at + 1;
  for (; end < lines.size(); ++end) {
    const std::string& line = lines[end];
    if (is_rule(line) || is_partial_rule(line)) {
      table.end_row(is_partial_rule(line));
    } else if (!is_row(line)) {
      break;
    } else if (!table.add_line(cells_of(line, columns))) {
      return std::nullopt;
    }
  }
  table.end_row(false);
  if (table.rows() == 0) return std::nullopt;
  return TypedTable{table.take(), end};
}

/// What the row with the fewest bars has: the others hold boxes of bars.
std::size_t columns_of_row(std::string_view line) {
  line = trimmed(line);
  return split(line.substr(1, line.size() - 2), "|").size();
}

/// The same without corners: "-------" above, between and below the rows.
std::optional<TypedTable> bare_ruled_table(const std::vector<std::string>& lines, std::size_t at,
                                           Budget& budget) {
  std::size_t end = at, columns = kMostColumns + 1;
  for (; end < lines.size() && (is_row(lines[end]) || is_bare_rule(lines[end])); ++end) {
    if (is_row(lines[end])) columns = std::min(columns, columns_of_row(lines[end]));
  }
  if (end < at + 3 || !is_bare_rule(lines[end - 1])) return std::nullopt;
  if (columns < 2 || columns > kMostColumns) return std::nullopt;
  TableOfLines table(budget);
  for (std::size_t i = at; i < end; ++i) {
    if (is_bare_rule(lines[i])) {
      table.end_row(false);
    } else if (!table.add_line(cells_of(lines[i], columns))) {
      return std::nullopt;
    }
  }
  if (table.rows() == 0) return std::nullopt;
  return TypedTable{table.take(), end};
}

/// "| a | b |" line by line, as Markdown has it.
std::optional<TypedTable> barred_table(const std::vector<std::string>& lines, std::size_t at,
                                       Budget& budget) {
  std::size_t end = at, columns = kMostColumns + 1;
  for (; end < lines.size() && (is_row(lines[end]) || is_rule(lines[end])); ++end) {
    columns = std::min(columns, columns_of_row(lines[end]));
  }
  if (end < at + 2 || columns < 2 || columns > kMostColumns) return std::nullopt;
  TableOfLines table(budget);
  for (std::size_t i = at; i < end; ++i) {
    if (is_rule(lines[i])) continue;
    if (!table.add_line(cells_of(lines[i], columns))) return std::nullopt;
    table.end_row(false);
  }
  if (table.rows() == 0) return std::nullopt;
  return TypedTable{table.take(), end};
}

std::size_t tabs(const std::string& line) {
  return static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t'));
}

/// Lines copied from a spreadsheet or a Word table. Indented lines are none.
std::optional<TypedTable> tabbed_table(const std::vector<std::string>& lines, std::size_t at,
                                       Budget& budget) {
  const std::size_t count = tabs(lines[at]);
  if (count == 0 || count >= kMostColumns || lines[at].front() == '\t') return std::nullopt;
  std::size_t end = at;
  while (end < lines.size() && tabs(lines[end]) == count) ++end;
  if (end < at + 2 || (end < lines.size() && tabs(lines[end]) > 0)) return std::nullopt;
  TableOfLines table(budget);
  for (std::size_t i = at; i < end; ++i) {
    table.add_line(pieces_of(lines[i], "\t"));
    table.end_row(false);
  }
  return TypedTable{table.take(), end};
}

}  // namespace

std::optional<TypedTable> typed_table(const std::vector<std::string>& lines, std::size_t at,
                                      Budget& budget) {
  const std::string& line = lines[at];
  if (line.empty()) return std::nullopt;
  if (line.find('\t') != line.npos) return tabbed_table(lines, at, budget);
  const std::string first = with_plain_borders(line);
  const bool bare =
      is_bare_rule(first) && at + 1 < lines.size() && is_row(with_plain_borders(lines[at + 1]));
  if (!is_rule(first) && !is_row(first) && !bare) return std::nullopt;
  std::vector<std::string> plain;  // up to the first line that is no part of it
  for (std::size_t i = at; i < lines.size(); ++i) {
    plain.push_back(with_plain_borders(lines[i]));
    const std::string& last = plain.back();
    const bool part = is_row(last) || is_rule(last) || is_partial_rule(last);
    if (!part && !(bare && is_bare_rule(last))) break;
  }
  const auto read = bare ? bare_ruled_table : is_rule(first) ? ruled_table : barred_table;
  auto table = read(plain, 0, budget);
  if (table) table->end += at;
  return table;
}

}  // namespace tallyd
