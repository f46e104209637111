// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/difference.h"

#include <cstdlib>
#include <filesystem>

#include "config/printable.h"
#include "config/toml.h"

namespace tallyd {
namespace {

namespace fs = std::filesystem;

std::string scalar_text(const TomlValue& value) {
  switch (value.type) {
    case TomlValue::Type::text:
      return '"' + printable(value.text) + '"';
    case TomlValue::Type::integer:
      return std::to_string(value.integer);
    case TomlValue::Type::boolean:
      return value.boolean ? "true" : "false";
    case TomlValue::Type::date:
      return to_rfc3339(value.date).substr(0, 10);
    case TomlValue::Type::instant:
      return to_rfc3339(value.instant);
    case TomlValue::Type::decimal:
    case TomlValue::Type::time_without_zone:
      return "?";  // the loader accepts neither
    case TomlValue::Type::array:
    case TomlValue::Type::table:
      break;
  }
  std::abort();
}

/// What an entry of [[administration]] or [[draft]] is called; else its place.
std::string name_of(const TomlValue& entry, std::size_t index) {
  for (const char* key : {"code", "designation"}) {
    const TomlValue* const name = entry.find(key);
    if (name != nullptr && name->type == TomlValue::Type::text) return printable(name->text);
  }
  return std::to_string(index + 1);
}

std::string list_text(const TomlValue& array) {
  std::string text;
  for (const TomlValue& item : array.items) {
    const bool nested = item.type == TomlValue::Type::array || item.type == TomlValue::Type::table;
    text += (text.empty() ? "" : ", ") + (nested ? std::string("…") : scalar_text(item));
  }
  return "[" + text + "]";
}

bool is_tables(const TomlValue& value) {
  return !value.items.empty() && value.items.front().type == TomlValue::Type::table;
}

void flatten(const TomlValue& value, const std::string& name, Written& into) {
  if (value.type == TomlValue::Type::table) {
    const std::string begin = name.back() == ' ' ? name : name + ".";
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      flatten(value.items[i], begin + printable(value.keys[i]), into);
    }
  } else if (value.type == TomlValue::Type::array && is_tables(value)) {
    const std::string file = name.substr(0, name.rfind(' ') + 1);
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      flatten(value.items[i], file + name_of(value.items[i], i), into);
    }
  } else {
    into[name] = value.type == TomlValue::Type::array ? list_text(value) : scalar_text(value);
  }
}

void add_file(const fs::path& path, const std::string& name, Written& into) {
  Problems ignored;  // the loader tells them
  const TomlFile file = load_toml(path.string(), ignored);
  if (!file.unreadable) flatten(file.root, name + ": ", into);
}

}  // namespace

Written as_written(const std::string& directory) {
  Written written;
  const fs::path root(directory);
  for (const char* name : {"tallyd.toml", "administrations.toml"}) {
    add_file(root / name, name, written);
  }
  std::error_code error;
  for (fs::directory_iterator at(root / "consultations", error), end; !error && at != end;
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (at->path().extension() == ".toml") add_file(at->path(), "consultations/" + name, written);
  }
  return written;
}

std::vector<std::string> differences(const Written& before, const Written& after) {
  std::vector<std::string> lines;
  Written all = after;
  all.insert(before.begin(), before.end());
  for (const auto& [key, ignored] : all) {
    const auto old = before.find(key);
    const auto now = after.find(key);
    if (old == before.end()) {
      lines.push_back(key + " = " + now->second + " (new)");
    } else if (now == after.end()) {
      lines.push_back(key + " is gone, it was " + old->second);
    } else if (old->second != now->second) {
      lines.push_back(key + " = " + now->second + ", it was " + old->second);
    }
  }
  return lines;
}

}  // namespace tallyd
