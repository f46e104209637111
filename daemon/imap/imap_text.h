// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/instant.h"
#include "config/result.h"
#include "daemon/mailbox.h"

/// How things are written in IMAP.
namespace tallyd {

/// A date-time (RFC 9051 section 9): "17-Jul-1996 02:44:25 -0700", " 7-Jul-1996 …". Empty: none.
std::optional<Instant> parse_internal_date(std::string_view text);

/// A mailbox name as an argument: modified UTF-7 (RFC 3501 section 5.1.3), quoted. An error: the
/// name is no UTF-8, or holds control characters.
Result<std::string> mailbox_argument(std::string_view utf8);

/// A keyword may be sent as it is: an atom without '\'.
bool is_keyword(std::string_view text);

/// "4:7,9" for ascending UIDs: one or more sets, each at most `length` bytes long.
std::vector<std::string> uid_sets(const std::vector<Uid>& ascending, std::size_t length);

/// Adds the members of "4:7,9" (or "7:4") to `uids`. False: it is no set, holds 0 or "*", or `uids`
/// would grow beyond `limit`.
bool parse_uid_set(std::string_view set, std::size_t limit, std::vector<Uid>& uids);

}  // namespace tallyd
