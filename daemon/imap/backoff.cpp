// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/imap/backoff.h"

#include <algorithm>

namespace tallyd {

std::chrono::milliseconds backoff(unsigned failures, double random) {
  constexpr std::chrono::milliseconds kLongest = std::chrono::minutes{5};
  constexpr unsigned kMostDoublings = 9;  // 2^9 s is over five minutes already
  const unsigned doublings = std::min(std::max(failures, 1U) - 1, kMostDoublings);
  const auto longest = std::min<std::chrono::milliseconds>(
      std::chrono::milliseconds{1000} * (1U << doublings), kLongest);
  const double share = 0.5 + std::clamp(random, 0.0, 1.0) / 2;
  return std::chrono::milliseconds{
      static_cast<std::int64_t>(static_cast<double>(longest.count()) * share)};
}

}  // namespace tallyd
