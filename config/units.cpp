// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/units.h"

#include <array>

namespace tallyd {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t factor;
};
constexpr std::array kTimes{Unit{"w", 604800}, Unit{"d", 86400}, Unit{"h", 3600}, Unit{"m", 60},
                            Unit{"s", 1}};
constexpr std::array kSizes{Unit{"B", 1},          Unit{"kB", 1'000},         Unit{"KB", 1'000},
                            Unit{"MB", 1'000'000}, Unit{"GB", 1'000'000'000}, Unit{"KiB", 1 << 10},
                            Unit{"MiB", 1 << 20},  Unit{"GiB", 1 << 30}};
constexpr std::int64_t kMostNumber = 1'000'000'000'000;
constexpr std::int64_t kMostBytes = std::int64_t{1} << 53;
constexpr std::int64_t kMostSeconds = std::int64_t{100} * 366 * 86400;

/// Takes a decimal number off the front. Empty: there is none, or it is huge.
std::optional<std::int64_t> take_number(std::string_view& text) {
  const std::size_t digits = text.find_first_not_of("0123456789");
  if (digits == 0 || text.empty()) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text.substr(0, digits)) {
    value = value * 10 + (c - '0');
    if (value > kMostNumber) return std::nullopt;
  }
  text.remove_prefix(digits == std::string_view::npos ? text.size() : digits);
  while (!text.empty() && text[0] == ' ') text.remove_prefix(1);
  return value;
}

template <std::size_t N>
std::optional<std::int64_t> factor_of(const std::array<Unit, N>& units, std::string_view name) {
  for (const Unit& unit : units) {
    if (unit.name == name) return unit.factor;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
  if (text.empty()) return std::nullopt;
  std::int64_t total = 0;
  while (!text.empty()) {
    const auto number = take_number(text);
    const auto factor =
        number && !text.empty() ? factor_of(kTimes, text.substr(0, 1)) : std::nullopt;
    if (!factor || *number > kMostSeconds / *factor) return std::nullopt;
    total += *number * *factor;
    if (total > kMostSeconds) return std::nullopt;
    text.remove_prefix(1);
  }
  return std::chrono::seconds{total};
}

std::optional<std::int64_t> parse_size(std::string_view text) {
  const auto number = take_number(text);
  const auto factor = number ? factor_of(kSizes, text) : std::nullopt;
  if (!factor || *number > kMostBytes / *factor) return std::nullopt;
  return *number * *factor;
}

std::string to_text(std::chrono::seconds duration) {
  std::int64_t left = duration.count();
  std::string text;
  for (const Unit& unit : kTimes) {
    if (unit.name == "w" || left < unit.factor) continue;  // people say 28 days
    text += std::to_string(left / unit.factor);
    text += unit.name;
    left %= unit.factor;
  }
  return text.empty() ? "0s" : text;
}

}  // namespace tallyd
