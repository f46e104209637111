// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/imap/interrupt.h"

#include <cstdint>
#include <cstdlib>
#include <tuple>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace tallyd {
namespace {

bool readable_within(int fd, std::chrono::milliseconds limit) noexcept {
  const auto end = std::chrono::steady_clock::now() + limit;
  for (;;) {
    pollfd entry{fd, POLLIN, 0};
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    const auto count = left.count() > 0 ? left.count() : 0;
    constexpr std::int64_t kDay = 24L * 3600 * 1000;  // poll() counts in an int
    if (poll(&entry, 1, static_cast<int>(count < kDay ? count : kDay)) > 0) return true;
    if (count == 0) return false;
  }
}

}  // namespace

Interrupt::Interrupt() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (fd_ < 0) std::abort();
}

Interrupt::~Interrupt() { close(fd_); }

void Interrupt::raise() noexcept {
  const std::uint64_t one = 1;
  std::ignore = write(fd_, &one, sizeof one);  // fails only when it is raised 2^64 times
}

bool Interrupt::raised() const noexcept {
  return readable_within(fd_, std::chrono::milliseconds{0});
}

void Interrupt::pause(std::chrono::milliseconds duration) const noexcept {
  readable_within(fd_, duration);
}

}  // namespace tallyd
