// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "config/config.h"
#include "config/result.h"

namespace tallyd {

/// What a reader process is told at its start, as JSON.
std::string to_json(const Asked& asked);

/// The reverse. Permanent error: not an Asked.
Result<Asked> asked_from_json(std::string_view json);

}  // namespace tallyd
