// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/office/office_socket.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <sys/socket.h>
#include <sys/un.h>
#include <sysexits.h>
#include <unistd.h>

#include "config/printable.h"
#include "parsers/reader/frame.h"

namespace tallyd {
namespace {

constexpr std::size_t kMost = std::size_t{65} << 20;  // what the converter takes, and a little
constexpr std::chrono::seconds kPatience{30};         // for the bytes of a file to pass
constexpr std::chrono::seconds kConversion{90};       // more than the converter's own limit

class Socket {
 public:
  explicit Socket(int fd) : fd_(fd) {}
  ~Socket() {
    if (fd_ >= 0) close(fd_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  int fd() const { return fd_; }

 private:
  int fd_;
};

Deadline after(std::chrono::milliseconds time) { return std::chrono::steady_clock::now() + time; }

Result<void> connect_to(const Socket& socket, const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return permanent("the path is too long: " + path);
  path.copy(static_cast<char*>(address.sun_path), path.size());
  const auto* const where = reinterpret_cast<const sockaddr*>(&address);
  if (socket.fd() >= 0 && connect(socket.fd(), where, sizeof address) == 0) return {};
  return temporary("the office unit does not answer at " + path + ": " + std::strerror(errno) +
                   "; see: systemctl status tallyd-office.socket");
}

/// A refusal says first what may be done about it.
std::string to_payload(const Error& error) {
  return (error.failure == Failure::temporary ? "temporary\n" : "permanent\n") + error.message;
}

Error from_payload(const std::string& payload) {
  const auto end = payload.find('\n');
  const bool temporary = payload.substr(0, end) == "temporary";
  return {temporary ? Failure::temporary : Failure::permanent,
          printable(end == std::string::npos ? payload : payload.substr(end + 1))};
}

}  // namespace

bool is_office_socket(const std::string& path) {
  std::error_code ignored;  // not to be seen is not there
  return std::filesystem::is_socket(path, ignored);
}

Result<std::string> convert_at(const std::string& path, std::string_view bytes,
                               std::string_view format, std::chrono::milliseconds limit) {
  const Socket connection(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  TALLYD_TRY(connect_to(connection, path));
  const Deadline deadline = after(limit);
  const std::string request = std::string(format) + '\n' + std::string(bytes);
  TALLYD_TRY(send_frame(connection.fd(), FrameType::convert, request, deadline));
  auto answer = receive_frame(connection.fd(), kMost, deadline);
  if (!answer) {
    return temporary("the office unit gave no answer: " + answer.error().message +
                     "; see: journalctl -u 'tallyd-office@*'");
  }
  if (answer->type == FrameType::converted) return std::move(answer->payload);
  return tl::unexpected<Error>(from_payload(answer->payload));
}

Convert office_conversion(const OfficeSettings& settings, OfficeConverter& converter) {
  return [settings, &converter](std::string_view bytes,
                                std::string_view format) -> Result<std::string> {
    if (!settings.enabled)
      return permanent("conversion is switched off ([office] enabled = false)");
    if (!is_office_socket(settings.socket)) return converter.convert(bytes, format);
    return convert_at(settings.socket, bytes, format, kConversion);
  };
}

int serve_office(int fd, OfficeConverter& converter) {
  const auto request = receive_frame(fd, kMost, after(kPatience));
  if (!request || request->type != FrameType::convert) return EX_PROTOCOL;
  const std::size_t end = request->payload.find('\n');
  if (end == std::string::npos) return EX_PROTOCOL;
  const std::string_view payload = request->payload;
  const auto converted = converter.convert(payload.substr(end + 1), payload.substr(0, end));
  const auto sent = converted ? send_frame(fd, FrameType::converted, *converted, after(kPatience))
                              : send_frame(fd, FrameType::refused, to_payload(converted.error()),
                                           after(kPatience));
  return sent ? EX_OK : EX_IOERR;
}

}  // namespace tallyd
