// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/reader/reader_program.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <optional>
#include <sstream>
#include <tuple>
#include <utility>

#include <malloc.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

#include "parsers/asked_json.h"
#include "parsers/reader/confinement.h"
#include "parsers/reader/frame.h"
#include "parsers/reader/handed_descriptor.h"
#include "parsers/reading_json.h"

namespace tallyd {
namespace {

constexpr std::size_t kMostAsked = 64UL << 20;
constexpr std::chrono::minutes kPatience{1};

struct Assignment {
  ReaderLimits limits;
  ReaderKind kind = ReaderKind::full;
  Asked asked;
};

/// The payload of an `asked` frame: "cpu wall memory message reading kind\n" and JSON.
Result<Assignment> parse_assignment(const std::string& payload) {
  const std::size_t end = payload.find('\n');
  if (end == std::string::npos) return permanent("no limits");
  std::istringstream words(payload.substr(0, end));
  std::chrono::seconds::rep cpu = 0;
  std::chrono::seconds::rep wall = 0;
  std::string kind;
  Assignment assignment;
  words >> cpu >> wall >> assignment.limits.memory >> assignment.limits.message >>
      assignment.limits.reading >> kind;
  if (!words) return permanent("limits that are no numbers");
  assignment.kind = kind == "light" ? ReaderKind::light : ReaderKind::full;
  assignment.limits.cpu_time = std::chrono::seconds{cpu};
  assignment.limits.wall_time = std::chrono::seconds{wall};
  TALLYD_TRY_ASSIGN(assignment.asked, asked_from_json(std::string_view(payload).substr(end + 1)));
  return assignment;
}

/// Asks the daemon's side, which may run the office suite, for the file in another format.
Result<std::string> ask_to_convert(int fd, std::string_view bytes, std::string_view format,
                                   const ReaderLimits& limits) {
  const Deadline deadline = std::chrono::steady_clock::now() + limits.wall_time;
  const std::string request = std::string(format) + '\n' + std::string(bytes);
  TALLYD_TRY(send_frame(fd, FrameType::convert, request, deadline));
  TALLYD_TRY_ASSIGN(Frame answer, receive_frame(fd, limits.message, deadline));
  if (answer.type != FrameType::converted) return permanent(std::move(answer.payload));
  return std::move(answer.payload);
}

/// What the warm parent has made ready, so that each reader need not.
struct Readied {
  CallFilter filter;
  int nowhere = -1;
  std::size_t in_use = 0;
};

/// Memory that a reader frees is given back by its end, and what it needs is asked for at once:
/// each call of the system costs as much as many allocations.
void keep_freed_memory() {
  constexpr int kRoom = 1 << 20;
  mallopt(M_TOP_PAD, kRoom);
  mallopt(M_TRIM_THRESHOLD, 64 * kRoom);
  mallopt(M_MMAP_THRESHOLD, 32 * kRoom);  // the most that glibc takes
}

/// The only lines that see what strangers wrote. The order matters: after confine() there is no way
/// back, and before it nothing of the message is looked at.
int read_one(int fd, const Assignment& assignment, const Readied& readied, const ReaderWork& work,
             Tools tools) {
  const ReaderLimits& limits = assignment.limits;
  silence_standard_error(readied.nowhere);
  close_all_but(fd);
  if (!limit_resources(limits, readied.in_use) || !confine(readied.filter)) return EX_OSERR;
  const Deadline deadline = std::chrono::steady_clock::now() + limits.wall_time;
  const auto message = receive_frame(fd, limits.message, deadline);
  if (!message) return EX_PROTOCOL;
  tools.convert = [fd, &limits](std::string_view bytes, std::string_view format) {
    return ask_to_convert(fd, bytes, format, limits);
  };
  const auto leave = [fd, deadline] {
    const auto sent = send_frame(fd, FrameType::needs_full, "", deadline);
    ::_exit(sent ? EX_OK : EX_IOERR);
  };
  if (assignment.kind == ReaderKind::light) tools.leave = leave;
  if (message->type == FrameType::show && work.show) {
    const std::string shown = work.show(message->payload, tools);
    return send_frame(fd, FrameType::shown, shown, deadline) ? EX_OK : EX_IOERR;
  }
  if (message->type == FrameType::explain && work.explain) {
    const std::string explained = work.explain(message->payload, assignment.asked, tools);
    return send_frame(fd, FrameType::explained, explained, deadline) ? EX_OK : EX_IOERR;
  }
  if (message->type != FrameType::message && tools.leave) leave();
  if (message->type != FrameType::message) return EX_PROTOCOL;
  const Reading reading = work.read(message->payload, assignment.asked, tools);
  return send_frame(fd, FrameType::reading, to_json(reading), deadline) ? EX_OK : EX_IOERR;
}

}  // namespace

int run_reader(int control, const ReaderWork& work) {
  std::signal(SIGCHLD, SIG_IGN);  // the kernel reaps: what a reader died of shows on its socket
  // Ctrl-C and systemd's SIGTERM go to the whole group, but they are for the daemon: it finishes
  // what is being read and then closes the connection.
  std::signal(SIGINT, SIG_IGN);
  std::signal(SIGTERM, SIG_IGN);
  close_all_but(control);
  auto frame = receive_frame(control, kMostAsked, std::chrono::steady_clock::now() + kPatience);
  if (!frame || frame->type != FrameType::asked) return EX_PROTOCOL;
  const auto assignment = parse_assignment(frame->payload);
  if (!assignment) return EX_PROTOCOL;
  keep_freed_memory();
  Tools tools;
  work.load(assignment->asked, tools);
  auto filter = CallFilter::make();
  if (!filter) return EX_OSERR;
  ::tzset();
  const Readied readied{*std::move(filter), open_nowhere(), address_space_in_use()};
  if (!give_up_files()) return EX_OSERR;
  if (!send_frame(control, FrameType::ready, "", std::chrono::steady_clock::now() + kPatience)) {
    return EX_OK;
  }
  while (const std::optional<int> fd = receive_descriptor(control)) {
    // A failed fork closes the descriptor: the daemon sees that this message got no reader.
    if (::fork() == 0) ::_exit(read_one(*fd, *assignment, readied, work, tools));
    ::close(*fd);
  }
  return EX_OK;
}

}  // namespace tallyd
