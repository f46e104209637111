// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tallyd {

/// What is wrong with a domain as it must stand in a register (RFC 1035 section 2.3.1, at least two
/// labels), and what would be right. Empty: nothing.
std::string mistake_in_domain(std::string_view domain);

/// The same for an address (RFC 5321 section 4.1.2, without quoted local parts and literals).
std::string mistake_in_address(std::string_view address);

/// Whether anybody may have an address there: gmail.com, outlook.com, … Lower case.
bool is_public_provider(std::string_view domain);

/// ASCII letters in lower case; all else stays.
std::string lower_case(std::string_view text);

}  // namespace tallyd
