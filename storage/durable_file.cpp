// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/durable_file.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <functional>
#include <memory>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tallyd {
namespace fs = std::filesystem;
namespace {

/// An open file, closed at the end of its scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  explicit operator bool() const { return number_ >= 0; }
  int get() const { return number_; }

 private:
  int number_;
};

/// A temporary file that is removed unless it was renamed.
class PendingFile {
 public:
  explicit PendingFile(const fs::path& directory)
      : name_((directory / "XXXXXX").string()), file_(::mkostemp(name_.data(), O_CLOEXEC)) {}
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;
  ~PendingFile() {
    if (file_ && !renamed_) ::unlink(name_.c_str());
  }
  explicit operator bool() const { return static_cast<bool>(file_); }
  int descriptor() const { return file_.get(); }
  const std::string& name() const { return name_; }
  /// errno, or 0.
  int rename_to(const fs::path& file) {
    if (::rename(name_.c_str(), file.c_str()) != 0) return errno;
    renamed_ = true;
    return 0;
  }

 private:
  std::string name_;
  Descriptor file_;
  bool renamed_ = false;
};

/// errno, or 0.
int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

Result<void> sync_path(const fs::path& path, int flags) {
  const Descriptor opened(::open(path.c_str(), flags | O_CLOEXEC));
  if (!opened) return system_error("open", path, errno);
  if (::fsync(opened.get()) != 0) return system_error("sync", path, errno);
  return {};
}

/// `sync(i)` for each i below `count`, several at a time: what is asked for while the disk is busy,
/// it does in one go, and sixty syncs take little longer than one. The first error, once all are
/// done.
Result<void> together(std::size_t count, const std::function<Result<void>(std::size_t)>& sync) {
  constexpr std::size_t kAtATime = 8;
  std::atomic<std::size_t> next = 0;
  std::vector<Result<void>> results(count);
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) results[i] = sync(i);
  };
  std::vector<std::thread> threads;
  try {
    while (threads.size() + 1 < std::min(count, kAtATime)) threads.emplace_back(work);
  } catch (const std::system_error&) {  // the system gives no more threads: fewer at a time
  }
  work();
  for (std::thread& thread : threads) thread.join();
  for (const Result<void>& result : results) TALLYD_TRY(result);
  return {};
}

Result<void> sync_directories(const std::vector<fs::path>& directories) {
  return together(directories.size(),
                  [&](std::size_t i) { return sync_directory(directories[i]); });
}

}  // namespace

tl::unexpected<Error> system_error(const char* what, const fs::path& file, int error) {
  return temporary(std::string("cannot ") + what + " " + file.string() + ": " +
                   std::generic_category().message(error));
}

Result<std::string> read_file(const fs::path& file) {
  const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!opened && errno == ENOENT) return permanent("there is no " + file.string());
  if (!opened) return system_error("open", file, errno);
  std::string bytes;
  struct stat facts {};
  if (::fstat(opened.get(), &facts) == 0) bytes.reserve(static_cast<std::size_t>(facts.st_size));
  char buffer[65536];
  for (;;) {
    const ssize_t got = ::read(opened.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error("read", file, errno);
    if (got == 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
}

Result<void> write_durably(const std::vector<DurableFile>& files, const fs::path& temporary,
                           const Steps& steps) {
  std::vector<std::unique_ptr<PendingFile>> pending;
  for (const DurableFile& file : files) {
    pending.push_back(std::make_unique<PendingFile>(temporary));
    if (!*pending.back()) return system_error("create a file in", temporary, errno);
    step(steps, "file created");
    if (const int error = write_all(pending.back()->descriptor(), file.bytes)) {
      return system_error("write", pending.back()->name(), error);
    }
    step(steps, "file written");
  }
  TALLYD_TRY(together(pending.size(), [&](std::size_t i) -> Result<void> {
    if (::fsync(pending[i]->descriptor()) == 0) return {};
    return system_error("sync", pending[i]->name(), errno);
  }));
  for (std::size_t i = 0; i < pending.size(); ++i) step(steps, "file synced");
  std::set<fs::path> directories;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (const int error = pending[i]->rename_to(files[i].file)) {
      return system_error("rename to", files[i].file, error);
    }
    step(steps, "file renamed");
    directories.insert(files[i].file.parent_path());
  }
  TALLYD_TRY(sync_directories({directories.begin(), directories.end()}));
  for (std::size_t i = 0; i < directories.size(); ++i) step(steps, "directory synced");
  return {};
}

Result<void> make_directories(const fs::path& root, const std::set<fs::path>& directories,
                              const Steps& steps) {
  std::set<fs::path> all;  // in order: whatever is above comes first
  for (fs::path one : directories) {
    for (; one != root; one = one.parent_path()) all.insert(one);
  }
  std::set<fs::path> parents = {root};
  for (const fs::path& one : all) {
    if (::mkdir(one.c_str(), 0700) == 0) {
      step(steps, "directory created");
    } else if (errno != EEXIST) {
      return system_error("create", one, errno);
    }
    // One that is there may have been created by another thread a moment ago, and not synced yet.
    parents.insert(one.parent_path());
  }
  return sync_directories({parents.begin(), parents.end()});
}

Result<void> sync_directory(const fs::path& directory) {
  return sync_path(directory, O_RDONLY | O_DIRECTORY);
}

Result<void> sync_file(const fs::path& file) { return sync_path(file, O_RDONLY); }

}  // namespace tallyd
