// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>

namespace tallyd {

/// When a thread last got anywhere: what the watchdog is fed by. Any thread.
class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  void beat() { last_ = Clock::now().time_since_epoch().count(); }
  bool is_within(std::chrono::seconds limit) const {
    return Clock::now().time_since_epoch() - Clock::duration{last_.load()} < limit;
  }

 private:
  std::atomic<Clock::rep> last_ = Clock::now().time_since_epoch().count();
};

}  // namespace tallyd
