// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/state_lock.h"

#include <cerrno>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace tallyd {
namespace fs = std::filesystem;
namespace {

std::string reason(int error) { return std::generic_category().message(error); }

}  // namespace

Result<StateLock> StateLock::take(const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  const fs::path file = directory / "lock";
  const int fd = error ? -1 : open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    const std::string why = error ? error.message() : reason(errno);
    return permanent("cannot open " + file.string() + ": " + why +
                     "; check [storage] directory in tallyd.toml and who owns it");
  }
  StateLock lock(fd);
  if (flock(fd, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno != EWOULDBLOCK) return permanent("cannot lock " + file.string() + ": " + reason(errno));
  return temporary("another tallyd works on " + directory.string() +
                   ": stop it first (systemctl stop tallyd), or give this one a [storage] "
                   "directory of its own");
}

StateLock::~StateLock() {
  if (fd_ >= 0) close(fd_);
}

}  // namespace tallyd
