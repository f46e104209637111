// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/toml.h"

namespace tallyd {

/// Whether a key must be there, and what a right line looks like for who forgot it.
struct Need {
  bool required = false;
  std::string example;  ///< a value as it is written in the file
};
inline Need required(std::string example) { return {true, std::move(example)}; }
inline Need optional(std::string example = {}) { return {false, std::move(example)}; }

/// A text of a list, and where it is.
struct LocatedText {
  std::string text;
  int line = 0;
};

/// Reads one table of a file and reports every mistake with its line. Each function leaves `into`
/// as it was (its default) and returns false when the key is absent or wrong; a wrong one is a
/// problem, an absent one only if required. Borrows the file and the problems.
class TableReader {
 public:
  TableReader(const TomlValue& table, const TomlFile& file, std::string name, Problems& problems)
      : table_(&table), file_(&file), problems_(&problems), name_(std::move(name)) {}

  /// One line, without control characters and without blanks at its ends; not empty.
  bool text(std::string_view key, std::string& into, const Need& need = {});
  /// One of `words`.
  bool word(std::string_view key, std::string& into, const std::vector<std::string>& words);
  bool boolean(std::string_view key, bool& into);
  /// From `least` to `most`.
  bool integer(std::string_view key, int& into, int least, int most, const Need& need = {});
  bool date(std::string_view key, std::chrono::sys_days& into, const Need& need = {});
  bool instant(std::string_view key, Instant& into, const Need& need = {});
  bool duration(std::string_view key, std::chrono::seconds& into, std::chrono::seconds least,
                std::chrono::seconds most);
  /// In bytes.
  bool size(std::string_view key, std::int64_t& into, std::int64_t least, std::int64_t most);
  bool texts(std::string_view key, std::vector<LocatedText>& into, const Need& need = {});
  bool texts(std::string_view key, std::vector<std::string>& into, const Need& need = {});

  /// The tables of [[key]]; a required one that is missing is a problem.
  std::vector<TableReader> tables(std::string_view key, const Need& need = {});
  /// The table [key], empty if it is absent.
  TableReader table(std::string_view key, const Need& need = {});

  /// The keys of a table that may have any, such as names = { en = "Kenya" }.
  std::vector<std::string> keys() const;
  bool has(std::string_view key) const { return table_->find(key) != nullptr; }
  int line() const { return table_->line; }
  int line_of(std::string_view key) const;  ///< the table's own, if the key is absent
  const std::string& path() const { return file_->path; }

  void error(std::string_view key, std::string message);
  void warning(std::string_view key, std::string message);
  /// At `line` instead of the key's own.
  void report(Severity severity, int line, std::string_view key, std::string message);

  /// Reports every key that nobody asked for, with the nearest that somebody did. Call it last.
  void reject_unknown();

 private:
  /// False: the whole table is absent, which table() has reported if it matters.
  bool is_there() const { return name_.empty() || table_->line > 0; }
  const TomlValue* find(std::string_view key, const Need& need);
  const TomlValue* find(std::string_view key, TomlValue::Type type, const Need& need);
  bool good_text(std::string_view key, const TomlValue& value);

  const TomlValue* table_;
  const TomlFile* file_;
  Problems* problems_;
  std::string name_;
  std::vector<std::string> known_;
};

}  // namespace tallyd
