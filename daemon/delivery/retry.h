// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "config/instant.h"

namespace tallyd {

/// When a mail that was deferred is tried again (RFC 5321 section 4.5.4.1: soon at first, later at
/// half-hour intervals and more, and given up after some days).
struct RetrySchedule {
  std::chrono::seconds give_up_after = std::chrono::hours{24 * 5};
};

/// After `attempts` attempts, the last of them at `now`; `random` spreads mails that failed
/// together by up to a fifth. Empty: it was queued too long ago, give up.
std::optional<Instant> next_attempt(const RetrySchedule& schedule, Instant queued, int attempts,
                                    Instant now, std::uint32_t random);

}  // namespace tallyd
