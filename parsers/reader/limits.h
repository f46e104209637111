// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>

namespace tallyd {

/// What one message may cost. A reader that goes over a limit dies; its message becomes a review.
struct ReaderLimits {
  std::chrono::seconds cpu_time{60};  ///< RLIMIT_CPU
  /// Conversions by the office suite included, and waiting for a processor on a busy machine.
  std::chrono::seconds wall_time{300};
  std::size_t memory = 2048UL << 20;  ///< RLIMIT_AS, bytes, above what the warm parent holds
  std::size_t message = 64UL << 20;   ///< longest message that is handed over, bytes
  std::size_t reading = 32UL << 20;   ///< longest Reading that is taken back, bytes of JSON
};

}  // namespace tallyd
