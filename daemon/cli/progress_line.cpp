// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/progress_line.h"

#include <iostream>

namespace tallyd {
namespace {

constexpr std::chrono::milliseconds kBetween{100};
constexpr const char* kErase = "\r\033[K";  // ECMA-48: erase to the end of the line

}  // namespace

std::string progress_text(const std::string& what, std::size_t done, std::size_t total,
                          std::chrono::milliseconds passed, std::size_t columns) {
  std::string text = what + ": " + std::to_string(done);
  if (total > 0) text += " of " + std::to_string(total);
  const auto milliseconds = static_cast<std::size_t>(passed.count());
  const std::size_t tenths = milliseconds == 0 ? 0 : done * 10000 / milliseconds;
  if (tenths > 0) {
    text += ", " + std::to_string(tenths / 10) +
            (tenths < 100 ? "." + std::to_string(tenths % 10) : "") + " a second";
    if (total > done) text += ", " + std::to_string((total - done) * 10 / tenths + 1) + " s left";
  }
  return cut_to(text, columns);
}

ProgressLine::ProgressLine(std::string what, std::size_t total)
    : what_(std::move(what)), terminal_(standard_error()), total_(total) {}

void ProgressLine::step() {
  const std::lock_guard lock(mutex_);
  ++done_;
  draw();
}

void ProgressLine::show(std::size_t done, std::size_t total) {
  const std::lock_guard lock(mutex_);
  done_ = done;
  total_ = total;
  draw();
}

void ProgressLine::draw() {
  const Moment now = std::chrono::steady_clock::now();
  if (!terminal_.rewrites || (shown_ && now - drawn_ < kBetween)) return;
  const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(now - started_);
  // A character in the last column makes some terminals begin a new line.
  const std::size_t columns = terminal_.width > 1 ? terminal_.width - 1 : 0;
  std::cerr << kErase << progress_text(what_, done_, total_, passed, columns) << std::flush;
  drawn_ = now;
  shown_ = true;
}

void ProgressLine::clear() {
  const std::lock_guard lock(mutex_);
  if (!shown_) return;
  std::cerr << kErase << std::flush;
  shown_ = false;
}

}  // namespace tallyd
