// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/phrases.h"
#include "config/problem.h"

namespace tallyd {

/// The phrases that are built into the program (config/phrases/*.toml of the source), replaced or
/// added to, language by language, by `directory`/phrases/*.toml. Ordered by language.
std::vector<Phrases> load_phrases(const std::string& directory, Problems& problems);

}  // namespace tallyd
