// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program under test: its clock is off by as many seconds as the file
// $TALLYD_TEST_CLOCK says, read anew each time. CLOCK_MONOTONIC stays what it is.
#include <cstdlib>
#include <ctime>
#include <fstream>

#include <sys/syscall.h>
#include <unistd.h>

// The C library's names and types. NOLINTBEGIN(readability-inconsistent-declaration-parameter-name)
extern "C" int clock_gettime(clockid_t which, timespec* now) noexcept {
  const auto done = static_cast<int>(::syscall(SYS_clock_gettime, which, now));
  const char* const path = std::getenv("TALLYD_TEST_CLOCK");
  if (done != 0 || which != CLOCK_REALTIME || path == nullptr) return done;
  long seconds = 0;
  std::ifstream(path) >> seconds;
  now->tv_sec += seconds;
  return done;
}

extern "C" time_t time(time_t* now) noexcept {
  timespec exact{};
  clock_gettime(CLOCK_REALTIME, &exact);
  if (now != nullptr) *now = exact.tv_sec;
  return exact.tv_sec;
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
