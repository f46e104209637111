// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/instant.h"
#include "config/problem.h"

namespace tallyd {

/// A value of a TOML file with the line where a person finds it: toml++ ends here.
struct TomlValue {
  enum class Type {
    text,
    integer,
    decimal,
    boolean,
    date,
    time_without_zone,  ///< a date with a time, or a time alone: no moment
    instant,
    array,
    table,
  };
  Type type = Type::table;
  int line = 0;  ///< of its key; of an element of an array, its own
  std::string text;
  std::int64_t integer = 0;
  bool boolean = false;
  std::chrono::sys_days date;
  Instant instant;
  std::vector<TomlValue> items;   ///< of an array; of a table, its members in the file's order
  std::vector<std::string> keys;  ///< of a table: one for each of its items

  /// The member of that key, or null.
  const TomlValue* find(std::string_view key) const;
};

/// "text", "a number", …: what `type` is called in a message.
std::string_view to_word(TomlValue::Type type);

struct TomlFile {
  std::string path;
  TomlValue root;
  /// Nothing of the file can be judged: it could not be opened, or is broken beyond its lines.
  bool unreadable = false;
  /// Lines that are no TOML were left out of `root`: a key that seems to be missing may be there.
  bool incomplete = false;
};

/// Reads the file `path`; what is no TOML goes to `problems`, each line with a hint of what would
/// be right.
TomlFile load_toml(const std::string& path, Problems& problems);

/// The same for a text already in memory; `path` is what problems name.
TomlFile parse_toml(std::string content, const std::string& path, Problems& problems);

}  // namespace tallyd
