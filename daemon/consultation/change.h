// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "config/result.h"
#include "storage/database.h"
#include "storage/records.h"

/// daemon/consultation/: a consultation that changes while it runs (a corrigendum): what the ledger
/// knows of it against what the configuration says, and what that does to the replies. tallyd
/// itself never judges a recorded reply again; apply() does, when a person says so.
namespace tallyd {

/// One thing that a changed file says otherwise.
struct ConsultationDifference {
  std::string what;      ///< "deadline", "draft X.1214", "title of X.1214", …
  std::string recorded;  ///< empty: it is new
  std::string now;       ///< empty: it is gone
  bool operator==(const ConsultationDifference&) const = default;
};

/// What a change does to one decision.
struct Effect {
  enum class Kind {
    counts,           ///< was late, is in time now
    counts_no_more,   ///< was in time, is late now
    leaves_tally,     ///< stands on a draft that was withdrawn
    returns_to_tally  ///< stands on a draft that is asked about again
  };
  Kind kind = Kind::counts;
  ReplyRecord reply;
  std::string draft;
  Authority authority = Authority::assigned;
  Comments comments = Comments::none;
  EventId decision = 0;  ///< counts_no_more: the one that stands
  EventId instead = 0;   ///< counts_no_more: an earlier one that stands again; 0: none
};

struct ConsultationChangeSet {
  std::string circular;
  bool is_known = false;                     ///< the ledger has a version of it
  const Consultation* configured = nullptr;  ///< null: its file is gone
  std::vector<ConsultationDifference> differences;
  std::vector<Effect> effects;  ///< in the order in which the replies were received
  bool is_change() const { return !is_known || !differences.empty(); }
};

/// Of every circular that is configured or that the ledger knows. `asked` must outlive the result.
Result<std::vector<ConsultationChangeSet>> consultation_changes(Database& database,
                                                                const Asked& asked);

/// Pure: the versions of a consultation side by side.
std::vector<ConsultationDifference> differences_of(const Consultation& recorded,
                                                   const Consultation& now);

/// As the ledger keeps it (JSON text), and back. The file of the blank form is left out: it is a
/// matter of this machine. Empty: none of ours.
std::string to_ledger(const Consultation& consultation);
std::optional<Consultation> consultation_from_ledger(const std::string& change);

std::string_view to_word(Effect::Kind kind);

}  // namespace tallyd
