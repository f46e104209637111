// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "config/result.h"

namespace tallyd {

/// Runs a program to its end, standard input empty, output and error thrown away, in a process
/// group of its own that is killed after `limit`.
///
/// The exit status; an Error where it could not be started (permanent), was killed by a signal or
/// took too long (temporary).
Result<int> run_child(const std::vector<std::string>& command, std::chrono::milliseconds limit);

}  // namespace tallyd
