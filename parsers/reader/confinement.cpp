// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/reader/confinement.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>

#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "parsers/reader/sanitized.h"

namespace tallyd {
namespace {

tl::unexpected<Error> failed(const char* what, int error) {
  return permanent(std::string("the reader can't be confined: ") + what + ": " +
                   std::strerror(error));
}

Result<void> limit(__rlimit_resource what, const char* name, rlim_t most) {
  const rlimit value{most, most};
  if (::setrlimit(what, &value) != 0) return failed(name, errno);
  return {};
}

/// Every access to the file system that this kernel knows how to deny is denied everywhere.
Result<void> deny_files() {
  const long abi =
      ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1) return {};  // a kernel without Landlock: seccomp alone refuses open()
  constexpr std::uint64_t kAllOfAbi1 = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = kAllOfAbi1;
  const long ruleset = ::syscall(SYS_landlock_create_ruleset, &attributes, sizeof(attributes), 0);
  if (ruleset < 0) return failed("landlock_create_ruleset", errno);
  const long done = ::syscall(SYS_landlock_restrict_self, ruleset, 0);
  const int error = errno;
  ::close(static_cast<int>(ruleset));
  if (done != 0) return failed("landlock_restrict_self", error);
  return {};
}

/// What reading a message needs of the kernel: memory, the inherited socket, time, and its own end.
constexpr std::array kAllowed{
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(recvfrom),
    SCMP_SYS(sendto),
    SCMP_SYS(recvmsg),
    SCMP_SYS(sendmsg),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(lseek),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(mprotect),
    SCMP_SYS(futex),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(times),
    SCMP_SYS(getrusage),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(tgkill),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

using Filter = std::unique_ptr<void, void (*)(scmp_filter_ctx)>;

Result<Filter> allowed_calls() {
  Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)), &seccomp_release);
  if (!filter) return failed("seccomp_init", ENOMEM);
  // A tree: the kernel tries the filter with every call there is when a reader loads it.
  const int sorted = seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);
  if (sorted < 0) return failed("seccomp_attr_set", -sorted);
  for (const int call : kAllowed) {
    const int done = seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0);
    if (done < 0) return failed("seccomp_rule_add", -done);
  }
  return filter;
}

}  // namespace

void close_all_but(int keep) {
  constexpr unsigned kFirst = STDERR_FILENO + 1;
  const auto kept = static_cast<unsigned>(keep);
  if (kept > kFirst) ::close_range(kFirst, kept - 1, 0);
  ::close_range(kept + 1, ~0U, 0);
}

int open_nowhere() { return ::open("/dev/null", O_WRONLY | O_CLOEXEC); }

void silence_standard_error(int nowhere) {
  if (kSanitized || nowhere < 0) return;  // a sanitizer's reports are worth it
  ::dup2(nowhere, STDERR_FILENO);
}

std::size_t address_space_in_use() {
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

Result<void> limit_resources(const ReaderLimits& limits, std::size_t in_use) {
  std::signal(SIGXFSZ, SIG_IGN);  // where standard error is a file, a library's warning is no end
  ::alarm(static_cast<unsigned>(limits.wall_time.count()));
  TALLYD_TRY(limit(RLIMIT_CORE, "RLIMIT_CORE", 0));
  TALLYD_TRY(limit(RLIMIT_FSIZE, "RLIMIT_FSIZE", 0));
  TALLYD_TRY(limit(RLIMIT_CPU, "RLIMIT_CPU", static_cast<rlim_t>(limits.cpu_time.count())));
  if (!kSanitized) {
    TALLYD_TRY(limit(RLIMIT_AS, "RLIMIT_AS", in_use + limits.memory));
  }
  return {};
}

Result<CallFilter> CallFilter::make() {
  TALLYD_TRY_ASSIGN(const Filter filter, allowed_calls());
  const int file = ::memfd_create("calls", MFD_CLOEXEC);
  if (file < 0) return failed("memfd_create", errno);
  const int exported = seccomp_export_bpf(filter.get(), file);
  const off_t size = ::lseek(file, 0, SEEK_END);
  CallFilter calls;
  if (exported == 0 && size > 0) {
    calls.program_.resize(static_cast<std::size_t>(size) / sizeof(sock_filter));
    if (::pread(file, calls.program_.data(), static_cast<std::size_t>(size), 0) != size) {
      calls.program_.clear();
    }
  }
  ::close(file);
  if (calls.program_.empty()) return failed("seccomp_export_bpf", -exported);
  return calls;
}

Result<void> CallFilter::load() const {
  std::vector<sock_filter> program = program_;
  const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
  if (::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) != 0) {
    return failed("seccomp", errno);
  }
  return {};
}

Result<void> give_up_files() {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failed("no_new_privs", errno);
  if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return failed("not dumpable", errno);
  return deny_files();
}

Result<void> confine(const CallFilter& filter) { return filter.load(); }

}  // namespace tallyd
