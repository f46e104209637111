// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/imap/response.h"

#include <charconv>

namespace tallyd {

std::string ascii_upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

bool parse_number(std::string_view text, std::uint32_t& number) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return false;
  std::uint32_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return false;
  number = value;
  return true;
}

bool ImapValue::is_atom(std::string_view name) const {
  return kind == Kind::atom && ascii_upper(text) == ascii_upper(name);
}

bool ImapResponse::is_status() const {
  return name == "OK" || name == "NO" || name == "BAD" || name == "BYE" || name == "PREAUTH";
}

}  // namespace tallyd
