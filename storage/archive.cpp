// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/archive.h"

#include <algorithm>
#include <set>
#include <system_error>

#include "storage/durable_file.h"

namespace tallyd {
namespace fs = std::filesystem;
namespace {

constexpr const char* kSuffix = ".eml";

fs::path leftovers(const fs::path& directory) { return directory / "tmp"; }

std::string name_of(const Digest& digest) { return to_hex(digest) + kSuffix; }

/// Where it was put up to 0.1.0: nearly each message in a directory of its own, and as many syncs.
fs::path former_path(const fs::path& archive, const Digest& digest) {
  const std::string name = name_of(digest);
  return archive / name.substr(0, 2) / name.substr(2, 2) / name;
}

/// The message of that path, if it is one by name and place.
std::optional<Digest> named(const Archive& archive, const fs::path& file) {
  if (file.extension() != kSuffix) return std::nullopt;
  const auto digest = parse_digest(file.stem().string());
  if (!digest || archive.path(*digest) != file) return std::nullopt;
  return digest;
}

}  // namespace

Result<Archive> Archive::open(fs::path directory, Access access, Steps steps) {
  if (access == Access::read) return Archive(std::move(directory), std::move(steps));
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return system_error("create", directory, error.value());
  TALLYD_TRY(make_directories(directory, {leftovers(directory)}, steps));
  fs::permissions(directory, fs::perms::owner_all, error);
  if (error) return system_error("protect", directory, error.value());
  return Archive(std::move(directory), std::move(steps));
}

Result<int> Archive::remove_leftovers() const {
  std::error_code error;
  int removed = 0;
  for (fs::directory_iterator entry(leftovers(directory_), error), end; !error && entry != end;
       entry.increment(error)) {
    if (fs::remove(entry->path(), error)) ++removed;
    if (error) break;
  }
  if (error) return system_error("clean", leftovers(directory_), error.value());
  return removed;
}

fs::path Archive::path(const Digest& digest) const {
  std::error_code error;
  fs::path former = former_path(directory_, digest);
  if (fs::exists(former, error)) return former;
  const std::string name = name_of(digest);
  return directory_ / name.substr(0, 2) / name;
}

Result<Digest> Archive::put(std::string_view raw) const {
  const Digest digest = sha256(raw);
  TALLYD_TRY(put_new({{path(digest), raw}}));
  return digest;
}

Result<std::vector<Digest>> Archive::put(const std::vector<std::string>& raw) const {
  std::vector<Digest> digests;
  std::vector<DurableFile> files;
  for (const std::string& one : raw) {
    digests.push_back(sha256(one));
    files.push_back({path(digests.back()), one});
  }
  TALLYD_TRY(put_new(files));
  return digests;
}

Result<void> Archive::put_new(const std::vector<DurableFile>& files) const {
  std::set<fs::path> directories;
  for (const DurableFile& file : files) directories.insert(file.file.parent_path());
  if (!files.empty()) TALLYD_TRY(make_directories(directory_, directories, steps_));
  std::vector<DurableFile> missing;
  std::error_code error;
  for (const DurableFile& file : files) {
    // The name is only ever given to whole files, so one that is there needs no second look. It may
    // have been renamed by another thread a moment ago: hence the sync.
    if (fs::exists(file.file, error)) {
      TALLYD_TRY(sync_directory(file.file.parent_path()));
    } else {
      missing.push_back(file);
    }
  }
  return write_durably(missing, leftovers(directory_), steps_);
}

Result<std::string> Archive::get(const Digest& digest) const {
  TALLYD_TRY_ASSIGN(std::string raw, read_file(path(digest)));
  if (sha256(raw) != digest) {
    return corrupt(path(digest).string() + " is not the message that was stored: restore it");
  }
  return raw;
}

Result<void> Archive::remove(const Digest& digest) const {
  const fs::path file = path(digest);
  std::error_code error;
  const bool removed = fs::remove(file, error);
  if (error) return system_error("remove", file, error.value());
  return removed ? sync_directory(file.parent_path()) : Result<void>{};
}

Result<std::vector<Digest>> Archive::list() const {
  std::vector<Digest> found;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(directory_, error), end; !error && entry != end;
       entry.increment(error)) {
    if (const auto digest = named(*this, entry->path())) found.push_back(*digest);
  }
  if (error) return system_error("list", directory_, error.value());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace tallyd
