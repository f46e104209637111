// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tallyd {

/// A moment in UTC, whole seconds. All of tallyd's times are Instants.
using Instant = std::chrono::sys_seconds;

/// RFC 3339 in UTC: "2018-03-08T23:59:00Z".
std::string to_rfc3339(Instant instant);

/// Reads RFC 3339 with 'Z' or a numeric offset; fractions of a second are cut off. Empty: no time.
std::optional<Instant> parse_rfc3339(std::string_view text);

}  // namespace tallyd
