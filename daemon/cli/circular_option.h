// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "config/config.h"

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's
class App;
}

namespace tallyd {

/// Adds the positional CIRCULAR to a command.
void add_circular_option(CLI::App& command, std::string& circular);

/// Whether `name`, "TSB Circular 53" in any case or "53", means that circular.
bool names_circular(const std::string& name, const std::string& circular);

/// "TSB Circular 53", in any case, or its number alone: "53". Null: no such consultation, which has
/// been told on standard error with those that there are.
const Consultation* find_circular(const Asked& asked, const std::string& name);

}  // namespace tallyd
