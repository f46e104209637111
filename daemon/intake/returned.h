// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "config/result.h"
#include "parsers/reading.h"
#include "storage/database.h"
#include "storage/records.h"

namespace tallyd {

/// What a bounce says of addresses that we wrote to. Anybody can write a bounce: one that matches
/// nothing that we sent says nothing. It is matched, the surest first,
///   - by the return path that we gave the mail (VERP), which names mail and recipient;
///   - by the Message-ID of the mail that it returns: then it speaks of the recipients of that mail
///     alone, whatever addresses it names;
///   - where it names no Message-ID at all, by the address that failed: one that we wrote to
///   lately.
/// Empty for any other message. `return_pattern` is smtp.envelope_from.
Result<std::vector<FailingAddress>> returned_mail(Database& database, const Reading& bounce,
                                                  std::string_view return_pattern, Instant now);

}  // namespace tallyd
