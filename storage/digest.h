// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tallyd {

/// A SHA-256 (FIPS 180-4): the name of an archived message, the link of the ledger's chain.
struct Digest {
  std::array<std::uint8_t, 32> bytes{};
  bool operator==(const Digest&) const = default;
  bool operator<(const Digest& other) const { return bytes < other.bytes; }
};

Digest sha256(std::string_view bytes);

/// 64 lower-case hexadecimal digits.
std::string to_hex(const Digest& digest);

/// Reads what to_hex() writes. Empty: anything else.
std::optional<Digest> parse_digest(std::string_view hex);

}  // namespace tallyd
