// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.h"
#include "storage/database.h"
#include "storage/digest.h"
#include "storage/steps.h"

namespace tallyd {

struct DurableFile;

/// Keeps the raw bytes of every message that concerns us once, under the name of their SHA-256:
/// `ab/abcd….eml` (docs/archive.md; up to 0.1.0 it was `ab/cd/abcd….eml`, where those messages
/// stay and are found). Safe to use from several threads and processes.
class Archive {
 public:
  /// For Access::write, creates the directory where it is missing (mode 0700).
  static Result<Archive> open(std::filesystem::path directory, Access access, Steps steps = {});

  /// Removes what a crash left half-written, and says how many files. Call at start, when nobody
  /// else writes.
  Result<int> remove_leftovers() const;

  /// Stores `raw` and returns its name; file and directories are synced before it returns. The same
  /// bytes again: success, nothing changes. On failure nothing is visible under the name, so the
  /// caller may simply try again.
  Result<Digest> put(std::string_view raw) const;
  /// Several at once, which takes the disk little longer than one. On failure some may be there.
  Result<std::vector<Digest>> put(const std::vector<std::string>& raw) const;

  /// The bytes, checked against their name: `corrupt` when they differ, `permanent` when there is
  /// no such message.
  Result<std::string> get(const Digest& digest) const;

  /// Takes it away for good; the directory is synced before it returns. One that is not there:
  /// success. For retention.h alone, once the ledger says so.
  Result<void> remove(const Digest& digest) const;

  /// Every message in the archive, ordered.
  Result<std::vector<Digest>> list() const;

  /// Where that message is or would be.
  std::filesystem::path path(const Digest& digest) const;

 private:
  Archive(std::filesystem::path directory, Steps steps)
      : directory_(std::move(directory)), steps_(std::move(steps)) {}

  Result<void> put_new(const std::vector<DurableFile>& files) const;

  std::filesystem::path directory_;
  Steps steps_;
};

}  // namespace tallyd
