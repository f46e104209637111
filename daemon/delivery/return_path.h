// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/records.h"

namespace tallyd {

/// VERP: a return path of its own for each mail and recipient, so that a bounce tells what it
/// returns by the mere address that it comes to, whatever its system leaves out.
///
/// In the pattern (smtp.envelope_from) "{id}" becomes a token, "12-1f2e3d4c5b6a", and "{recipient}"
/// the recipient with '=' for '@'; that is left out where the local part would be longer than the
/// 64 bytes of RFC 5321 section 4.5.3.1.1. The token depends on the Message-ID, so that nobody
/// guesses the return path of another's mail.
std::string return_path(const OutboxMail& mail, std::string_view recipient);

/// What stands in place of "{id}".
std::string return_token(const OutboxMail& mail, std::string_view recipient);

/// The token in an address of that pattern. Empty: the address is none of it, or the pattern has no
/// "{id}".
struct ReturnToken {
  std::int64_t mail = 0;
  std::string text;
};
std::optional<ReturnToken> find_return_token(std::string_view pattern, std::string_view address);

}  // namespace tallyd
