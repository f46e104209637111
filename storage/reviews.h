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

/// The queue of messages that a person must look at.

/// Ordered by when they were opened. No state: all of them.
Result<std::vector<ReviewItem>> list_reviews(Database& database,
                                             std::optional<ReviewState> state = {});

/// Empty: no such item.
Result<std::optional<ReviewItem>> find_review(Database& database, EventId id);

/// The item of that one-time token, open or closed. Empty: none.
Result<std::optional<ReviewItem>> find_review_by_token(Database& database, std::string_view token);

/// For a reply that was recorded before (a late one that TSB may admit). One of a new reply comes
/// with record_message(). `permanent`: no such reply, or an open item of it exists.
Result<EventId> open_review(Transaction& transaction, const ReviewItem& item);

/// Nobody: empty assignee.
Result<void> assign_review(Transaction& transaction, EventId id, std::string_view assignee,
                           std::string_view who, Instant at);

/// Who spoke in a message, as a person found out; the item stays open.
struct Attribution {
  EventId review = 0;
  std::string administration;
  std::string who;
  std::string why;
  Instant at;
};
Result<void> attribute_review(Transaction& transaction, const Attribution& attribution);

/// How a person closed an item.
struct ReviewClosing {
  EventId review = 0;
  ReviewState state = ReviewState::resolved;  ///< resolved or rejected
  Outcome outcome = Outcome::recorded;        ///< of the reply from now on
  std::string administration = {};            ///< who spoke, where it was not known before
  std::string circular = {};                  ///< what it answers, where that was not known before
  std::string who;
  std::string why;
  std::vector<DecisionRecord> decisions = {};  ///< that count from now on
  std::vector<OutboxMail> mails = {};
  Instant at;
};

/// Writes all of it. `permanent`: no such item, or already closed; or rejected, while a decision of
/// its reply stands.
Result<void> close_review(Transaction& transaction, const ReviewClosing& closing);

/// TSB is not told of every review in a mail of its own: those that it is still to be told of, as
/// work in hand, ordered.
Result<void> tell_later(Transaction& transaction, EventId review);
Result<std::vector<EventId>> untold_reviews(Database& database);
Result<void> told_up_to(Transaction& transaction, EventId review);

/// How many notices of single reviews were queued since then.
Result<int> notices_since(Database& database, Instant since);

}  // namespace tallyd
