// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/delivery/retry.h"

#include <algorithm>
#include <array>

namespace tallyd {

std::optional<Instant> next_attempt(const RetrySchedule& schedule, Instant queued, int attempts,
                                    Instant now, std::uint32_t random) {
  using std::chrono::minutes;
  constexpr std::array<minutes, 6> kPauses = {minutes{1},  minutes{5},  minutes{15},
                                              minutes{30}, minutes{60}, minutes{120}};
  if (now - queued >= schedule.give_up_after) return std::nullopt;
  const int index = std::clamp(attempts - 1, 0, static_cast<int>(kPauses.size()) - 1);
  const std::chrono::seconds pause = kPauses.at(static_cast<std::size_t>(index));
  return now + pause + pause * (random % 201) / 1000;
}

}  // namespace tallyd
