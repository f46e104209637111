// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/toml_hint.h"

#include <algorithm>

#include "config/printable.h"

namespace tallyd {
namespace {

constexpr std::string_view kBlanks = " \t\r";
constexpr std::string_view kDigits = "0123456789";

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool looks_like_time(std::string_view value) {
  const bool digits_only = value.find_first_not_of("0123456789-./:TtZz+ UTCGMT") == value.npos;
  return digits_only && value.find_first_of("-./") != value.npos && value.size() >= 8;
}

std::string in_quotes(std::string_view key, std::string_view value) {
  return "a text needs quotes: " + printable(key) + " = \"" + printable(value) + "\"";
}

/// "2018-03-08T23:59:00 Europe/Geneva", "2018-03-08T23:59:00CET": a moment with the name of a zone.
bool is_moment_in_named_zone(std::string_view value) {
  const auto is_digit = [&](std::size_t at) { return kDigits.find(value[at]) != kDigits.npos; };
  constexpr std::string_view kForm = "0000-00-00T00:00";
  if (value.size() <= kForm.size()) return false;
  for (std::size_t at = 0; at < kForm.size(); ++at) {
    const bool fits = kForm[at] == '0'   ? is_digit(at)
                      : kForm[at] == 'T' ? value[at] == 'T' || value[at] == 't' || value[at] == ' '
                                         : value[at] == kForm[at];
    if (!fits) return false;
  }
  return true;
}

std::string hint_for_value(std::string_view key, std::string_view value) {
  if (value.empty()) return "the value after '=' is missing";
  std::string lower(value);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (lower == "true" || lower == "false" || lower == "yes" || lower == "no" || lower == "on" ||
      lower == "off") {
    return "write true or false, in small letters and without quotes";
  }
  if (value[0] == '"' || value[0] == '\'') {
    return std::count(value.begin(), value.end(), value[0]) % 2 == 1
               ? "the closing quote is missing, or a quote within the text is not written as \\\""
               : "";
  }
  if (value.find("\xe2\x80\x9c") == 0 || value.find("\xe2\x80\x9e") == 0 ||
      value.find("\xe2\x80\x9d") == 0 || value.find("\xc2\xab") == 0) {
    return "write straight quotes, \"…\", not typographic ones";
  }
  if (is_moment_in_named_zone(value)) {
    return "a time has its zone as Z (UTC) or as hours ahead of UTC, not as a name: "
           "2018-03-08T23:59:00Z, 2018-03-08T23:59:00+01:00";
  }
  if (looks_like_time(value)) {
    return "a date is written 2018-03-08, a time with its zone 2018-03-08T23:59:00Z";
  }
  const bool plain = value.find_first_of("[{") != 0;
  const bool word = is_letter(value[0]) || (kDigits.find(value[0]) != kDigits.npos &&
                                            std::any_of(value.begin(), value.end(), is_letter));
  return plain && word ? in_quotes(key, value) : "";
}

std::string hint(std::string_view line) {
  if (line.empty()) return "";
  if (line[0] == '[') return "a table is opened by [name] or [[name]]";
  const auto equals = line.find('=');
  if (equals == std::string_view::npos) {
    return line.find(':') != line.npos ? "a line is written key = value, with '=' and not ':'"
                                       : "a line is written key = value";
  }
  return hint_for_value(trim(line.substr(0, equals)), trim(line.substr(equals + 1)));
}

/// What the parser found may be no mistake of the line alone.
std::string hint_by_parser(std::string_view line, std::string_view said) {
  const bool again = said.find("cannot redefine existing") != said.npos;
  if (again && line.substr(0, 2) == "[[") {
    return "it is opened by single brackets above; write [[name]] each time";
  }
  if (again && line.substr(0, 1) != "[") return "this key is there above already; join the two";
  if (again && said.find("array") != said.npos) return "there are several of it: write [[name]]";
  if (again) return "this table is opened above already: join the two";
  if (said.find("invalid utf-8") != said.npos) {
    return "holds a letter that is no UTF-8: let the editor save the file as UTF-8";
  }
  if (said.find("after '\\r'") != said.npos) {
    return "lines end in LF or CR LF: let the editor save the file so";
  }
  return "";
}

}  // namespace

std::string hint_for(std::string_view line, std::string_view parser_said) {
  std::string help = hint_by_parser(trim(line), parser_said);
  if (help.empty()) help = hint(trim(line));
  const std::string said = "this line is no TOML (" + printable(parser_said) + ")";
  return help.empty() ? said : help + "; " + said;
}

}  // namespace tallyd
