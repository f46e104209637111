// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "config/result.h"
#include "storage/steps.h"

namespace tallyd {

/// The whole file. `permanent`: there is none; else `temporary`.
Result<std::string> read_file(const std::filesystem::path& file);

/// Where write_durably() writes.
struct DurablePlace {
  std::filesystem::path file;       ///< its directory exists
  std::filesystem::path temporary;  ///< a directory of the same file system, for the time between
};

/// Writes a file of mode 0600 that is whole and on the disk when it returns, or not there at all.
/// One that was there is replaced.
Result<void> write_durably(const DurablePlace& place, std::string_view bytes, const Steps& steps);

/// Creates `directory` (mode 0700) and what is missing above it up to `root`, which exists, and
/// syncs all of them, so that a file in it survives a loss of power.
Result<void> make_directory(const std::filesystem::path& root,
                            const std::filesystem::path& directory, const Steps& steps);

/// After it returns, files created, renamed or removed in `directory` stay so.
Result<void> sync_directory(const std::filesystem::path& directory);
Result<void> sync_file(const std::filesystem::path& file);

/// "cannot WHAT FILE: No space left on device", `temporary`: whatever the system refuses may be
/// mended (space, permissions, a cable).
tl::unexpected<Error> system_error(const char* what, const std::filesystem::path& file, int error);

}  // namespace tallyd
