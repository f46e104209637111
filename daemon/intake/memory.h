// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "config/result.h"
#include "daemon/intake/office.h"
#include "daemon/judgement/case.h"
#include "storage/database.h"
#include "storage/digest.h"

namespace tallyd {

/// Looks up what bears on a message: whether it was seen, what stands for its speaker, how often
/// its recipients were answered today.
Result<Remembered> remember(Database& database, const Reading& reading, const Digest& digest,
                            const Office& office, Instant now);

/// What makes two messages of one sender "the same content": everything that the reading says, and
/// nothing of the header. Empty where the reading does not tell all that the message says: two
/// scans that nobody could read, or two lists of comments, may look alike in it and be different.
std::optional<Digest> content_digest(const Reading& reading);

}  // namespace tallyd
