// SPDX-License-Identifier: GPL-3.0-or-later
// A reader whose messages are orders: what they ask for is tried from inside the confinement.
#include "parsers/reader/reader_program.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace tallyd;

namespace {

std::string outcome(long result) {
  return result < 0 ? std::string("refused: ") + std::strerror(errno) : "allowed";
}

std::string attempt(const std::string& what) {
  if (what == "open") return outcome(::open("/etc/passwd", O_RDONLY));
  if (what == "create") return outcome(::open("/tmp/reader", O_WRONLY | O_CREAT, 0600));
  if (what == "socket") return outcome(::socket(AF_INET, SOCK_STREAM, 0));
  if (what == "fork") return outcome(::fork());
  if (what == "exec") return outcome(::execl("/bin/true", "true", nullptr));
  if (what == "connect") return outcome(::syscall(SYS_connect, 3, nullptr, 0));
  if (what == "clone") return outcome(::syscall(SYS_clone3, nullptr, 0));
  if (what == "vfork") return outcome(::syscall(SYS_vfork));
  if (what == "thread") return outcome(::syscall(SYS_clone, CLONE_VM | CLONE_THREAD, nullptr));
  if (what == "openat2")
    return outcome(::syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", nullptr, 0));
  if (what == "unlink") return outcome(::unlink("/tmp/nothing"));
  if (what == "rename") return outcome(::rename("/tmp/nothing", "/tmp/else"));
  if (what == "list") return outcome(::syscall(SYS_getdents64, 3, nullptr, 0));
  if (what == "stat") return outcome(::access("/etc/passwd", F_OK));
  if (what == "ptrace") return outcome(::syscall(SYS_ptrace, 0, 0, 0, 0));
  if (what == "io_uring") return outcome(::syscall(SYS_io_uring_setup, 1, nullptr));
  if (what == "mount") return outcome(::syscall(SYS_mount, "", "/tmp", "tmpfs", 0, nullptr));
  if (what == "bpf") return outcome(::syscall(SYS_bpf, 0, nullptr, 0));
  if (what == "execveat") return outcome(::syscall(SYS_execveat, 3, "", nullptr, nullptr, 0));
  if (what == "memfd") return outcome(::syscall(SYS_memfd_create, "x", 0));
  if (what == "kill") return outcome(::kill(::getppid(), 0));
  if (what == "environment")
    return std::getenv("TALLYD_TEST_SECRET") == nullptr ? "clean" : "leaked";
  if (what == "descriptors") {
    int open_ones = 0;
    for (int fd = STDERR_FILENO + 1; fd < 1024; ++fd) {
      if (::lseek(fd, 0, SEEK_CUR) >= 0 || errno != EBADF) ++open_ones;
    }
    return std::to_string(open_ones);
  }
  if (what == "complain") return outcome(::write(STDERR_FILENO, "\x1b[2Jnoise\n", 10));
  if (what == "crash") std::abort();
  if (what == "hang") {
    while (true) ::poll(nullptr, 0, -1);
  }
  if (what == "spin") {
    while (true) asm volatile("");
  }
  if (what == "devour") {
    for (std::vector<std::string> eaten;;) eaten.emplace_back(16 << 20, 'x');
  }
  return what;
}

Reading obey(std::string_view raw, const Asked& asked, const Tools& tools) noexcept {
  Reading reading;
  reading.circular = asked.consultations.empty() ? "" : asked.consultations.front().circular;
  const std::string order(
      raw.substr(raw.find("\n\n") == raw.npos ? raw.size() : raw.find("\n\n") + 2));
  if (order == "recognise") {
    if (tools.leave) tools.leave();
    reading.mail.subject = "recognised";
  } else if (order == "kind") {
    reading.mail.subject = tools.leave ? "light" : "full";
  } else if (order.rfind("convert ", 0) == 0) {
    const auto converted = tools.convert(order.substr(8), "doc");
    reading.mail.subject = converted ? *converted : "refused: " + converted.error().message;
  } else {
    reading.mail.subject = attempt(order);
  }
  return reading;
}

}  // namespace

int main() {
  return run_reader(kReaderDescriptor, {[](const Asked&, Tools&) {}, &obey});
}
