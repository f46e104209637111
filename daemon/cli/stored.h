// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "config/problem.h"
#include "config/result.h"
#include "daemon/cli/exit_code.h"
#include "daemon/service/workshop.h"
#include "storage/storage.h"

namespace tallyd {

/// Says on standard error what failed; what to exit with: temporary, unavailable, or data where
/// what is stored contradicts itself.
ExitCode report(const Error& error);

/// The same for a configuration with errors: prints those, not the warnings.
ExitCode report(const Problems& problems);

/// The daemon's database and archive as `directory`/tallyd.toml names them. What is wrong has been
/// told on standard error. Access::write makes no database where there is none.
tl::expected<Storage, ExitCode> open_stored(const std::string& directory,
                                            Access access = Access::read);

/// The whole configuration and the database, for writing beside a running tallyd; the database must
/// be there. What is wrong has been told on standard error.
struct OpenedOffice {
  std::unique_ptr<Setup> setup;
  Storage storage;
};
tl::expected<OpenedOffice, ExitCode> open_office(const std::string& directory, Access access);

/// The present time, in whole seconds.
Instant now();

}  // namespace tallyd
