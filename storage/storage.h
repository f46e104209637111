// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "config/result.h"
#include "storage/archive.h"
#include "storage/contacts.h"
#include "storage/database.h"
#include "storage/intake.h"
#include "storage/ledger.h"
#include "storage/outbox.h"
#include "storage/records.h"
#include "storage/replies.h"
#include "storage/retention.h"
#include "storage/reviews.h"
#include "storage/tags.h"

/// storage/: what is remembered. One SQLite database (schema.sql explains it) and one directory of
/// raw messages. What a message says is for parsers/, what is done about it for daemon/; nothing
/// here reads a clock, a mail or a network, and nothing here judges.
///
/// Invariants, and who holds them:
///   - the ledger is only ever added to, and each row proves those before it (triggers; verify());
///   - reply, decision, standing and review say nothing that the ledger does not (they are written
///     from its events alone; verify(), rebuild());
///   - a reply, its decisions, its review item, its answers and the move of the cursor are written
///     together or not at all (record_message());
///   - the same bytes are recorded once (seen), the same Message-ID is queued once (outbox);
///   - per administration and draft one decision stands, the one received last (standing);
///   - mail that is not for us leaves two digests and nothing else;
///   - SQLite's exceptions end here: everything returns a Result, `temporary` where the world may
///     get better (disk full, locked), `corrupt` where stored data contradicts itself.
namespace tallyd {

struct Storage {
  Database database;
  Archive archive;
};

/// `tallyd.db` and `archive/` in that directory, which is created for Access::write.
Result<Storage> open_storage(const std::filesystem::path& directory, Access access,
                             const Steps& steps = {});

}  // namespace tallyd
