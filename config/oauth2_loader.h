// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"

namespace tallyd {

class TableReader;

/// The table [oauth2].
void read_oauth2(TableReader table, OAuth2Settings& oauth2);

}  // namespace tallyd
