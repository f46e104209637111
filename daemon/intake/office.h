// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <string_view>

#include "config/config.h"
#include "daemon/compose/answer.h"
#include "daemon/compose/templates.h"
#include "daemon/judgement/policy.h"
#include "parsers/reading.h"

namespace tallyd {

/// All that intake is told by the configuration: what is asked, how it is judged and answered.
struct Office {
  Asked asked;
  Policy policy;
  Templates templates;
  Letterhead letterhead;
  /// How long the token in a notice of a review is good; zero: notices have none.
  std::chrono::seconds token_lifetime{0};
  int notices_per_day = 20;  ///< of reviews; what is more is told in one mail about many
  std::string mailbox;       ///< the cursor's name: account, host and folder
};

/// Turns a raw message into what it says; never fails (ReaderPool::read).
using Read = std::function<Reading(std::string_view raw)>;

using Clock = std::function<Instant()>;

}  // namespace tallyd
