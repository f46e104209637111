// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tallyd {

enum class Severity {
  error,    ///< the configuration can't be used
  warning,  ///< it can be used, and is probably not what was meant
};

/// One mistake in a configuration file, told so that it can be mended from the message alone.
struct Problem {
  Severity severity = Severity::error;
  std::string file;     ///< path as it was opened
  int line = 0;         ///< of the key, counted from 1; 0: the file as a whole
  std::string key;      ///< "draft.designation"; may be empty
  std::string message;  ///< what is wrong and what would be right; no full stop at the end
  bool operator==(const Problem&) const = default;
};

/// In the order of files and, in a file, of lines.
using Problems = std::vector<Problem>;

std::string_view to_word(Severity severity);

/// "consultations/c53.toml:5: error: consultation.deadline: …", as compilers write.
std::string to_line(const Problem& problem);

/// True if one of them is an error.
bool has_errors(const Problems& problems);

}  // namespace tallyd
