// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/consultation.h"
#include "config/problem.h"

namespace tallyd {

/// What the files are judged by, beside themselves.
struct Judging {
  std::vector<std::string> languages;  ///< codes that are known: "en", "fr", …
  std::optional<Instant> now;          ///< warns of deadlines that are past; empty: does not
};

/// The consultations of `directory`/*.toml, ordered by circular; mistakes go to `problems`. A file
/// without a usable [consultation] gives none.
std::vector<Consultation> load_consultations(const std::string& directory, const Judging& judging,
                                             Problems& problems);

}  // namespace tallyd
