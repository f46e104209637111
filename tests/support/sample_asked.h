// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>

#include "config/configuration.h"

namespace tallyd::test {

/// The sample consultation that tallyd ships, loaded once.
inline const Asked& sample_asked() {
  static const Asked asked = [] {
    Loaded<Asked> loaded = load_asked(TALLYD_SOURCE_DIR "/config");
    if (has_errors(loaded.problems)) std::abort();
    return std::move(loaded.value);
  }();
  return asked;
}

}  // namespace tallyd::test
