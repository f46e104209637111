// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/result.h"
#include "storage/database.h"

namespace tallyd {

/// The circulars of which the ledger has a version (record_consultation_change()), ordered.
Result<std::vector<std::string>> recorded_consultations(Database& database);

}  // namespace tallyd
