// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace tallyd {

/// Called with the name of each step that leaves something behind: a file, a row, a commit. Fault
/// tests die or fail in it. Empty, as in the service: one branch per step.
using Steps = std::function<void(const char* step)>;

inline void step(const Steps& steps, const char* name) {
  if (steps) steps(name);
}

}  // namespace tallyd
