// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/durable_file.h"

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <tuple>

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

Result<void> write_durably(const DurablePlace& place, std::string_view bytes, const Steps& steps) {
  PendingFile pending(place.temporary);
  if (!pending) return system_error("create a file in", place.temporary, errno);
  step(steps, "file created");
  if (const int error = write_all(pending.descriptor(), bytes)) {
    return system_error("write", pending.name(), error);
  }
  step(steps, "file written");
  if (::fsync(pending.descriptor()) != 0) return system_error("sync", pending.name(), errno);
  step(steps, "file synced");
  if (const int error = pending.rename_to(place.file)) {
    return system_error("rename to", place.file, error);
  }
  step(steps, "file renamed");
  TALLYD_TRY(sync_directory(place.file.parent_path()));
  step(steps, "directory synced");
  return {};
}

Result<void> make_directory(const fs::path& root, const fs::path& directory, const Steps& steps) {
  if (directory == root) return sync_directory(root);
  TALLYD_TRY(make_directory(root, directory.parent_path(), steps));
  if (::mkdir(directory.c_str(), 0700) != 0) {
    if (errno != EEXIST) return system_error("create", directory, errno);
    // Another thread may have created it a moment ago and not have synced its parent yet.
    return sync_directory(directory.parent_path());
  }
  step(steps, "directory created");
  return sync_directory(directory.parent_path());
}

Result<void> sync_directory(const fs::path& directory) {
  return sync_path(directory, O_RDONLY | O_DIRECTORY);
}

Result<void> sync_file(const fs::path& file) { return sync_path(file, O_RDONLY); }

}  // namespace tallyd
