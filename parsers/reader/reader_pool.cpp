// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/reader/reader_pool.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "parsers/asked_json.h"
#include "parsers/reader/frame.h"
#include "parsers/reader/handed_descriptor.h"
#include "parsers/reader/reader_program.h"
#include "parsers/reading_json.h"

namespace tallyd {
namespace {

constexpr std::chrono::minutes kPatience{1};
constexpr std::chrono::seconds kGrace{5};  ///< beyond the reader's own alarm

/// A descriptor that is closed at the end of its life.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      reset();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }
  void reset() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

struct Pair {
  Descriptor ours, theirs;
};

Result<Pair> socket_pair() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return temporary(std::string("no socket pair for a reader: ") + std::strerror(errno));
  }
  return Pair{Descriptor(ends[0]), Descriptor(ends[1])};
}

/// The reader's whole environment: nothing of ours that might be a secret. What libraries call is
/// looked up once, in the warm parent, and not by each reader again; without a time zone, libzip
/// would look for the machine's at every entry of an archive, and must not find it.
std::vector<std::string> reader_environment() {
  std::vector<std::string> environment{"LANG=C.UTF-8", "OMP_THREAD_LIMIT=1", "LD_BIND_NOW=1",
                                       "TZ=UTC0"};
  for (const char* name : {"TESSDATA_PREFIX", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
    if (const char* value = std::getenv(name)) {
      environment.push_back(std::string(name) + "=" + value);
    }
  }
  return environment;
}

Result<pid_t> spawn(const std::string& program, int control) {
  std::string name = program;
  std::string argument(kReaderArgument);
  std::array<char*, 3> arguments{name.data(), argument.data(), nullptr};
  std::vector<std::string> environment = reader_environment();
  std::vector<char*> pointers;
  pointers.reserve(environment.size() + 1);
  for (std::string& variable : environment) pointers.push_back(variable.data());
  pointers.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, control, kReaderDescriptor);
  // Libraries write there what they think of a file (libytnef); our output is for others.
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;  // a thread of the daemon may have signals blocked; the reader needs its alarm
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t pid = -1;
  const int error = ::posix_spawn(&pid, program.c_str(), &actions, &attributes, arguments.data(),
                                  pointers.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return temporary(program + " can't be started: " + std::strerror(error));
  return pid;
}

std::string assignment_of(const Asked& asked, const ReaderLimits& limits, ReaderKind kind) {
  std::ostringstream text;
  text << limits.cpu_time.count() << ' ' << limits.wall_time.count() << ' ' << limits.memory << ' '
       << limits.message << ' ' << limits.reading << ' '
       << (kind == ReaderKind::light ? "light" : "full") << '\n'
       << to_json(asked);
  return text.str();
}

/// The header of a message, for a second try at one whose body ended its reader.
std::string_view header_of(std::string_view raw) {
  constexpr std::size_t kMostHeader = 64UL << 10;
  const std::size_t end = std::min(raw.find("\r\n\r\n"), raw.find("\n\n"));
  return raw.substr(0, std::min(end, kMostHeader));
}

}  // namespace

/// A running warm parent; ended and waited for by the destructor.
class ReaderPool::Parent {
 public:
  Parent(pid_t pid, Descriptor control) : pid_(pid), control_(std::move(control)) {}
  ~Parent() {
    control_.reset();  // it ends by itself; a stuck one is not waited for
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  Parent(const Parent&) = delete;
  Parent& operator=(const Parent&) = delete;

  int control() const { return control_.get(); }

  Result<void> hand_over(int fd) {
    const std::lock_guard lock(sending_);
    return send_descriptor(control_.get(), fd);
  }

 private:
  pid_t pid_;
  Descriptor control_;
  std::mutex sending_;
};

ReaderPool::ReaderPool(ReaderPrograms programs, const Asked& asked, ReaderLimits limits,
                       Convert convert)
    : programs_(std::move(programs)),
      asked_(asked),
      limits_(limits),
      convert_(std::move(convert)) {}

ReaderPool::~ReaderPool() = default;

Result<void> ReaderPool::start() {
  TALLYD_TRY(parent(ReaderKind::light));
  return {};
}

Result<std::shared_ptr<ReaderPool::Parent>> ReaderPool::parent(ReaderKind kind) {
  const std::lock_guard lock(starting_);
  std::shared_ptr<Parent>& running = parents_[kind];
  if (running) return running;
  TALLYD_TRY_ASSIGN(Pair pair, socket_pair());
  const std::string& program = kind == ReaderKind::light ? programs_.light : programs_.full;
  TALLYD_TRY_ASSIGN(const pid_t pid, spawn(program, pair.theirs.get()));
  pair.theirs.reset();
  auto started = std::make_shared<Parent>(pid, std::move(pair.ours));
  const Deadline deadline = std::chrono::steady_clock::now() + kPatience;
  TALLYD_TRY(send_frame(started->control(), FrameType::asked, assignment_of(asked_, limits_, kind),
                        deadline));
  TALLYD_TRY(receive_frame(started->control(), 0, deadline));
  running = std::move(started);
  return running;
}

Reading ReaderPool::read(std::string_view raw) {
  std::string why = "the message is longer than " + std::to_string(limits_.message) + " bytes";
  if (raw.size() <= limits_.message) {
    auto reading = ask(raw);
    if (reading) return *std::move(reading);
    why = reading.error().message;
  }
  Reading reading = ask(header_of(raw)).value_or(Reading{});
  reading.kind = Kind::reply;
  reading.decisions.clear();
  reading.doubts.push_back(
      {"reader_failed", "", "the message could not be read by program: " + why});
  return reading;
}

Result<std::vector<ShownFile>> ReaderPool::show(std::string_view raw) {
  TALLYD_TRY_ASSIGN(const std::string shown, ask({FrameType::show, raw, FrameType::shown}));
  return shown_from_bytes(shown);
}

Result<Explanation> ReaderPool::explain(std::string_view raw) {
  TALLYD_TRY_ASSIGN(const std::string answer, ask({FrameType::explain, raw, FrameType::explained}));
  return explanation_from_bytes(answer);
}

Result<Reading> ReaderPool::ask(std::string_view raw) {
  TALLYD_TRY_ASSIGN(const std::string reading, ask({FrameType::message, raw, FrameType::reading}));
  return reading_from_json(reading);
}

/// Our end of the socket of a new reader.
Result<int> ReaderPool::hand_over(ReaderKind kind) {
  TALLYD_TRY_ASSIGN(const std::shared_ptr<Parent> running, parent(kind));
  TALLYD_TRY_ASSIGN(Pair pair, socket_pair());
  if (!running->hand_over(pair.theirs.get())) {  // it died since: once more with a new one
    {
      const std::lock_guard lock(starting_);
      if (parents_[kind] == running) parents_[kind].reset();
    }
    TALLYD_TRY_ASSIGN(const std::shared_ptr<Parent> renewed, parent(kind));
    TALLYD_TRY(renewed->hand_over(pair.theirs.get()));
  }
  return pair.ours.release();
}

Result<std::string> ReaderPool::ask(const Question& question) {
  Turn turn(converting_, std::defer_lock);
  for (const ReaderKind kind : {ReaderKind::light, ReaderKind::full}) {
    TALLYD_TRY_ASSIGN(auto answer, ask(question, kind, turn));
    if (answer) return *std::move(answer);
  }
  return permanent("its reader spoke nonsense");
}

Result<std::optional<std::string>> ReaderPool::ask(const Question& question, ReaderKind kind,
                                                   Turn& turn) {
  TALLYD_TRY_ASSIGN(const int fd, hand_over(kind));
  Descriptor ours(fd);
  const Deadline deadline = std::chrono::steady_clock::now() + limits_.wall_time + kGrace;
  TALLYD_TRY(send_frame(fd, question.what, question.raw, deadline));
  while (true) {
    auto frame = receive_frame(fd, limits_.reading, deadline);
    if (!frame) {
      return temporary("its reader died or went over its limits (" + frame.error().message + ")");
    }
    if (frame->type == question.answer) return std::optional(std::move(frame->payload));
    if (frame->type == FrameType::needs_full) return std::optional<std::string>{};
    if (frame->type != FrameType::convert) return permanent("its reader spoke nonsense");
    if (convert_ && !turn.owns_lock() && !turn.try_lock()) {
      // A reader's time runs while it waits: another one begins when nobody is before it.
      ours.reset();
      turn.lock();
      return ask(question, kind, turn);
    }
    TALLYD_TRY(answer_conversion(fd, frame->payload));
  }
}

/// `request`: the format, newline, the file.
Result<void> ReaderPool::answer_conversion(int fd, const std::string& request) {
  const std::size_t end = request.find('\n');
  if (end == std::string::npos) return permanent("its reader spoke nonsense");
  const Deadline deadline = std::chrono::steady_clock::now() + limits_.wall_time;
  if (!convert_) {
    return send_frame(fd, FrameType::refused, "no office suite is configured", deadline);
  }
  const std::string_view view(request);
  const auto converted = convert_(view.substr(end + 1), view.substr(0, end));
  if (!converted) return send_frame(fd, FrameType::refused, converted.error().message, deadline);
  return send_frame(fd, FrameType::converted, *converted, deadline);
}

}  // namespace tallyd
