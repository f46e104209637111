// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/judgement/verdict.h"
#include "storage/intake.h"

namespace tallyd {

/// A message that was judged.
struct Judged {
  const Reading& reading;
  const Verdict& verdict;
  Digest digest;
  Instant received;
  Instant now;
  std::string token = {};  ///< one-time, of the review item; empty: none
};

/// The verdict as storage records it: reply, decisions that count from now on, review item. Without
/// a reply where nothing is to be kept. Mails and cursor are the caller's.
MessageRecord to_record(const Judged& judged);

}  // namespace tallyd
