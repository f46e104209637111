// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "daemon/cli/terminal.h"

namespace tallyd {

/// A table for people. Every cell is escaped by printable(); where the terminal is too narrow, the
/// widest columns are cut.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> titles) : titles_(std::move(titles)) {}

  /// As many cells as there are titles.
  void add(std::vector<std::string> cells);

  /// Lines with their ends; the titles bold where there is colour. No rows: no lines.
  std::string text(const Terminal& terminal) const;

 private:
  std::vector<std::size_t> widths(std::size_t room) const;

  std::vector<std::string> titles_;
  std::vector<std::vector<std::string>> rows_;
};

/// To standard output; where there are no rows, `none` to standard error.
void print(const TextTable& table, const char* none);

}  // namespace tallyd
