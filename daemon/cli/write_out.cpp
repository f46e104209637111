// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/write_out.h"

#include <fstream>
#include <iostream>

#include "config/printable.h"
#include "daemon/cli/terminal.h"

namespace tallyd {

ExitCode write_out(const std::string& bytes, const std::string& file) {
  if (file.empty() && standard_output().width > 0) {
    std::cerr << "tallyctl: a document is not for a terminal; use --output FILE\n";
    return ExitCode::usage;
  }
  if (file.empty()) {
    std::cout << bytes;
    return ExitCode::ok;
  }
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  out.close();
  if (out) return ExitCode::ok;
  std::cerr << "tallyctl: " << printable(file) << " can't be written\n";
  return ExitCode::cant_create;
}

}  // namespace tallyd
