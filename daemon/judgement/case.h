// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/config.h"
#include "config/instant.h"
#include "config/speaker.h"
#include "daemon/judgement/policy.h"
#include "parsers/reading.h"
#include "storage/records.h"

namespace tallyd {

/// The decision that counts for one administration on one draft.
struct Standing {
  Decision decision;
  Instant received;
  std::string sender;  ///< address; empty: a person at TSB
};

/// What is remembered that bears on a message.
struct Remembered {
  bool seen = false;    ///< these bytes, or this sender's Message-ID with the same decisions
  bool reused = false;  ///< this sender's Message-ID, with other decisions
  /// What became of the first message of this sender that said exactly this, under another
  /// Message-ID, or under this one where a person doubts it. Empty: there was none.
  std::optional<Outcome> resent;
  std::string resent_authentication;            ///< what the trusted server stated of that one
  bool ours = false;                            ///< we sent it
  bool answers_us = false;                      ///< In-Reply-To or References name a mail of ours
  std::string answered_circular;                ///< that mail's; empty: of none
  std::map<std::string, Standing> standing;     ///< by designation, of the speaker (see speaks_for)
  std::map<std::string, int> answers_of_today;  ///< by address in lower case
  std::set<std::string> failing;                ///< addresses, in lower case, that are gone
};

/// All that a verdict depends on.
struct Case {
  const Reading& reading;
  Instant received;  ///< by the mailbox (INTERNALDATE), never the sender's Date:
  const Asked& asked;
  const Policy& policy;
  Remembered remembered;

  // What follows from the above, worked out once by open_case().
  const Consultation* consultation = nullptr;      ///< null: none that is configured
  const Administration* administration = nullptr;  ///< see speaks_for(); null: not known
  Speaker speaker;
  Authentication authentication;
};

/// The administration for whom a message speaks, or claims to: the sender's; where an address
/// serves several, the one of them that the form names; from an unknown sender, the one that the
/// message names. Null: not to be told. Intake looks up what stands for it.
const Administration* speaks_for(const Reading& reading, const Speaker& speaker,
                                 const Register& administrations);

Case open_case(const Reading& reading, Instant received, const Asked& asked, const Policy& policy,
               Remembered remembered);

/// True if two decisions on one draft say different things. Comments on a draft for which authority
/// is not assigned make no difference: the form has no circle there.
bool differ(const Decision& one, const Decision& other);

/// True if a file beside the form says something: reasons for not assigning authority, comments.
bool gives_reasons(const Reading& reading);

/// True if the decision can be recorded: assigned or not assigned.
bool decides(const Decision& decision);

}  // namespace tallyd
