// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.h"
#include "storage/steps.h"

namespace tallyd {

/// The whole file. `permanent`: there is none; else `temporary`.
Result<std::string> read_file(const std::filesystem::path& file);

/// What write_durably() writes.
struct DurableFile {
  std::filesystem::path file;  ///< its directory exists
  std::string_view bytes;
};

/// Writes files of mode 0600 that are whole and on the disk when it returns; each is whole or not
/// there at all whatever happens. One that was there is replaced. `temporary`: a directory of the
/// same file system, for the time between. Many at once take little longer than one, because the
/// disk is waited for together.
Result<void> write_durably(const std::vector<DurableFile>& files,
                           const std::filesystem::path& temporary, const Steps& steps);

/// Creates directories (mode 0700) and what is missing above them up to `root`, which exists, and
/// syncs all above them, so that a file in one survives a loss of power once that is synced.
Result<void> make_directories(const std::filesystem::path& root,
                              const std::set<std::filesystem::path>& directories,
                              const Steps& steps);

/// After it returns, files created, renamed or removed in `directory` stay so.
Result<void> sync_directory(const std::filesystem::path& directory);
Result<void> sync_file(const std::filesystem::path& file);

/// "cannot WHAT FILE: No space left on device", `temporary`: whatever the system refuses may be
/// mended (space, permissions, a cable).
tl::unexpected<Error> system_error(const char* what, const std::filesystem::path& file, int error);

}  // namespace tallyd
