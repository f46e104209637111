// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/storage.h"

#include <system_error>

#include "storage/durable_file.h"

namespace tallyd {
namespace fs = std::filesystem;

Result<Storage> open_storage(const fs::path& directory, Access access, const Steps& steps) {
  std::error_code error;
  if (access == Access::write) fs::create_directories(directory, error);
  if (error) return system_error("create", directory, error.value());
  TALLYD_TRY_ASSIGN(Archive archive, Archive::open(directory / "archive", access, steps));
  TALLYD_TRY_ASSIGN(Database database, Database::open(directory / "tallyd.db", access, steps));
  return Storage{std::move(database), std::move(archive)};
}

}  // namespace tallyd
