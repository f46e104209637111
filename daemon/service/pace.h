// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace tallyd {

/// At most so many mails a minute: a full minute's worth may go at once, then one each time a share
/// of the minute has passed (a token bucket).
class Pace {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  Pace(int per_minute, Moment now)
      : capacity_(per_minute < 1 ? 1 : per_minute), tokens_(capacity_), at_(now) {}

  /// How long to wait before the next; zero: go, and it is counted.
  std::chrono::milliseconds take(Moment now) {
    const std::chrono::duration<double> passed = now - at_;
    at_ = now;
    tokens_ += passed.count() * capacity_ / 60.0;
    if (tokens_ > capacity_) tokens_ = capacity_;
    if (tokens_ >= 1.0) {
      tokens_ -= 1.0;
      return std::chrono::milliseconds{0};
    }
    return std::chrono::milliseconds{
        static_cast<std::chrono::milliseconds::rep>((1.0 - tokens_) * 60000.0 / capacity_) + 1};
  }

 private:
  double capacity_;
  double tokens_;
  Moment at_;
};

}  // namespace tallyd
