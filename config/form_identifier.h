// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tallyd {

/// What ties a blank form to whom it was made for.
struct FormIdentifier {
  std::string circular_number;  ///< "53"
  std::string administration;   ///< ISO 3166-1 alpha-3; empty: a form for anybody
  bool operator==(const FormIdentifier&) const = default;
};

/// "TALLYD 53 KEN 7F2A": the same as text and in the QR code. The last word is a check sum
/// (FNV-1a), so that a misread letter makes it no identifier. Nobody in particular: "TALLYD 53 ---
/// 7F2A".
std::string form_identifier(std::string_view circular, std::string_view administration);

/// The first right identifier in a text. Empty: none.
std::optional<FormIdentifier> find_form_identifier(std::string_view text);

}  // namespace tallyd
