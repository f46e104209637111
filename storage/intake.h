// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.h"
#include "storage/database.h"
#include "storage/records.h"

namespace tallyd {

/// All that comes of one message.
struct MessageRecord {
  Digest digest;
  std::string message_id;
  std::optional<Cursor> cursor;      ///< where intake stands after it; none: imported from a file
  std::optional<ReplyRecord> reply;  ///< none: not for us, only the digests are remembered
  std::vector<DecisionRecord> decisions;  ///< of the reply; `id`, `reply`, `stands` are filled in
  std::optional<ReviewItem> review;       ///< of the reply
  std::vector<OutboxMail> mails;          ///< a Message-ID already queued is passed over
  std::vector<FailingAddress> failing;    ///< what a bounce told
  std::optional<Tag> tag;                 ///< what is to be done to it in the mailbox
  std::vector<std::string> working;       ///< addresses that mail comes from again
  Instant at;                             ///< now
};

struct Recorded {
  bool already = false;  ///< these bytes were recorded before: only the cursor moved
  EventId reply = 0;
  EventId review = 0;
  std::vector<EventId> decisions;  ///< in the order given
};

/// Writes all of it within the transaction, or fails with nothing of it kept when the transaction
/// is not committed. The raw message of a reply must be in the archive before the commit. Several
/// messages may share a transaction.
Result<Recorded> record_message(Transaction& transaction, const MessageRecord& message);

/// The same in a transaction of its own.
Result<Recorded> record_message(Database& database, const MessageRecord& message);

/// Where intake stands. Empty: never looked.
Result<std::optional<Cursor>> find_cursor(Database& database, std::string_view mailbox);

/// Moves it alone; a last_uid lower than the one kept, at the same uid_validity, changes nothing.
Result<void> move_cursor(Transaction& transaction, const Cursor& cursor);

/// A message that was looked at before.
struct SeenMessage {
  bool same_bytes = false;  ///< false: another message of the sender with the same Message-ID
  Digest digest;            ///< of the one seen
  Instant at;               ///< when it was first looked at
  EventId reply = 0;        ///< 0: it was not for us
};

/// Whether these bytes, or else a reply of `sender` with this Message-ID (empty: not asked), were
/// looked at before. Under the same Message-ID somebody else has said something else: there are
/// scanners that give every mail the same one.
Result<std::optional<SeenMessage>> find_seen(Database& database, const Digest& digest,
                                             std::string_view message_id = {},
                                             std::string_view sender = {});

}  // namespace tallyd
