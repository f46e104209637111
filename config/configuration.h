// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "config/config.h"
#include "config/problem.h"
#include "config/settings.h"

namespace tallyd {

/// What was loaded and what is wrong with it. `value` may be used only if !has_errors(problems).
template <typename T>
struct Loaded {
  T value;
  Problems problems;
};

/// All of a configuration folder.
struct Configuration {
  Settings settings;
  Asked asked;
};

/// Reads `directory`/consultations/*.toml, administrations.toml and the phrases: all that
/// `tallyctl read` needs. `now` warns of deadlines that are past; empty: none is.
Loaded<Asked> load_asked(const std::string& directory, std::optional<Instant> now = std::nullopt);

/// The same and `directory`/tallyd.toml: all that the daemon needs.
Loaded<Configuration> load_configuration(const std::string& directory,
                                         std::optional<Instant> now = std::nullopt);

}  // namespace tallyd
