// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace tallyd {

/// How long to wait before trying again after `failures` failures in a row (1 and above): between
/// half of and all of 1 s, 2 s, 4 s, … up to 5 minutes. `random` in [0, 1] chooses, so that many
/// clients do not return to a restarted server all at once.
std::chrono::milliseconds backoff(unsigned failures, double random);

}  // namespace tallyd
