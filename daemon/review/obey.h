// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/result.h"
#include "daemon/intake/office.h"
#include "daemon/judgement/verdict.h"
#include "storage/storage.h"

namespace tallyd {

/// A mail that answers a notice of a review, in the name of somebody at TSB.
struct InstructingMail {
  const Reading& reading;
  Fate fate;  ///< instruct, or distrust: nobody vouches for its sender
  Digest digest;
  Instant now;
};

struct Obeyed {
  std::vector<OutboxMail> mails;  ///< to queue: what the sender is told
  std::size_t queued = 0;         ///< those, and what was queued for others
  std::string said;               ///< what came of it, for the log
};

/// Does what the mail says, within the transaction. Whatever is wrong with it (its token, its
/// sender, its lines), nothing is decided then and the sender is told why; a distrusted sender only
/// where the token is good, because otherwise anybody could make us write to TSB.
Result<Obeyed> obey_mail(Transaction& transaction, const Office& office,
                         const InstructingMail& mail);

}  // namespace tallyd
