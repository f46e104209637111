// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tallyd {

/// The executables that are run as `program --reader`.
struct ReaderPrograms {
  std::string light;  ///< may be the full one: then each fork is slower, and all else the same
  std::string full;
};

/// The running executable, and the light reader that was installed with it.
ReaderPrograms reader_programs();

}  // namespace tallyd
