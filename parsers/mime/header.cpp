// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/mime/header.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "config/printable.h"
#include "parsers/mime/charset.h"
#include "parsers/mime/transfer.h"

namespace tallyd {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find_first_of("\r\n");
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == rest.npos ? rest.size() : end);
  if (rest.substr(0, 2) == "\r\n") {
    rest.remove_prefix(2);
  } else if (!rest.empty()) {
    rest.remove_prefix(1);
  }
  return line;
}

bool is_field_name(std::string_view name) {
  return !name.empty() && name.size() <= 76 && std::all_of(name.begin(), name.end(), [](char c) {
    return c > ' ' && c < 0x7f && c != ':';
  });
}

void append(std::string& value, std::string_view more, std::size_t limit) {
  for (const char c : more.substr(0, limit)) {
    if (c != '\0' && value.size() < limit) value += c;
  }
}

/// One encoded word: "=?charset*language?B?text?=".
struct Word {
  std::string charset, bytes;
  std::size_t end = 0;
};

std::optional<Word> encoded_word(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "=?") return std::nullopt;
  const std::size_t charset_end = text.find('?', at + 2);
  if (charset_end == text.npos || charset_end + 3 > text.size()) return std::nullopt;
  const char encoding = static_cast<char>(text[charset_end + 1] | 0x20);
  if (text[charset_end + 2] != '?' || (encoding != 'b' && encoding != 'q')) return std::nullopt;
  const std::size_t begin = charset_end + 3;
  const std::size_t end = text.find("?=", begin);
  if (end == text.npos) return std::nullopt;
  std::string_view charset = text.substr(at + 2, charset_end - at - 2);
  charset = charset.substr(0, charset.find('*'));
  if (charset.empty() || charset.find(' ') != charset.npos) return std::nullopt;
  std::string payload(text.substr(begin, end - begin));
  if (encoding == 'q') std::replace(payload.begin(), payload.end(), '_', ' ');
  return Word{lower(charset),
              encoding == 'b' ? decode_base64(payload) : decode_quoted_printable(payload), end + 2};
}

std::string without_controls(std::string text) {
  for (char& c : text) {
    if ((c >= 0 && c < ' ') || c == 0x7f) c = ' ';
  }
  return text;
}

/// Skips a comment in parentheses that begins at `at`.
std::size_t skip_comment(std::string_view text, std::size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '(') {
      ++depth;
    } else if (text[at] == ')' && --depth == 0) {
      return at + 1;
    }
  }
  return text.size();
}

/// One "name=value" of a structured field, unquoted.
struct Pair {
  std::string name, value;
};

std::vector<std::string> split_parameters(std::string_view text) {
  std::vector<std::string> pieces(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '\\' && i + 1 < text.size()) {
      pieces.back() += c;
      pieces.back() += text[++i];
      continue;
    }
    if (c == '"') quoted = !quoted;
    if (c == '(' && !quoted) {
      i = skip_comment(text, i) - 1;
    } else if (c == ';' && !quoted) {
      pieces.emplace_back();
    } else {
      pieces.back() += c;
    }
  }
  return pieces;
}

std::string unquoted(std::string_view text) {
  text = trimmed(text);
  if (text.size() < 2 || text.front() != '"') return std::string(text);
  text.remove_prefix(1);
  if (text.back() == '"') text.remove_suffix(1);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    // A lone backslash is a Windows path, not a quoted pair.
    const bool escapes =
        text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\');
    if (escapes) ++i;
    out += text[i];
  }
  return out;
}

Pair pair_of(std::string_view piece) {
  const std::size_t equals = piece.find('=');
  if (equals == piece.npos) return {lower(trimmed(piece)), {}};
  return {lower(trimmed(piece.substr(0, equals))), unquoted(piece.substr(equals + 1))};
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const bool coded = text[i] == '%' && i + 2 < text.size() + 0 &&
                       std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr ==
                           text.data() + i + 3;
    out += coded ? static_cast<char>(value) : text[i];
    if (coded) i += 2;
  }
  return out;
}

/// RFC 2231 section 3 and 4: the pieces of one parameter in order, decoded.
struct Continued {
  std::map<int, std::pair<bool, std::string>> pieces;  ///< number → (percent encoded, text)
};

std::string joined(const Continued& continued) {
  std::string bytes;
  std::string charset;
  for (const auto& [number, piece] : continued.pieces) {
    std::string_view text = piece.second;
    if (piece.first && number == 0) {
      const std::size_t first = text.find('\'');
      const std::size_t second = first == text.npos ? first : text.find('\'', first + 1);
      if (second != text.npos) {
        charset = text.substr(0, first);
        text.remove_prefix(second + 1);
      }
    }
    bytes += piece.first ? percent_decoded(text) : std::string(text);
  }
  return without_controls(to_utf8(bytes, charset));
}

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

std::vector<std::string> date_tokens(std::string_view text) {
  std::vector<std::string> tokens(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') i = skip_comment(text, i) - 1;
    const bool separator =
        i >= text.size() || is_blank(text[i]) || text[i] == ',' || text[i] == '(' || text[i] == ')';
    if (separator) {
      if (!tokens.back().empty()) tokens.emplace_back();
    } else {
      tokens.back() += text[i];
    }
  }
  if (tokens.back().empty()) tokens.pop_back();
  return tokens;
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto end = text.data() + text.size();
  if (text.empty() || std::from_chars(text.data(), end, value).ptr != end) return std::nullopt;
  return value;
}

/// "+0530", "GMT", "EST"; others are UTC (RFC 5322 section 4.3).
std::chrono::minutes zone_of(std::string_view zone) {
  constexpr std::array<std::pair<std::string_view, int>, 8> kNames = {{{"EST", -5},
                                                                       {"EDT", -4},
                                                                       {"CST", -6},
                                                                       {"CDT", -5},
                                                                       {"MST", -7},
                                                                       {"MDT", -6},
                                                                       {"PST", -8},
                                                                       {"PDT", -7}}};
  for (const auto& [name, hours] : kNames) {
    if (zone == name) return std::chrono::hours{hours};
  }
  if (zone.size() != 5 || (zone[0] != '+' && zone[0] != '-')) return std::chrono::minutes{0};
  const auto digits = number(zone.substr(1));
  if (!digits) return std::chrono::minutes{0};
  const int minutes = *digits / 100 * 60 + *digits % 100;
  return std::chrono::minutes{zone[0] == '-' ? -minutes : minutes};
}

std::optional<std::chrono::seconds> time_of_day(std::string_view text) {
  std::array<int, 3> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t colon = text.find(':');
    const auto value = number(text.substr(0, colon));
    if (!value || *value < 0 || *value > 60) return std::nullopt;
    parts.at(i) = *value;
    if (colon == text.npos) {
      if (i == 0) return std::nullopt;
      break;
    }
    text.remove_prefix(colon + 1);
  }
  if (parts[0] > 23 || parts[1] > 59) return std::nullopt;
  return std::chrono::hours{parts[0]} + std::chrono::minutes{parts[1]} +
         std::chrono::seconds{std::min(parts[2], 59)};
}

int full_year(int year) {
  if (year < 50) return year + 2000;
  return year < 1000 ? year + 1900 : year;
}

/// Bytes that are no text stay told apart: two Message-IDs never become one.
std::string as_text(std::string id) {
  const bool text = is_utf8(id) && std::none_of(id.begin(), id.end(), [](char c) {
                      return (c >= 0 && c < ' ') || c == 0x7f;
                    });
  return text ? id : printable(id);
}

}  // namespace

std::vector<Field> parse_fields(std::string_view header, const MessageLimits& limits) {
  std::vector<Field> fields;
  header = header.substr(0, limits.header_bytes);
  while (!header.empty() && fields.size() < limits.fields) {
    const std::string_view line = take_line(header);
    if (line.empty()) break;
    if (is_blank(line.front())) {
      if (fields.empty()) continue;
      fields.back().value += ' ';
      append(fields.back().value, trimmed(line), limits.field_bytes);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == line.npos) continue;
    const std::string_view name = trimmed(line.substr(0, colon));
    if (!is_field_name(name)) continue;
    Field field{lower(name), {}};
    append(field.value, trimmed(line.substr(colon + 1)), limits.field_bytes);
    fields.push_back(std::move(field));
  }
  return fields;
}

std::string decode_words(std::string_view value) {
  std::string out;
  std::string charset;  // of the bytes that wait
  std::string waiting;
  std::string blanks;
  const auto flush = [&] {
    if (!charset.empty()) out += to_utf8(waiting, charset);
    waiting.clear();
    charset.clear();
  };
  std::string plain;
  for (std::size_t i = 0; i < value.size();) {
    if (const auto word = encoded_word(value, i)) {
      out += to_utf8(std::exchange(plain, {}));
      if (charset.empty()) out += blanks;  // between two encoded words they do not count
      blanks.clear();
      if (charset != word->charset) flush();
      charset = word->charset;
      waiting += word->bytes;
      i = word->end;
      continue;
    }
    if (is_blank(value[i])) {
      blanks += ' ';
    } else {
      flush();
      plain += std::exchange(blanks, {});
      plain += value[i];
    }
    if (!blanks.empty() && !plain.empty()) {
      // Blanks behind plain text belong to it; those behind an encoded word wait.
      plain += std::exchange(blanks, {});
    }
    ++i;
  }
  flush();
  out += to_utf8(plain);
  return without_controls(std::move(out));
}

Parameters parse_parameters(std::string_view value) {
  Parameters out;
  const std::vector<std::string> pieces = split_parameters(value);
  out.value = lower(trimmed(pieces.front()));
  std::map<std::string, Continued> continued;
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    Pair pair = pair_of(pieces[i]);
    const std::size_t star = pair.name.find('*');
    if (star == std::string::npos) {
      out.parameters.emplace(pair.name, decode_words(pair.value));
      continue;
    }
    std::string_view rest = std::string_view(pair.name).substr(star + 1);
    const bool coded = rest.empty() || rest.back() == '*';
    if (!rest.empty() && rest.back() == '*') rest.remove_suffix(1);
    const int at = number(rest).value_or(0);
    continued[pair.name.substr(0, star)].pieces[at] = {coded, std::move(pair.value)};
  }
  for (const auto& [name, parts] : continued) out.parameters[name] = joined(parts);
  return out;
}

std::vector<std::string> parse_message_ids(std::string_view value) {
  std::vector<std::string> ids;
  for (std::size_t at = value.find('<'); at != value.npos; at = value.find('<', at)) {
    const std::size_t end = value.find('>', at);
    if (end == value.npos) break;
    std::string id;
    for (const char c : value.substr(at + 1, end - at - 1)) {
      if (!is_blank(c)) id += c;
    }
    if (!id.empty() && id.size() <= 998) ids.push_back(as_text(std::move(id)));
    at = end;
  }
  const std::string_view bare = trimmed(value);
  const bool one_word = bare.find_first_of(" \t<>") == bare.npos;
  if (ids.empty() && one_word && bare.find('@') != bare.npos)
    ids.push_back(as_text(std::string(bare)));
  return ids;
}

std::optional<Instant> parse_date(std::string_view value) {
  std::vector<std::string> tokens = date_tokens(value.substr(0, 200));
  if (!tokens.empty() && !number(tokens[0])) tokens.erase(tokens.begin());  // the weekday
  if (tokens.size() < 4) return std::nullopt;
  const auto day = number(tokens[0]);
  const auto month = std::find(kMonths.begin(), kMonths.end(), lower(tokens[1]).substr(0, 3));
  const auto year = number(tokens[2]);
  const auto time = time_of_day(tokens[3]);
  if (!day || month == kMonths.end() || !year || !time) return std::nullopt;
  const std::chrono::year_month_day date{
      std::chrono::year{full_year(*year)},
      std::chrono::month{static_cast<unsigned>(month - kMonths.begin()) + 1},
      std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  const auto zone = tokens.size() > 4 ? zone_of(tokens[4]) : std::chrono::minutes{0};
  return Instant{std::chrono::sys_days{date} + *time - zone};
}

}  // namespace tallyd
