// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

namespace tallyd {

/// Every value of a configuration folder as it is written, by file and key:
/// "administrations.toml: KEN.language" = "\"en\"". For telling what a reload changes.
using Written = std::map<std::string, std::string>;

/// Of tallyd.toml, administrations.toml and consultations/*.toml. What can't be read is left out:
/// the loader tells of it.
Written as_written(const std::string& directory);

/// One line for each value that was added, removed or changed, in the order of the keys.
std::vector<std::string> differences(const Written& before, const Written& after);

}  // namespace tallyd
