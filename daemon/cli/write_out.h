// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "daemon/cli/exit_code.h"

namespace tallyd {

/// Writes a document to a file, or to standard output where that is no terminal (`file` empty).
/// What went wrong has been told.
ExitCode write_out(const std::string& bytes, const std::string& file);

}  // namespace tallyd
