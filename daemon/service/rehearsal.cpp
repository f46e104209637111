// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/rehearsal.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <tuple>

#include <stdlib.h>

#include "daemon/service/chores.h"
#include "storage/storage.h"

namespace tallyd {
namespace fs = std::filesystem;
namespace {

constexpr const char* kDatabase = "tallyd.db";

/// Readable by its owner only, and gone with this object.
struct Stage {
  fs::path path;
  Stage() = default;
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  ~Stage() {
    std::error_code error;
    if (!path.empty()) std::ignore = fs::remove_all(path, error);  // a temporary directory
  }
};

Result<void> build(Stage& stage) {
  std::error_code error;
  std::string name = (fs::temp_directory_path(error) / "tallyd-look-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    return temporary(std::string("cannot create a temporary directory: ") + std::strerror(errno));
  }
  stage.path = name;
  return {};
}

/// What is recorded so far, if anything is.
Result<void> copy_records(const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (!fs::exists(from / kDatabase, error)) return {};
  TALLYD_TRY_ASSIGN(Database database, Database::open(from / kDatabase, Access::read));
  return back_up(database, to / kDatabase);
}

}  // namespace

Result<Rehearsal> rehearse(Mailbox& mailbox, const Settings& settings, const Office& office,
                           const Read& read, const Clock& clock) {
  Stage stage;
  TALLYD_TRY(build(stage));
  TALLYD_TRY(copy_records(settings.storage.directory, stage.path));
  TALLYD_TRY_ASSIGN(Storage storage, open_storage(stage.path, Access::write));
  TALLYD_TRY_ASSIGN(const auto before, list_mails(storage.database));
  Rehearsal rehearsal;
  Intake intake(mailbox, storage, office, {read, clock, [&](const Handled& handled) {
                                             rehearsal.messages.push_back(handled);
                                           }});
  TALLYD_TRY(intake.open());
  TALLYD_TRY(intake.pass());
  TALLYD_TRY(do_chores(storage, office, settings, clock()));
  TALLYD_TRY_ASSIGN(rehearsal.mails, list_mails(storage.database));
  // Rows of the outbox stay for ever, in the order of queueing: the new ones come last.
  const auto known = static_cast<std::ptrdiff_t>(before.size());
  rehearsal.mails.erase(rehearsal.mails.begin(), rehearsal.mails.begin() + known);
  return rehearsal;
}

}  // namespace tallyd
