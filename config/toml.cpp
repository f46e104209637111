// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/toml.h"

#define TOML_HEADER_ONLY 0  // Debian's libtomlplusplus is compiled; its CMake target forgets to say
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include <toml++/toml.h>

#include "config/toml_hint.h"

namespace tallyd {
namespace {

using Type = TomlValue::Type;

/// A file with more broken lines than this is probably no TOML at all.
constexpr int kMostBrokenLines = 10;

int line_of(const toml::source_region& region) { return static_cast<int>(region.begin.line); }

std::chrono::sys_days to_days(const toml::date& date) {
  return std::chrono::year_month_day{std::chrono::year{date.year}, std::chrono::month{date.month},
                                     std::chrono::day{date.day}};
}

Instant to_instant(const toml::date_time& when) {
  const std::chrono::minutes offset{when.offset ? when.offset->minutes : 0};
  return to_days(when.date) + std::chrono::hours{when.time.hour} +
         std::chrono::minutes{when.time.minute} + std::chrono::seconds{when.time.second} - offset;
}

TomlValue convert(const toml::node& node, int line);

void convert_members(const toml::table& table, TomlValue& value) {
  std::vector<std::pair<std::string, TomlValue>> members;
  for (auto&& [key, member] : table) {
    const int line = line_of(key.source());
    members.emplace_back(std::string{key.str()}, convert(member, line));
  }
  std::stable_sort(members.begin(), members.end(),
                   [](const auto& a, const auto& b) { return a.second.line < b.second.line; });
  for (auto& [key, member] : members) {
    value.keys.push_back(std::move(key));
    value.items.push_back(std::move(member));
  }
}

void convert_date_time(const toml::date_time& when, TomlValue& value) {
  value.type = when.offset ? Type::instant : Type::time_without_zone;
  value.instant = to_instant(when);  // without a zone: as if in UTC, for the hint
}

void convert_plain(const toml::node& node, TomlValue& value) {
  if (const auto* const text = node.as_string()) {
    value.type = Type::text;
    value.text = text->get();
  } else if (const auto* const integer = node.as_integer()) {
    value.type = Type::integer;
    value.integer = integer->get();
  } else if (const auto* const boolean = node.as_boolean()) {
    value.type = Type::boolean;
    value.boolean = boolean->get();
  } else if (const auto* const date = node.as_date()) {
    value.type = Type::date;
    value.date = to_days(date->get());
  } else if (const auto* const when = node.as_date_time()) {
    convert_date_time(when->get(), value);
  } else {
    value.type = node.is_time() ? Type::time_without_zone : Type::decimal;
  }
}

TomlValue convert(const toml::node& node, int line) {
  TomlValue value;
  value.line = line;
  if (const auto* const table = node.as_table()) {
    convert_members(*table, value);
  } else if (const auto* const array = node.as_array()) {
    value.type = Type::array;
    for (const toml::node& item : *array) {
      value.items.push_back(convert(item, line_of(item.source())));
    }
  } else {
    convert_plain(node, value);
  }
  return value;
}

/// The line `number`, counted from 1, without its end.
std::string_view line_at(std::string_view content, int number) {
  for (int i = 1; i < number; ++i) {
    const auto end = content.find('\n');
    if (end == std::string_view::npos) return {};
    content.remove_prefix(end + 1);
  }
  return content.substr(0, content.find('\n'));
}

/// Makes the line empty, so that the rest of the file can be judged too. False: it opens a table,
/// and what follows would be taken for the table before it.
bool blank(std::string& content, int number) {
  const std::string_view line = line_at(content, number);
  const auto first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos || line[first] == '[') return false;
  std::fill_n(content.begin() + (line.data() - content.data()), line.size(), ' ');
  return true;
}

}  // namespace

const TomlValue* TomlValue::find(std::string_view key) const {
  const auto found = std::find(keys.begin(), keys.end(), key);
  if (found == keys.end()) return nullptr;
  return &items[static_cast<std::size_t>(found - keys.begin())];
}

std::string_view to_word(TomlValue::Type type) {
  switch (type) {
    case Type::text:
      return "a text";
    case Type::integer:
      return "a number";
    case Type::decimal:
      return "a decimal number";
    case Type::boolean:
      return "true or false";
    case Type::date:
      return "a date";
    case Type::time_without_zone:
      return "a time without a zone";
    case Type::instant:
      return "a date with a time";
    case Type::array:
      return "a list";
    case Type::table:
      return "a table";
  }
  std::abort();
}

TomlFile parse_toml(std::string content, const std::string& path, Problems& problems) {
  TomlFile file{path, {}, false, false};
  for (int last = -1, count = 0;; ++count) {
    try {
      file.root = convert(toml::parse(content, path), 0);
      return file;
    } catch (const toml::parse_error& error) {
      const int line = line_of(error.source());
      file.incomplete = file.unreadable = true;
      // An error on the very next line is most often the echo of the one before.
      if (line == last + 1 && count > 0) return file;
      problems.push_back(
          {Severity::error, path, line, "", hint_for(line_at(content, line), error.description())});
      if (line <= last || count == kMostBrokenLines || !blank(content, line)) return file;
      last = line;
      file.unreadable = false;
    }
  }
}

TomlFile load_toml(const std::string& path, Problems& problems) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    problems.push_back(
        {Severity::error, path, 0, "", "is a folder; a file of that name is wanted"});
    return {path, {}, true, true};
  }
  std::ifstream in(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad() || !in.is_open()) {
    const int number = errno;
    problems.push_back(
        {Severity::error, path, 0, "", std::string("can't be read: ") + std::strerror(number)});
    return {path, {}, true, true};
  }
  if (content.find('\0') != std::string::npos) {
    problems.push_back({Severity::error, path, 0, "",
                        "is no text in UTF-8, perhaps UTF-16: let the editor save it as UTF-8"});
    return {path, {}, true, true};
  }
  return parse_toml(std::move(content), path, problems);
}

}  // namespace tallyd
