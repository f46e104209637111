// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "config/result.h"
#include "daemon/delivery/retry.h"
#include "daemon/delivery/submission.h"
#include "storage/database.h"
#include "storage/outbox.h"

namespace tallyd {

/// What became of one mail, for the log.
struct Delivered {
  OutboxMail mail;  ///< with its recipients as they are now, `last_error` and `state`
  std::optional<Instant> retry_at;
};

/// Sends what is due in the outbox. At least once: when tallyd dies between the server's "250" and
/// the note of it, the mail goes again under the same Message-ID.
class Delivery {
 public:
  using Clock = std::function<Instant()>;
  using Random = std::function<std::uint32_t()>;

  /// All borrowed: must outlive this.
  Delivery(Database& database, Submission& submission, RetrySchedule schedule, Clock clock,
           Random random)
      : database_(database),
        submission_(submission),
        schedule_(schedule),
        clock_(std::move(clock)),
        random_(std::move(random)) {}

  /// Asked of each mail at the last moment: true cancels it (a reminder after the deadline).
  using IsMoot = std::function<Result<bool>(const OutboxMail&)>;
  void cancel_if(IsMoot is_moot) { is_moot_ = std::move(is_moot); }

  /// Sends one mail that is due, or cancels it. Empty: none is. An error is the database's.
  Result<std::optional<Delivered>> deliver_one();

 private:
  Result<std::optional<OutboxMail>> claim(Instant now);
  DeliveryAttempt attempt(OutboxMail& mail);
  Result<bool> cancelled(Delivered& delivered);
  Result<void> note(const OutboxMail& mail, const DeliveryAttempt& report, MailState& state);

  Database& database_;
  Submission& submission_;
  const RetrySchedule schedule_;
  const Clock clock_;
  const Random random_;
  IsMoot is_moot_;
};

}  // namespace tallyd
