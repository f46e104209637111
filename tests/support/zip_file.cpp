// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/zip_file.h"

#include <cstdlib>

#include <zip.h>

namespace tallyd::test {

std::string zip_file(const std::vector<std::pair<std::string, std::string>>& entries) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* made = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(made);
  zip_t* archive = zip_open_from_source(made, ZIP_TRUNCATE, &error);
  if (archive == nullptr) std::abort();
  for (const auto& [name, content] : entries) {
    zip_source_t* entry = zip_source_buffer(archive, content.data(), content.size(), 0);
    if (zip_file_add(archive, name.c_str(), entry, ZIP_FL_ENC_UTF_8) < 0) std::abort();
  }
  if (zip_close(archive) != 0 || zip_source_open(made) != 0) std::abort();
  std::string bytes;
  char buffer[65536];
  for (zip_int64_t got = 0; (got = zip_source_read(made, buffer, sizeof buffer)) > 0;) {
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
  zip_source_close(made);
  zip_source_free(made);
  return bytes;
}

}  // namespace tallyd::test
