// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's
class App;
}

namespace tallyd {

inline constexpr const char* kDefaultConfiguration = "/etc/tallyd";

/// Adds `--config DIR` to a command.
void add_config_option(CLI::App& command, std::string& directory);

}  // namespace tallyd
