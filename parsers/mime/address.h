// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tallyd {

struct Address {
  std::string name;  ///< display name or comment, decoded
  /// addr-spec, unquoted where it may be; the domain in lower case, in ASCII where IDNA has a form
  /// of it that reads back as the same letters.
  std::string mailbox;
};

/// The addresses of a From:, Sender:, … field (RFC 5322 section 3.4, RFC 6532), with groups opened.
/// What is no address is skipped: forgiving, never failing.
std::vector<Address> parse_addresses(std::string_view field_value);

/// Who wrote a message, by its From: field. Empty where it has several addresses, or beside one
/// something that may be meant as another: which of them a mail server has checked is not guessed.
std::optional<Address> parse_author(std::string_view field_value);

/// The first addr-spec of a Return-Path or similar; "<>" for the null path; empty: none.
std::string parse_path(std::string_view field_value);

}  // namespace tallyd
