// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace tallyd {

/// Whether a thread got anywhere since last asked: what the watchdog is fed by. Any thread.
class Progress {
 public:
  void beat() { moved_ = true; }
  bool take() { return moved_.exchange(false); }

 private:
  std::atomic<bool> moved_ = false;
};

}  // namespace tallyd
