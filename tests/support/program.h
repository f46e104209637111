// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <sys/wait.h>

#include "tests/support/temporary_directory.h"

namespace tallyd::test {

/// What a program did.
struct Ran {
  int code = -1;  ///< exit status; -1: killed
  std::string out;
  std::string err;
};

/// Runs a shell command line; its standard input is empty unless it says otherwise.
inline Ran run(const std::string& command) {
  const TemporaryDirectory directory;
  const auto content = [&](const char* name) {
    std::ifstream in(directory / name, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  };
  const int status = std::system(
      ("{ " + command + "\n} </dev/null >" + (directory / "out") + " 2>" + (directory / "err"))
          .c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content("out"), content("err")};
}

}  // namespace tallyd::test
