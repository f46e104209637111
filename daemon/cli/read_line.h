// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "parsers/reading.h"

namespace tallyd {

/// The line that `tallyctl read` prints: JSON with the keys and the order of the contract of the
/// command line, without an end of line. What is not known is null; text that is no UTF-8 is
/// replaced.
std::string read_line(const std::string& message, const Reading& reading);

}  // namespace tallyd
