// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/document/zip.h"

#include <memory>

#include <zip.h>

namespace tallyd {
namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

/// Keeps a source after the archive that was written to it is closed.
struct Release {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};

constexpr time_t kNoTime = 315532800;  // 1980-01-01, the beginning of zip's time

std::string content(zip_source_t* source) {
  std::string bytes;
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_source_stat(source, &stat) < 0 || zip_source_open(source) < 0) return bytes;
  bytes.resize(stat.size);
  if (zip_source_read(source, bytes.data(), bytes.size()) < 0) bytes.clear();
  zip_source_close(source);
  return bytes;
}

}  // namespace

Result<std::string> to_zip(const std::vector<ZipEntry>& entries) {
  zip_error_t error;
  zip_error_init(&error);
  const std::unique_ptr<zip_source_t, Release> source(
      zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!source) return temporary("no memory for a zip archive");
  zip_source_keep(source.get());
  std::unique_ptr<zip_t, Discard> archive(zip_open_from_source(source.get(), ZIP_TRUNCATE, &error));
  if (!archive) return temporary("a zip archive could not be begun");
  for (const ZipEntry& entry : entries) {
    zip_source_t* const bytes =
        zip_source_buffer(archive.get(), entry.bytes.data(), entry.bytes.size(), 0);
    const zip_int64_t index =
        zip_file_add(archive.get(), entry.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(bytes);
      return permanent("\"" + entry.name + "\" can't be put into a zip archive");
    }
    zip_file_set_mtime(archive.get(), static_cast<zip_uint64_t>(index), kNoTime, 0);
  }
  if (zip_close(archive.get()) < 0) return temporary("a zip archive could not be written");
  std::ignore = archive.release();  // closing freed it
  return content(source.get());
}

}  // namespace tallyd
