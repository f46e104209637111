// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "config/config.h"
#include "config/instant.h"
#include "config/result.h"
#include "daemon/compose/letter.h"
#include "storage/database.h"
#include "storage/records.h"

namespace tallyd {

/// An answer that did not reach an administration goes once to its other addresses: a State that
/// replied must hear what was understood.

/// `mail`, an acknowledgement with its bytes, under a Message-ID of its own, to the registered
/// addresses of its administration that are not in `failing` and did not get it. Empty: it is no
/// acknowledgement, whom it was for does not speak for the administration, or there is no other
/// address. The same mail always gives the same Message-ID.
struct Unreached {
  const OutboxMail& mail;
  std::vector<FailingAddress> failing;  ///< all that are known, those of this mail among them
  Instant now;
};
std::optional<OutboxMail> to_other_addresses(const Unreached& unreached,
                                             const Register& administrations,
                                             const Letterhead& letterhead);

/// Queues that for every acknowledgement of the last two weeks that the mail server would not take
/// for an address of an administration. Returns how many mails it queued.
Result<int> resend_refused(Database& database, const Register& administrations,
                           const Letterhead& letterhead, Instant now);

}  // namespace tallyd
