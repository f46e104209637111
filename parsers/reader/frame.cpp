// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/reader/frame.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>

namespace tallyd {
namespace {

constexpr std::size_t kHeaderSize = 5;

/// Waits until `fd` is ready for `events`.
Result<void> wait_for(int fd, short events, Deadline deadline) {
  while (true) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return temporary("the reader took longer than its time");
    pollfd wanted{fd, events, 0};
    const auto most = std::min<std::int64_t>(left.count(), 1'000'000);
    const int ready = ::poll(&wanted, 1, static_cast<int>(most));
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return temporary(std::string("poll: ") + std::strerror(errno));
  }
}

/// One step of sending or receiving: how many bytes went, 0 where it would have to wait.
Result<std::size_t> step(ssize_t done, const char* what) {
  const int error = errno;
  if (done > 0) return static_cast<std::size_t>(done);
  if (done == 0) return temporary("the other side closed the connection");
  if (error == EAGAIN || error == EINTR) return std::size_t{0};
  return temporary(std::string(what) + ": " + std::strerror(error));
}

Result<void> send_all(int fd, std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    TALLYD_TRY(wait_for(fd, POLLOUT, deadline));
    const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    TALLYD_TRY_ASSIGN(const std::size_t count, step(sent, "send"));
    bytes.remove_prefix(count);
  }
  return {};
}

Result<void> receive_all(int fd, char* to, std::size_t size, Deadline deadline) {
  while (size > 0) {
    TALLYD_TRY(wait_for(fd, POLLIN, deadline));
    const ssize_t received = ::recv(fd, to, size, MSG_DONTWAIT);
    TALLYD_TRY_ASSIGN(const std::size_t count, step(received, "recv"));
    to += count;
    size -= count;
  }
  return {};
}

}  // namespace

Result<void> send_frame(int fd, FrameType type, std::string_view payload, Deadline deadline) {
  if (payload.size() > UINT32_MAX) return permanent("a frame holds less than 4 GiB");
  std::array<char, kHeaderSize> header{};
  for (std::size_t i = 0; i < 4; ++i) header.at(i) = static_cast<char>(payload.size() >> (8 * i));
  header[4] = static_cast<char>(type);
  TALLYD_TRY(send_all(fd, {header.data(), header.size()}, deadline));
  return send_all(fd, payload, deadline);
}

Result<Frame> receive_frame(int fd, std::size_t most, Deadline deadline) {
  std::array<char, kHeaderSize> header{};
  TALLYD_TRY(receive_all(fd, header.data(), header.size(), deadline));
  std::size_t size = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    size |= std::size_t{static_cast<unsigned char>(header.at(i))} << (8 * i);
  }
  if (size > most) return permanent("a frame of " + std::to_string(size) + " bytes is too long");
  Frame frame{static_cast<FrameType>(header[4]), std::string(size, '\0')};
  TALLYD_TRY(receive_all(fd, frame.payload.data(), size, deadline));
  return frame;
}

}  // namespace tallyd
