// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "config/problem.h"
#include "config/settings.h"

namespace tallyd {

/// Reads tallyd.toml; mistakes go to `problems`. Relative paths in it are taken from its folder.
Settings load_settings(const std::string& path, Problems& problems);

}  // namespace tallyd
