// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/reader/reader_programs.h"

#include <filesystem>
#include <system_error>

namespace tallyd {

ReaderPrograms reader_programs() {
  std::error_code none;
  const std::filesystem::path full = std::filesystem::read_symlink("/proc/self/exe", none);
  const std::filesystem::path place = full.parent_path();
  for (const std::filesystem::path& folder : {place, place.parent_path() / "libexec/tallyd"}) {
    const std::filesystem::path light = folder / "tallyd-reader";
    if (std::filesystem::exists(light, none)) return {light.string(), full.string()};
  }
  return {full.string(), full.string()};
}

}  // namespace tallyd
