// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/reader/handed_descriptor.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include <sys/socket.h>
#include <sys/uio.h>

namespace tallyd {
namespace {

/// One byte of data, as every message needs, with room for one descriptor beside it.
struct Envelope {
  char byte = '.';
  iovec data{&byte, 1};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  msghdr message{};

  Envelope() {
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
  }
  Envelope(const Envelope&) = delete;  // msghdr points into the object
  Envelope& operator=(const Envelope&) = delete;
};

}  // namespace

Result<void> send_descriptor(int control, int fd) {
  Envelope envelope;
  cmsghdr* header = CMSG_FIRSTHDR(&envelope.message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(header), &fd, sizeof(fd));
  while (::sendmsg(control, &envelope.message, MSG_NOSIGNAL) < 0) {
    const int error = errno;
    if (error != EINTR) {
      return temporary(std::string("the reader process is gone: ") + std::strerror(error));
    }
  }
  return {};
}

std::optional<int> receive_descriptor(int control) {
  while (true) {
    Envelope envelope;
    const ssize_t got = ::recvmsg(control, &envelope.message, MSG_CMSG_CLOEXEC);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    const cmsghdr* header = CMSG_FIRSTHDR(&envelope.message);
    if (header == nullptr || header->cmsg_type != SCM_RIGHTS) continue;
    int fd = -1;
    std::memcpy(&fd, CMSG_DATA(header), sizeof(fd));
    return fd;
  }
}

}  // namespace tallyd
