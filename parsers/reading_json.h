// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "config/result.h"
#include "parsers/reading.h"

namespace tallyd {

/// The whole of a Reading as one line of JSON: what the reader process gives back and what the
/// ledger keeps. (The line that `tallyctl read` prints is another, shorter one: docs of the command
/// line.) Text that is not UTF-8 is replaced, never refused.
std::string to_json(const Reading& reading);

/// The reverse. Permanent error: not a Reading. Unknown keys are ignored, missing ones are empty.
Result<Reading> reading_from_json(std::string_view json);

}  // namespace tallyd
