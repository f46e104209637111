// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <tl/expected.hpp>

#include "config/problem.h"
#include "config/result.h"
#include "daemon/cli/exit_code.h"
#include "storage/storage.h"

namespace tallyd {

/// Says on standard error what failed; what to exit with: temporary, unavailable, or data where
/// what is stored contradicts itself.
ExitCode report(const Error& error);

/// The same for a configuration with errors: prints those, not the warnings.
ExitCode report(const Problems& problems);

/// The daemon's database and archive as `directory`/tallyd.toml names them, for reading. What is
/// wrong has been told on standard error.
tl::expected<Storage, ExitCode> open_stored(const std::string& directory);

}  // namespace tallyd
