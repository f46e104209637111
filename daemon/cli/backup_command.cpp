// SPDX-License-Identifier: GPL-3.0-or-later
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "config/settings_loader.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/stored.h"
#include "daemon/office/child.h"
#include "storage/durable_file.h"
#include "storage/ledger.h"
#include "storage/retention.h"

namespace tallyd {
namespace fs = std::filesystem;
namespace {

struct Options {
  std::string directory;
  std::string file;
};

constexpr std::chrono::hours kLongest{24};

/// Removed with what is in it.
struct Stage {
  fs::path path;
  explicit Stage(const fs::path& beside) {
    std::string name = (beside / ".tallyd-backup-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path = name;
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  ~Stage() {
    std::error_code ignored;  // what is left is named .tallyd-backup-…
    if (!path.empty()) fs::remove_all(path, ignored);
  }
};

/// The database first: what is added to the archive meanwhile does no harm, it then holds all that
/// the copy speaks of.
Result<void> pack_once(Database& database, const fs::path& state, const Stage& stage) {
  TALLYD_TRY(back_up(database, stage.path / "tallyd.db"));
  TALLYD_TRY_ASSIGN(const int status,
                    run_child({"tar", "--create", "--file=" + (stage.path / "tar").string(),
                               "--exclude=archive/tmp", "-C", stage.path.string(), "tallyd.db",
                               "-C", state.string(), "archive"},
                              kLongest));
  // 1: a directory was added to meanwhile.
  if (status > 1) return temporary("tar failed with status " + std::to_string(status));
  return sync_file(stage.path / "tar");
}

/// Once more where retention took a message out of the archive that the copy speaks of.
Result<void> pack(Database& database, const fs::path& state, const Stage& stage) {
  for (;;) {
    TALLYD_TRY_ASSIGN(const LedgerHead head, ledger_head(database));
    TALLYD_TRY(pack_once(database, state, stage));
    TALLYD_TRY_ASSIGN(const bool removed, removed_since(database, head.id));
    if (!removed) return {};
    std::error_code error;
    if (!fs::remove(stage.path / "tallyd.db", error)) {
      return system_error("remove", stage.path / "tallyd.db", error.value());
    }
  }
}

ExitCode back_up_all(const Options& options) {
  Problems problems;
  const Settings settings = load_settings(options.directory + "/tallyd.toml", problems);
  if (has_errors(problems)) return report(problems);
  auto storage = open_stored(options.directory);
  if (!storage) return storage.error();
  std::error_code error;
  const fs::path file = fs::absolute(options.file, error);
  ::umask(0077);  // replies are nobody else's business
  const Stage stage(file.parent_path());
  if (stage.path.empty() || fs::exists(file, error)) {
    std::cerr << "tallyctl backup: " << file.string()
              << (stage.path.empty() ? std::string(" can't be written: ") + std::strerror(errno)
                                     : " exists: give another name")
              << '\n';
    return ExitCode::cant_create;
  }
  const auto packed = pack(storage->database, settings.storage.directory, stage);
  if (!packed) return report(packed.error());
  if (::link((stage.path / "tar").c_str(), file.c_str()) != 0) {
    std::cerr << "tallyctl backup: " << file.string() << ": " << std::strerror(errno) << '\n';
    return ExitCode::cant_create;
  }
  const auto synced = sync_directory(file.parent_path());
  return synced ? ExitCode::ok : report(synced.error());
}

}  // namespace

void add_backup(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = tallyctl.add_subcommand(
      "backup", "Put database and archive into one file (tar), while the service runs");
  add_config_option(*command, options->directory);
  command->add_option("FILE", options->file, "A new file, for example tallyd-2026-11-24.tar")
      ->required();
  command->footer(
      "To restore: stop the service; tar -xf FILE -C /var/lib/tallyd, which is empty; \n"
      "chown -R tallyd:tallyd /var/lib/tallyd; tallyctl verify; start the service.\n"
      "Example:\n  tallyctl backup /srv/backup/tallyd-$(date +%F).tar");
  command->callback([options, &action] { action = [options] { return back_up_all(*options); }; });
}

}  // namespace tallyd
