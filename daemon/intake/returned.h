// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "config/result.h"
#include "parsers/reading.h"
#include "storage/database.h"
#include "storage/records.h"

namespace tallyd {

struct Returned {
  std::vector<FailingAddress> failing;  ///< addresses that did not get it
  std::optional<OutboxMail> mail;       ///< of ours, the one that it returns; empty: none
  bool by_address_alone = false;        ///< anybody who knows the address can write such a bounce
};

/// What a bounce says of addresses that we wrote to. Anybody can write a bounce: one that matches
/// nothing that we sent says nothing. It is matched, the surest first,
///   - by the return path that we gave the mail (VERP), which names mail and recipient;
///   - by the Message-ID of the mail that it returns: then it speaks of the recipients of that mail
///     alone, whatever addresses it names;
///   - where it names no Message-ID at all, by the address that failed: one that we wrote to
///   lately.
/// Empty for any other message. `return_pattern` is smtp.envelope_from.
Result<Returned> returned_mail(Database& database, const Reading& bounce,
                               std::string_view return_pattern, Instant now);

}  // namespace tallyd
