// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/stored.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "config/printable.h"
#include "config/settings_loader.h"

namespace tallyd {

ExitCode report(const Error& error) {
  std::cerr << "tallyctl: " << printable(error.message) << '\n';
  switch (error.failure) {
    case Failure::temporary:
      return ExitCode::temporary;
    case Failure::permanent:
      return ExitCode::unavailable;
    case Failure::corrupt:
      return ExitCode::data;
  }
  std::abort();
}

ExitCode report(const Problems& problems) {
  for (const Problem& problem : problems) {
    if (problem.severity == Severity::error) std::cerr << to_line(problem) << '\n';
  }
  return ExitCode::config;
}

tl::expected<Storage, ExitCode> open_stored(const std::string& directory, Access access) {
  Problems problems;
  const std::filesystem::path file = std::filesystem::path(directory) / "tallyd.toml";
  const Settings settings = load_settings(file.string(), problems);
  if (has_errors(problems)) return tl::unexpected<ExitCode>(report(problems));
  auto storage = open_storage(settings.storage.directory, Access::read);
  if (storage && access == Access::write) {
    storage = open_storage(settings.storage.directory, Access::write);
  }
  if (!storage) return tl::unexpected<ExitCode>(report(storage.error()));
  return std::move(*storage);
}

tl::expected<OpenedOffice, ExitCode> open_office(const std::string& directory, Access access) {
  auto setup = load_setup(directory);
  if (!setup) return tl::unexpected<ExitCode>(ExitCode::config);
  const std::string& state = setup->configuration.settings.storage.directory;
  // To open for writing makes a new database where there is none: that is tallyd's to do.
  auto storage = open_storage(state, Access::read);
  if (storage && access == Access::write) storage = open_storage(state, Access::write);
  if (!storage) return tl::unexpected<ExitCode>(report(storage.error()));
  auto key = message_id_key(storage->database);
  if (!key) return tl::unexpected<ExitCode>(report(key.error()));
  setup->office.letterhead.message_id_key = *std::move(key);
  return OpenedOffice{std::move(setup), std::move(*storage)};
}

Instant now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

}  // namespace tallyd
