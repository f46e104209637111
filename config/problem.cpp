// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/problem.h"

#include <algorithm>
#include <cstdlib>

namespace tallyd {

std::string_view to_word(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
  }
  std::abort();
}

std::string to_line(const Problem& problem) {
  std::string line = problem.file;
  if (problem.line > 0) line += ":" + std::to_string(problem.line);
  line += ": ";
  line += to_word(problem.severity);
  line += ": ";
  if (!problem.key.empty()) line += problem.key + ": ";
  return line + problem.message;
}

bool has_errors(const Problems& problems) {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Problem& problem) { return problem.severity == Severity::error; });
}

}  // namespace tallyd
