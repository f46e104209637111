// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/form_identifier.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <sstream>

namespace tallyd {
namespace {

constexpr std::string_view kMark = "TALLYD";
constexpr std::string_view kNobody = "---";

std::string check_sum(const std::string& text) {
  std::uint32_t hash = 2166136261U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  std::array<char, 8> digits{};
  std::snprintf(digits.data(), digits.size(), "%04X", (hash ^ hash >> 16U) & 0xFFFFU);
  return digits.data();
}

std::string with_sum(const std::string& number, const std::string& administration) {
  const std::string text = std::string(kMark) + " " + number + " " + administration;
  return text + " " + check_sum(text);
}

}  // namespace

std::string form_identifier(std::string_view circular, std::string_view administration) {
  const auto digits = circular.find_last_not_of("0123456789");
  const std::string number(circular.substr(std::min(digits + 1, circular.size())));
  return with_sum(number, std::string(administration.empty() ? kNobody : administration));
}

std::optional<FormIdentifier> find_form_identifier(std::string_view text) {
  for (auto at = text.find(kMark); at != text.npos; at = text.find(kMark, at + 1)) {
    std::istringstream words{std::string(text.substr(at + kMark.size(), 64))};
    std::string number;
    std::string administration;
    std::string sum;
    words >> number >> administration >> sum;
    const std::string right = with_sum(number, administration);
    if (right.substr(right.size() - 4) != sum.substr(0, 4)) continue;
    return FormIdentifier{number, administration == kNobody ? "" : administration};
  }
  return std::nullopt;
}

}  // namespace tallyd
