// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/instant.h"
#include "config/result.h"
#include "daemon/compose/letter.h"
#include "storage/database.h"

namespace tallyd {

/// One mail about the reviews that got no notice of their own (storage/reviews.h: tell_later()), a
/// quarter of an hour after the first of them, and one an hour at most. Returns how many mails it
/// queued.
Result<int> queue_gathered_notice(Database& database, const Letterhead& letterhead, Instant now);

}  // namespace tallyd
