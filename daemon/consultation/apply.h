// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/result.h"
#include "daemon/consultation/change.h"
#include "daemon/intake/office.h"
#include "storage/storage.h"

namespace tallyd {

/// Who decides that a changed consultation is in force, and why.
struct Order {
  std::string who;
  std::string why;
  Instant now;
};

/// What was done, and what is left to a person: sentences.
struct Applied {
  std::vector<ConsultationChangeSet> changes;  ///< only what changed
  std::vector<std::string> done;
};

/// Records every changed consultation in the ledger, and in the same transaction does to the
/// replies what consultation_changes() says: a late reply that is in time now is recorded and
/// acknowledged (by a review item, opened and resolved in the name of `who`); a decision that is
/// late now is withdrawn, and its sender told. Nothing is recorded where nothing differs.
Result<Applied> apply_changes(Database& database, const Office& office, const Order& order);

/// Records the first version of each consultation that the ledger does not know: what later ones
/// differ from. Returns the circulars whose files say something else than the ledger: a person must
/// look at them.
Result<std::vector<std::string>> adopt_consultations(Database& database, const Asked& asked,
                                                     Instant now);

}  // namespace tallyd
