// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

#include "daemon/cli/terminal.h"

namespace tallyd {

/// How far long work has come, on the last line of the terminal, written over as it goes on and
/// gone when it ends: "reading: 37 of 194, 12 a second". Where there is no terminal, or one that
/// cannot go back on a line, nothing is ever written. Any thread.
class ProgressLine {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  /// On standard error, whatever becomes of standard output. No total: it is not known.
  explicit ProgressLine(std::string what, std::size_t total = 0);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { clear(); }

  /// One more is done. Written some times a second, not each time.
  void step();

  /// So many are done, of so many.
  void show(std::size_t done, std::size_t total);

  /// Before anything else is written there.
  void clear();

 private:
  void draw();

  const std::string what_;
  const Terminal terminal_;
  const Moment started_ = std::chrono::steady_clock::now();
  std::mutex mutex_;
  Moment drawn_;
  std::size_t done_ = 0;  ///< guarded by mutex_, as the next ones
  std::size_t total_;
  bool shown_ = false;
};

/// "reading: 37 of 194, 12 a second, 13 s left": at most `columns` wide.
std::string progress_text(const std::string& what, std::size_t done, std::size_t total,
                          std::chrono::milliseconds passed, std::size_t columns);

}  // namespace tallyd
