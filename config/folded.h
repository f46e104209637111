// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tallyd {

/// `name` for comparing: ASCII letters in lower case, no blanks. "TSB Circular 53" and
/// "TSB circular  53" are the same.
inline std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c != ' ') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

}  // namespace tallyd
