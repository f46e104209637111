// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/table_reader.h"

#include <algorithm>
#include <cstdlib>

#include "config/nearest.h"
#include "config/printable.h"
#include "config/units.h"

namespace tallyd {
namespace {

using Type = TomlValue::Type;

std::string in_words(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "\"" : ", \"") + word + "\"";
  return out;
}

/// How a value of that type is written, for who wrote another.
std::string_view how_to_write(Type type) {
  switch (type) {
    case Type::text:
      return "a text in quotes";
    case Type::integer:
      return "a whole number without quotes";
    case Type::decimal:
      return "a number without quotes";
    case Type::boolean:
      return "true or false without quotes";
    case Type::date:
      return "a date alone, without quotes";
    case Type::time_without_zone:
    case Type::instant:
      return "a date and a time with its zone, without quotes";
    case Type::array:
      return "a list in square brackets";
    case Type::table:
      return "a table";
  }
  std::abort();
}

const char* example_of(Type type) {
  switch (type) {
    case Type::text:
    case Type::decimal:
      return "";
    case Type::integer:
      return "5";
    case Type::boolean:
      return "true";
    case Type::date:
      return "2018-03-20";
    case Type::time_without_zone:
    case Type::instant:
      return "2018-03-08T23:59:00Z";
    case Type::array:
      return "[\"…\", \"…\"]";
    case Type::table:
      return "";
  }
  std::abort();
}

std::string for_example(std::string_view key, const std::string& example) {
  return example.empty() ? "" : ", for example: " + std::string(key) + " = " + example;
}

std::string wrong_type(std::string_view key, const TomlValue& value, Type wanted,
                       const std::string& example) {
  std::string message = "is ";
  message += to_word(value.type);
  message += "; write ";
  message += how_to_write(wanted);
  if (wanted == Type::text && value.type == Type::integer) {
    return message + ": " + std::string(key) + " = \"" + std::to_string(value.integer) + "\"";
  }
  const bool digits = !value.text.empty() && value.text.size() < 10 &&
                      value.text.find_first_not_of("0123456789") == std::string::npos;
  if (wanted == Type::integer && digits) {
    return message + ": " + std::string(key) + " = " + value.text;
  }
  return message + for_example(key, example.empty() ? example_of(wanted) : example);
}

constexpr std::chrono::seconds kFiveMinutes = std::chrono::minutes{5};

/// The value that is wrong, to be said before what it is not. Empty: it is neither text nor number.
std::string given(const TomlValue& value) {
  if (value.type == Type::text) return "\"" + printable(value.text) + "\" ";
  return value.type == Type::integer ? std::to_string(value.integer) + " " : "";
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

}  // namespace

const TomlValue* TableReader::find(std::string_view key, const Need& need) {
  known_.emplace_back(key);
  const TomlValue* const value = table_->find(key);
  if (value == nullptr && need.required && is_there() && !file_->incomplete) {
    error(key, "is missing" + for_example(key, need.example));
  }
  return value;
}

const TomlValue* TableReader::find(std::string_view key, TomlValue::Type type, const Need& need) {
  const TomlValue* const value = find(key, need);
  if (value == nullptr || value->type == type) return value;
  error(key, wrong_type(key, *value, type, need.example));
  return nullptr;
}

bool TableReader::good_text(std::string_view key, const TomlValue& value) {
  const std::string& text = value.text;
  std::string_view wrong;
  if (text.empty()) {
    wrong = "is empty";
  } else if (has_control_character(text)) {
    wrong = "holds a line break or another control character; write it in one line";
  } else if (text.front() == ' ' || text.back() == ' ') {
    wrong = "begins or ends with a blank; leave it out";
  }
  if (wrong.empty()) return true;
  report(Severity::error, value.line, key, std::string(wrong));
  return false;
}

bool TableReader::text(std::string_view key, std::string& into, const Need& need) {
  const TomlValue* const value = find(key, Type::text, need);
  if (value == nullptr || !good_text(key, *value)) return false;
  into = value->text;
  return true;
}

bool TableReader::word(std::string_view key, std::string& into,
                       const std::vector<std::string>& words) {
  std::string given;
  if (!text(key, given, optional("\"" + words.front() + "\""))) return false;
  if (std::find(words.begin(), words.end(), given) == words.end()) {
    const std::string near = nearest(given, words);
    error(key, "\"" + printable(given) + "\" is none of " + in_words(words) +
                   (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
    return false;
  }
  into = given;
  return true;
}

bool TableReader::boolean(std::string_view key, bool& into) {
  const TomlValue* const value = find(key, Type::boolean, {});
  if (value == nullptr) return false;
  into = value->boolean;
  return true;
}

bool TableReader::integer(std::string_view key, int& into, int least, int most, const Need& need) {
  const TomlValue* const value = find(key, Type::integer, need);
  if (value == nullptr) return false;
  if (value->integer < least || value->integer > most) {
    error(key, std::to_string(value->integer) + " is out of range; write a number from " +
                   std::to_string(least) + " to " + std::to_string(most));
    return false;
  }
  into = static_cast<int>(value->integer);
  return true;
}

bool TableReader::date(std::string_view key, std::chrono::sys_days& into, const Need& need) {
  const TomlValue* const value = find(key, Type::date, need);
  if (value == nullptr) return false;
  into = value->date;
  return true;
}

bool TableReader::instant(std::string_view key, Instant& into, const Need& need) {
  const TomlValue* const value = find(key, need);
  if (value == nullptr) return false;
  if (value->type == Type::instant) {
    into = value->instant;
    return true;
  }
  const bool moment = value->type == Type::time_without_zone && value->instant != Instant{};
  error(key, moment ? "has no time zone; if it is in UTC, write " + to_rfc3339(value->instant)
                    : wrong_type(key, *value, Type::instant, need.example));
  return false;
}

bool TableReader::duration(std::string_view key, std::chrono::seconds& into,
                           std::chrono::seconds least, std::chrono::seconds most) {
  const TomlValue* const value = find(key, {});
  if (value == nullptr) return false;
  const auto read = value->type == Type::text ? parse_duration(value->text) : std::nullopt;
  if (!read) {
    error(key, given(*value) + "is no duration with its unit (s, m, h, d, w), for example: " +
                   std::string(key) + " = \"" +
                   to_text(into.count() > 0    ? into
                           : least.count() > 0 ? least
                                               : kFiveMinutes) +
                   "\"");
    return false;
  }
  if (*read < least || *read > most) {
    error(key, "\"" + printable(value->text) + "\" is out of range; write a duration from \"" +
                   to_text(least) + "\" to \"" + to_text(most) + "\"");
    return false;
  }
  into = *read;
  return true;
}

bool TableReader::size(std::string_view key, std::int64_t& into, std::int64_t least,
                       std::int64_t most) {
  const TomlValue* const value = find(key, {});
  if (value == nullptr) return false;
  const auto read = value->type == Type::text ? parse_size(value->text) : std::nullopt;
  if (!read) {
    error(key, given(*value) +
                   "is no size with its unit (B, kB, MB, GB, KiB, MiB, GiB), for example: " +
                   std::string(key) + " = \"25MB\"");
    return false;
  }
  if (*read < least || *read > most) {
    error(key, "\"" + printable(value->text) + "\" is out of range; write a size from " +
                   std::to_string(least) + " to " + std::to_string(most) + " bytes");
    return false;
  }
  into = *read;
  return true;
}

bool TableReader::texts(std::string_view key, std::vector<LocatedText>& into, const Need& need) {
  const Need list{need.required, need.example.empty() ? "[\"…\", \"…\"]" : need.example};
  const TomlValue* const value = find(key, Type::array, list);
  if (value == nullptr) return false;
  into.clear();
  for (const TomlValue& item : value->items) {
    if (item.type != Type::text) {
      report(Severity::error, item.line, key,
             "holds " + std::string(to_word(item.type)) + "; its elements are texts in quotes" +
                 for_example(key, list.example));
    } else if (good_text(key, item)) {
      into.push_back({item.text, item.line});
    }
  }
  return true;
}

bool TableReader::texts(std::string_view key, std::vector<std::string>& into, const Need& need) {
  std::vector<LocatedText> located;
  if (!texts(key, located, need)) return false;
  into.clear();
  for (LocatedText& item : located) into.push_back(std::move(item.text));
  return true;
}

std::vector<TableReader> TableReader::tables(std::string_view key, const Need& need) {
  known_.emplace_back(key);
  std::vector<TableReader> out;
  const TomlValue* const value = table_->find(key);
  const std::string header = "[[" + std::string(key) + "]]";
  if (value == nullptr) {
    if (need.required && !file_->incomplete) error(key, "is missing; open each by " + header);
    return out;
  }
  if (value->type == Type::table) {
    error(key, "is opened by single brackets; write " + header + ", once for each");
    out.emplace_back(*value, *file_, std::string(key), *problems_);
    return out;
  }
  if (value->type != Type::array) error(key, "is a single value; open each by " + header);
  for (const TomlValue& item : value->items) {
    if (item.type == Type::table) {
      out.emplace_back(item, *file_, std::string(key), *problems_);
    } else {
      report(Severity::error, item.line, key, "is no table; open each by " + header);
    }
  }
  return out;
}

TableReader TableReader::table(std::string_view key, const Need& need) {
  static const TomlValue nothing{};
  const std::string header = "[" + std::string(key) + "]";
  known_.emplace_back(key);
  const TomlValue* value = table_->find(key);
  if (value == nullptr && need.required && !file_->incomplete) {
    error(key, "is missing; open it by " + header);
  } else if (value != nullptr && value->type != Type::table) {
    error(key, "is opened once, by " + header + ", and not by [[" + std::string(key) + "]]");
    value = nullptr;
  }
  const std::string name = name_.empty() ? std::string(key) : name_ + "." + std::string(key);
  return {value == nullptr ? nothing : *value, *file_, name, *problems_};
}

std::vector<std::string> TableReader::keys() const { return table_->keys; }

int TableReader::line_of(std::string_view key) const {
  const TomlValue* const value = table_->find(key);
  return value == nullptr ? table_->line : value->line;
}

void TableReader::report(Severity severity, int line, std::string_view key, std::string message) {
  std::string full = name_;
  if (!name_.empty() && !key.empty()) full += ".";
  full += printable(key);
  problems_->push_back({severity, file_->path, line, full, std::move(message)});
}

void TableReader::error(std::string_view key, std::string message) {
  report(Severity::error, line_of(key), key, std::move(message));
}

void TableReader::warning(std::string_view key, std::string message) {
  report(Severity::warning, line_of(key), key, std::move(message));
}

void TableReader::reject_unknown() {
  for (const std::string& key : table_->keys) {
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    std::vector<std::string> left;  // what is already there was not meant
    std::copy_if(known_.begin(), known_.end(), std::back_inserter(left),
                 [this](const std::string& known) { return !has(known); });
    const std::string near = nearest(key, left);
    std::vector<std::string> all = known_;
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    report(Severity::error, line_of(key), key,
           near.empty() ? "is no known key here; known are " + in_words(all)
                        : "is no known key; did you mean " + near + "?");
  }
}

}  // namespace tallyd
