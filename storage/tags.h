// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/result.h"
#include "storage/database.h"
#include "storage/records.h"

namespace tallyd {

/// What is still to be done to messages in the mailbox: wishes, written together with the record of
/// the message, and dropped when the server has said that it is done. Work in hand, no part of the
/// ledger.

/// In the order of UIDs.
Result<std::vector<Tag>> pending_tags(Database& database, std::string_view mailbox);

/// Wishes it, in place of an earlier wish for the same message.
Result<void> wish_tag(Transaction& transaction, const Tag& tag);

/// The move is about to be made: when it is found begun, nobody knows how far it came.
Result<void> begin_tag(Transaction& transaction, const Digest& digest);

/// The message has another place now (UIDVALIDITY). No wish for it: nothing changes.
Result<void> move_tag(Transaction& transaction, const Digest& digest, const Cursor& place);

Result<void> drop_tag(Transaction& transaction, const Digest& digest);

/// The same for a message that waits for a person: what was done to it is kept until he decides.
Result<void> keep_tag(Transaction& transaction, const Tag& tag);

/// A message that was kept so, and what was decided since.
struct DecidedTag {
  Tag tag;
  Outcome outcome = Outcome::recorded;  ///< never review
};
/// In the order of UIDs.
Result<std::vector<DecidedTag>> decided_tags(Database& database, std::string_view mailbox);

Result<void> forget_tag(Transaction& transaction, const Digest& digest);

}  // namespace tallyd
