// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "config/configuration.h"
#include "tests/support/temporary_directory.h"

namespace tallyd::test {

inline constexpr std::string_view kCircular53 = R"([consultation]
circular = "TSB Circular 53"
study_group = 17
opened = 2017-10-11
deadline = 2018-03-08T23:59:00Z
meeting = 2018-03-20

[[draft]]
designation = "X.1214"
provisional = "X.samtn"
title = "Security assessment techniques"
document = "R14"

[[draft]]
designation = "X.1331"
provisional = "X.sgsec-2"
title = "Security guidelines for home area networks"
document = "R12"
)";

inline constexpr std::string_view kKenya = R"([[administration]]
code = "KEN"
language = "en"
addresses = ["itu-focal@ict.ke.example"]
domains = ["ict.ke.example"]
names = { en = "Kenya", fr = "Kenya" }
)";

/// A right configuration, and the ways to spoil it. Line numbers in tests are those of the texts
/// above.
struct ConfigurationDirectory {
  TemporaryDirectory directory;

  ConfigurationDirectory() {
    write("consultations/c53.toml", std::string(kCircular53));
    write("administrations.toml", std::string(kKenya));
  }

  std::string path() const { return directory.path(); }
  void write(const std::string& name, const std::string& content) const {
    directory.write(name, content);
  }

  /// `text` with the one place where `old` stands replaced.
  static std::string with(std::string_view text, std::string_view old, std::string_view by) {
    std::string out(text);
    const auto at = out.find(old);
    if (at == std::string::npos) std::abort();
    return out.replace(at, old.size(), by);
  }
  void change_consultation(std::string_view old, std::string_view by) const {
    write("consultations/c53.toml", with(kCircular53, old, by));
  }
  void change_administration(std::string_view old, std::string_view by) const {
    write("administrations.toml", with(kKenya, old, by));
  }

  /// The problems as check-config prints them, without the directory's own path, one a line.
  static std::string lines(const Problems& problems, const std::string& directory) {
    std::string out;
    for (Problem problem : problems) {
      if (problem.file.rfind(directory + "/", 0) == 0) {
        problem.file.erase(0, directory.size() + 1);
      }
      out += to_line(problem) + "\n";
    }
    return out;
  }
  std::string asked_problems() const { return lines(load_asked(path()).problems, path()); }
};

}  // namespace tallyd::test
