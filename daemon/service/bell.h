// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace tallyd {

/// Wakes one sleeping thread: now and then to work, once and for all to stop. A ring while nobody
/// sleeps is not lost. Any thread.
class Bell {
 public:
  void ring() {
    const std::lock_guard lock(mutex_);
    rung_ = true;
    wake_.notify_all();
  }
  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    wake_.notify_all();
  }
  bool stopped() const {
    const std::lock_guard lock(mutex_);
    return stopped_;
  }
  /// Returns when rung, when stopped, or after `most`.
  void sleep(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, most, [this] { return rung_ || stopped_; });
    rung_ = false;
  }
  /// Sleeps through rings.
  void pause(std::chrono::milliseconds duration) {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, duration, [this] { return stopped_; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool rung_ = false;
  bool stopped_ = false;
};

}  // namespace tallyd
