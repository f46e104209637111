// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/config.h"
#include "config/settings.h"
#include "storage/storage.h"

namespace tallyd {

/// Writes the report on all consultations to `report/index.html` in the state directory, where any
/// web server may show it.
Result<void> publish_report(Storage& storage, const Settings& settings, const Asked& asked,
                            Instant now);

}  // namespace tallyd
