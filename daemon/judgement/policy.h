// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "config/instant.h"
#include "daemon/judgement/authentication.h"

namespace tallyd {

/// What the operator decides about judging.
struct Policy {
  std::string authserv_id;  ///< of the receiving server; empty: nothing is trusted
  std::string own_domain;   ///< of our Message-IDs
  std::string own_address;  ///< what comes from it, we or our people sent
  RequiredProof required = RequiredProof::dmarc;
  std::chrono::seconds conflict_window = std::chrono::hours{1};
  std::optional<Instant> answer_since;  ///< nothing received earlier is answered
  int answers_per_day = 10;             ///< to one address
  /// Who may decide reviews by e-mail: addresses of TSB in lower case.
  std::vector<std::string> instructors = {};
};

}  // namespace tallyd
