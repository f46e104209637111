// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <utility>

#include "config/result.h"

namespace tallyd {

/// Held by the one tallyd that works on a state directory: two would answer every reply twice. The
/// kernel lets go of it when the process ends, however it ends; the file stays.
class StateLock {
 public:
  /// Makes the directory if there is none. Temporary: another tallyd holds it.
  static Result<StateLock> take(const std::filesystem::path& directory);

  StateLock(StateLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  StateLock& operator=(StateLock&&) = delete;
  ~StateLock();

 private:
  explicit StateLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace tallyd
