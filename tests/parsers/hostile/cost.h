// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

namespace tallyd::test {

/// What a piece of work cost, done in a process of its own.
struct Cost {
  bool came_to_its_end = false;  ///< not killed, not ended by an exception
  double seconds = 0;            ///< of processor time
  long megabytes = 0;            ///< at most in memory, above what the process began with
  std::string told;              ///< what the work returned
};

/// Runs `work` in a child process that is killed after 60 seconds.
Cost cost_of(const std::function<std::string()>& work);

/// The Reading of a raw message, in short: its kind, and the codes of its doubts.
Cost cost_of_reading(const std::string& raw);

/// A message from a registered sender, with the bytes as an attachment.
std::string with_attachment(const std::string& bytes, const std::string& name);

/// `text` so many times.
std::string repeated(const std::string& text, std::size_t times);

}  // namespace tallyd::test
