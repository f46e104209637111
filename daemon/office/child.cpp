// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/office/child.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <tuple>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tallyd {
namespace {

/// Returns 0 or the error number.
int spawn(const std::vector<std::string>& command, pid_t& child) {
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& each : command) arguments.push_back(const_cast<char*>(each.c_str()));
  arguments.push_back(nullptr);
  char path[] = "PATH=/usr/bin:/bin", language[] = "LANG=C.UTF-8";
  char* environment[] = {path, language, nullptr};
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&files);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&files, 3);  // no database, no connection
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes,
                           POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  const int failed =
      posix_spawnp(&child, arguments[0], &files, &attributes, arguments.data(), environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return failed;
}

enum class End { in_time, too_late };

End wait_for_end(pid_t child, std::chrono::milliseconds limit) {
  // glibc 2.36 declares pidfd_open() without C linkage.
  const int handle = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
  if (handle < 0) return End::in_time;  // an old kernel: waitpid() waits, rlimits still hold
  const auto until = std::chrono::steady_clock::now() + limit;
  int ready = 0;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    pollfd wanted{handle, POLLIN, 0};
    ready = left.count() > 0 ? poll(&wanted, 1, static_cast<int>(left.count())) : 0;
    if (ready >= 0 || errno != EINTR) break;
  }
  close(handle);
  return ready == 0 ? End::too_late : End::in_time;
}

}  // namespace

Result<int> run_child(const std::vector<std::string>& command, std::chrono::milliseconds limit) {
  pid_t child = 0;
  if (const int failed = spawn(command, child); failed != 0) {
    return permanent(command[0] + " could not be started: " + std::strerror(failed));
  }
  const End end = wait_for_end(child, limit);
  if (end == End::too_late) std::ignore = kill(-child, SIGKILL);  // gone already: just as well
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return temporary(std::string("waitpid: ") + std::strerror(errno));
  }
  if (end == End::too_late) return temporary(command[0] + " took too long and was ended");
  if (WIFSIGNALED(status)) {
    return temporary(command[0] + " was killed by signal " + std::to_string(WTERMSIG(status)));
  }
  return WEXITSTATUS(status);
}

}  // namespace tallyd
