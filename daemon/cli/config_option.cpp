// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/config_option.h"

#include <CLI/CLI.hpp>

namespace tallyd {

void add_config_option(CLI::App& command, std::string& directory) {
  directory = kDefaultConfiguration;
  command.add_option("--config", directory, "The configuration's folder")
      ->option_text(std::string("DIR (default: ") + kDefaultConfiguration + ")");
}

}  // namespace tallyd
