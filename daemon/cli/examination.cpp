// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/examination.h"

#include <cstdlib>
#include <limits>

#include <pwd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include "parsers/documents/ocr.h"
#include "parsers/reader/message_reader.h"

namespace tallyd {
namespace {

constexpr double kLittle = 1e9;  // a busy consultation takes some megabytes
constexpr double kNone = 1e8;
constexpr double kFewFiles = 10'000;
constexpr std::chrono::minutes kClockTolerance{5};

Examined permissions(Health health, std::string text) {
  return {"permissions", health, std::move(text)};
}

/// The service of the package runs as this user, whose directory it must be.
bool is_strangers(const std::string& directory, const struct stat& status) {
  if (directory != StorageSettings{}.directory) return false;
  const passwd* const user = ::getpwnam("tallyd");  // NOLINT(concurrency-mt-unsafe): one thread
  return user != nullptr && status.st_uid != user->pw_uid;
}

}  // namespace

const char* to_word(Health health) {
  switch (health) {
    case Health::good:
      return "ok";
    case Health::doubtful:
      return "warning";
    case Health::bad:
      return "error";
  }
  std::abort();
}

Examined examine_permissions(const Settings& settings) {
  const std::string& directory = settings.storage.directory;
  struct stat status {};
  if (::stat(directory.c_str(), &status) != 0) {
    return permissions(Health::bad,
                       directory +
                           " is not there; start the service once (systemctl start tallyd), or "
                           "check [storage] directory");
  }
  if (!S_ISDIR(status.st_mode)) {
    return permissions(Health::bad, directory + " is no directory; check [storage] directory");
  }
  if (is_strangers(directory, status)) {
    return permissions(Health::bad, directory +
                                        " is not the service's own, which runs as tallyd; run: "
                                        "chown -R tallyd:tallyd " +
                                        directory);
  }
  if ((status.st_mode & S_IRWXU) != S_IRWXU) {
    return permissions(Health::bad,
                       directory + " can't be written by its owner; run: chmod 0750 " + directory);
  }
  struct stat database {};
  const std::string file = directory + "/tallyd.db";
  if (::stat(file.c_str(), &database) == 0 && database.st_uid != status.st_uid) {
    return permissions(Health::bad, file +
                                        " has another owner than its folder; run: chown -R "
                                        "--reference=" +
                                        directory + " " + directory);
  }
  if ((status.st_mode & S_IRWXO) != 0) {
    return permissions(Health::doubtful,
                       directory + " is open to every user; run: chmod 0750 " + directory);
  }
  if (::access(directory.c_str(), W_OK) != 0) {
    return permissions(
        Health::doubtful,
        directory + " can't be written by this user; run doctor as root or as tallyd");
  }
  return permissions(Health::good, directory);
}

Examined examine_room(const std::string& directory, const Room& room) {
  const std::string left =
      std::to_string(static_cast<long long>(room.bytes / 1e6)) + " MB are free for " + directory;
  const bool none = room.bytes < kNone || room.files < 1;
  if (none || room.bytes < kLittle || room.files < kFewFiles) {
    const std::string files =
        room.files < kFewFiles
            ? ", and only " + std::to_string(static_cast<long long>(room.files)) + " more files fit"
            : "";
    return {"disk", none ? Health::bad : Health::doubtful,
            left + files +
                "; make room: with none left nothing is recorded or answered until there is some"};
  }
  return {"disk", Health::good, left};
}

Examined examine_disk(const Settings& settings) {
  const std::string& directory = settings.storage.directory;
  struct statvfs found {};
  if (::statvfs(directory.c_str(), &found) != 0) {
    return {"disk", Health::doubtful, "how much room " + directory + " has can't be told"};
  }
  const double files = found.f_files == 0 ? std::numeric_limits<double>::infinity()
                                          : static_cast<double>(found.f_favail);
  return examine_room(
      directory,
      {static_cast<double>(found.f_bavail) * static_cast<double>(found.f_frsize), files});
}

Examined examine_clock(Instant now, std::optional<Instant> newest) {
  if (newest && now + kClockTolerance < *newest) {
    return {"clock", Health::bad,
            "this machine says it is " + to_rfc3339(now) + ", but a row of the ledger is of " +
                to_rfc3339(*newest) + "; set the clock: timedatectl set-ntp true"};
  }
  timex state{};
  if (::adjtimex(&state) == TIME_ERROR && (state.status & STA_UNSYNC) != 0) {
    return {"clock", Health::doubtful,
            to_rfc3339(now) +
                ", synchronised by nobody; reminders and digests go by it: timedatectl set-ntp "
                "true, or let the machine's host keep it right"};
  }
  return {"clock", Health::good, to_rfc3339(now)};
}

Examined examine_scans() {
  const Ocr ocr(scan_languages());
  if (ocr.missing().empty()) return {"scans", Health::good, "all languages are there"};
  std::string packages;
  for (std::string language : ocr.missing()) {
    if (const auto at = language.find('_'); at != std::string::npos) language[at] = '-';
    packages += " tesseract-ocr-" + language;
  }
  return {"scans", Health::doubtful,
          "languages of tesseract are missing; run: apt install" + packages +
              "; until then scans in them are left to a person"};
}

}  // namespace tallyd
