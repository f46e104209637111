// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/problem.h"
#include "config/settings.h"

namespace tallyd {

/// Reads tallyd.toml; mistakes go to `problems`. Relative paths in it are taken from its folder.
/// `languages` are the codes that are known.
Settings load_settings(const std::string& path, const std::vector<std::string>& languages,
                       Problems& problems);

}  // namespace tallyd
