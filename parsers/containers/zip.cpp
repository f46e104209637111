// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include <zip.h>

#include "parsers/containers/opened.h"
#include "parsers/little_endian.h"

namespace tallyd {
namespace {

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;
using File = std::unique_ptr<zip_file_t, CloseFile>;

/// What unpacks itself has a program before the archive, whose directory counts from behind it.
std::string_view without_program(std::string_view bytes) {
  constexpr std::size_t kEndRecord = 22;  // APPNOTE 4.3.16, without a comment
  const std::size_t end = bytes.rfind("PK\5\6");
  if (bytes.starts_with("PK") || end == bytes.npos || end + kEndRecord > bytes.size()) return bytes;
  const std::size_t directory =
      little_endian(bytes, end + 12, 4) + little_endian(bytes, end + 16, 4);
  const std::string_view archive = bytes.substr(std::min(end - std::min(directory, end), end));
  return archive.starts_with("PK\3\4") ? archive : bytes;
}

Archive open_archive(std::string_view whole) {
  const std::string_view bytes = without_program(whole);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  return Archive(archive);
}

/// Folders, and what macOS and Windows put beside the files.
bool is_no_file(std::string_view name) {
  const std::string_view base = name.substr(name.find_last_of("/\\") + 1);
  return base.empty() || name.starts_with("__MACOSX/") || base.starts_with("._") ||
         base == ".DS_Store" || base == "Thumbs.db" || base == "desktop.ini";
}

Obstacle obstacle_of(zip_t* archive) {
  switch (zip_error_code_zip(zip_get_error(archive))) {
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_WRONGPASSWD:
    case ZIP_ER_ENCRNOTSUPP:
      return Obstacle::encrypted;
    case ZIP_ER_COMPNOTSUPP:
      return Obstacle::unsupported;
    case ZIP_ER_MEMORY:
      return Obstacle::too_large;
    default:
      return Obstacle::damaged;
  }
}

/// Adds the entry, or why not. The sizes in the directory may lie: what comes out is counted.
void read_entry(zip_t* archive, const zip_stat_t& facts, Allowance& allowance, Opened& out) {
  const std::string name = facts.name == nullptr ? "" : facts.name;
  const std::size_t most = allowance.for_entry(facts.comp_size);
  if (facts.size > most) {
    out.troubles.push_back({Obstacle::too_large, name});
    return;
  }
  const File file(zip_fopen_index(archive, facts.index, 0));
  if (!file) {
    out.troubles.push_back({obstacle_of(archive), name});
    return;
  }
  Entry entry{name, {}, EntryUse::file};
  char buffer[65536];
  zip_int64_t got = 0;
  while (entry.content.size() <= most && (got = zip_fread(file.get(), buffer, sizeof buffer)) > 0) {
    entry.content.append(buffer, static_cast<std::size_t>(got));
  }
  allowance.take(entry.content.size());
  if (got != 0) {
    out.troubles.push_back({got < 0 ? Obstacle::damaged : Obstacle::too_large, name});
    return;
  }
  out.entries.push_back(std::move(entry));
}

}  // namespace

Opened open_zip(std::string_view bytes, Allowance& allowance) {
  constexpr zip_int64_t kMostEntries = 1000;
  Opened out;
  const Archive archive = open_archive(bytes);
  if (!archive) {
    out.troubles.push_back({Obstacle::damaged, {}});
    return out;
  }
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  for (zip_int64_t i = 0; i < std::min(count, kMostEntries); ++i) {
    zip_stat_t facts;
    // Names: UTF-8 where marked or evident, else CP437 (APPNOTE, appendix D).
    if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS, &facts) !=
        0) {
      out.troubles.push_back({Obstacle::damaged, {}});
    } else if (facts.name == nullptr || !is_no_file(facts.name)) {
      read_entry(archive.get(), facts, allowance, out);
    }
  }
  if (count > kMostEntries) out.troubles.push_back({Obstacle::too_large, {}});
  return out;
}

}  // namespace tallyd
