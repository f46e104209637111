// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/limits.h"

struct zip;

namespace tallyd {

/// The parts of a docx or odt: a ZIP file in memory, or one XML file that holds them all
/// (flat_package.h). Part names are compared without regard to case
/// (ECMA-376 part 2, 6.2.2) and written with '/', without the first one.
///
/// Only what is asked for is unpacked. An archive whose directory is lost (a cut-off download) is
/// read from the headers before each part, as far as it goes, with a doubt.
class Package {
 public:
  /// `bytes` must outlive the package. Neither of both: a package without parts.
  Package(std::string_view bytes, const Limits& limits);
  ~Package();
  Package(const Package&) = delete;
  Package& operator=(const Package&) = delete;

  bool has(std::string_view name) const;
  const std::vector<std::string>& names() const { return names_; }

  /// The content of a part, or none: not there, encrypted, or beyond the limits (a doubt, except
  /// for a part that is not there). What is damaged is given as far as it could be unpacked, with a
  /// doubt.
  std::optional<std::string> read(std::string_view name);

  /// What was wrong so far, for a person.
  const std::vector<std::string>& doubts() const { return doubts_; }

 private:
  struct Salvaged;
  void open_directory();
  void open_flat();
  void salvage();
  bool fits(std::size_t packed, std::size_t unpacked);
  std::optional<std::size_t> index_of(std::string_view name) const;
  std::optional<std::string> read_entry(std::size_t index);
  void doubt(std::string sentence);

  std::string_view bytes_;
  Limits limits_;
  zip* zip_ = nullptr;
  std::vector<std::string> names_;  ///< by index in the archive
  std::vector<Salvaged> salvaged_;  ///< instead of zip_
  std::vector<std::string> flat_;   ///< instead of both: the parts' content
  std::size_t unpacked_ = 0;
  std::vector<std::string> doubts_;
};

/// True where the bytes begin like a ZIP file.
bool begins_like_zip(std::string_view bytes);

}  // namespace tallyd
