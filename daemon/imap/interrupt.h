// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace tallyd {

/// A request to stop, made once by any thread (or a signal handler), seen by whoever polls fd().
/// It is never taken back.
class Interrupt {
 public:
  Interrupt();  ///< aborts when the process is out of file descriptors
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  void raise() noexcept;
  bool raised() const noexcept;
  int fd() const noexcept { return fd_; }  ///< readable from the moment it was raised

  /// Sleeps; returns at once when raised.
  void pause(std::chrono::milliseconds duration) const noexcept;

 private:
  int fd_;
};

}  // namespace tallyd
