// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/ledger.h"

namespace tallyd {

/// Whether such an event is told by a person, beside what comes by mail, and may change the report.
bool is_of_a_person(EventKind kind);

}  // namespace tallyd
