// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.h"

namespace tallyd {

/// Turns files that only an office suite reads into odt, by LibreOffice.
///
/// LibreOffice is made to read hostile files here, so it is shut in: bubblewrap gives it its own
/// namespaces (no network, no other process), /usr and fonts read-only, and one temporary directory
/// per conversion; prlimit limits CPU time, memory and the size of files; macros, links and active
/// content are switched off in its profile, which is copied afresh for every conversion, so that no
/// document leaves anything behind for the next.
///
/// Why odt: on real .doc and .rtf it lost nothing that docx kept (legacy check boxes, strikes,
/// spans), and form controls stay controls with a readable state.
///
/// Measured with LibreOffice 7.4 on 2 cores: 1.2 s for the first conversion, 0.9 s for each later.
/// Safe to call from several threads; conversions take turns.
class OfficeConverter {
 public:
  struct Settings {
    std::filesystem::path program = "/usr/lib/libreoffice/program/soffice.bin";
    /// Empty: this process is shut in already, as tallyd-office@.service is by systemd; LibreOffice
    /// is then started as it is, with a new profile each time.
    std::filesystem::path bubblewrap = "/usr/bin/bwrap";
    std::filesystem::path directory;  ///< for temporary files; must exist
    std::chrono::seconds time{60};
    std::size_t memory = std::size_t{4} << 30;  ///< of address space, bytes
    std::size_t output = std::size_t{64} << 20;
    std::size_t input = std::size_t{64} << 20;
  };

  /// The usual programs and limits, working in the temporary directory of the environment.
  static Settings in_temporary_directory() {
    Settings settings;
    settings.directory = std::filesystem::temp_directory_path();
    return settings;
  }

  explicit OfficeConverter(Settings settings) : settings_(std::move(settings)) {}
  ~OfficeConverter();
  OfficeConverter(const OfficeConverter&) = delete;
  OfficeConverter& operator=(const OfficeConverter&) = delete;

  /// `format` is the usual ending of such files ("doc", "rtf", "wpd"). Permanent: this file cannot
  /// be converted (damaged, protected by a password), or the environment cannot convert at all, see
  /// check(). Temporary: it took too long.
  Result<std::string> convert(std::string_view bytes, std::string_view format);

  /// The same, as a PDF to print. (LibreOffice 7.4 makes no form fields of Word's content
  /// controls.)
  Result<std::string> to_pdf(std::string_view bytes, std::string_view format);

  /// Whether this machine can convert: both programs there, namespaces allowed, a small text
  /// converted. For `tallyctl doctor`.
  Result<void> check();

 private:
  Result<void> check_programs() const;
  Result<void> make_profile();
  Result<void> give_profile(const std::filesystem::path& work);
  std::vector<std::string> limits() const;
  std::vector<std::string> command(const std::filesystem::path& work, std::string_view input_name,
                                   std::string_view target) const;
  Result<std::string> convert_to(std::string_view bytes, std::string_view format,
                                 std::string_view target);
  Result<std::string> convert_in(const std::filesystem::path& work, std::string_view bytes,
                                 std::string_view format, std::string_view target);

  Settings settings_;
  std::mutex turn_;
  std::filesystem::path profile_;  ///< the template; empty: not yet made
};

}  // namespace tallyd
