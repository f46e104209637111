// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tallyd {

struct Address {
  std::string name;     ///< display name or comment, decoded
  std::string mailbox;  ///< addr-spec, unquoted where it may be; the domain in lower case
};

/// The addresses of a From:, Sender:, … field (RFC 5322 section 3.4, RFC 6532), with groups opened.
/// What is no address is skipped: forgiving, never failing.
std::vector<Address> parse_addresses(std::string_view field_value);

/// The first addr-spec of a Return-Path or similar; "<>" for the null path; empty: none.
std::string parse_path(std::string_view field_value);

}  // namespace tallyd
