// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tallyd {

/// "90s", "5m", "1h", "28d", "2w", also joined: "1h30m". Empty: no unit, no number, negative, or
/// more than a hundred years.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

/// "512B", "64kB", "25MB", "1GB" (powers of 1000) or "64KiB", "25MiB", "1GiB" (of 1024), in bytes.
/// Empty: no unit, no number, negative, or more than 2^53.
std::optional<std::int64_t> parse_size(std::string_view text);

/// As parse_duration() reads it: "1h30m", "0s".
std::string to_text(std::chrono::seconds duration);

}  // namespace tallyd
