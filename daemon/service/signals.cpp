// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/signals.h"

#include <csignal>
#include <cstdlib>
#include <ctime>

namespace tallyd {
namespace {

sigset_t our_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, signal);
  return set;
}

}  // namespace

void take_signals() {
  const sigset_t set = our_signals();
  if (pthread_sigmask(SIG_BLOCK, &set, nullptr) != 0) std::abort();
  std::signal(SIGPIPE, SIG_IGN);  // a lost connection is an error of write(), not of the process
}

Wish wait_for_wish(std::chrono::milliseconds most) {
  const sigset_t set = our_signals();
  const timespec limit = {static_cast<time_t>(most.count() / 1000),
                          static_cast<long>(most.count() % 1000) * 1000000};
  const int signal = sigtimedwait(&set, nullptr, &limit);
  if (signal == SIGHUP) return Wish::reload;
  return signal == SIGTERM || signal == SIGINT ? Wish::stop : Wish::none;
}

}  // namespace tallyd
