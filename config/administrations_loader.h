// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/administration.h"
#include "config/problem.h"

namespace tallyd {

/// The register in the file `path`, ordered by code; mistakes go to `problems`. `languages` are the
/// codes that are known. An entry without a code is left out.
///
/// An address or a domain of several administrations is a warning: it may be on purpose, and then
/// the form decides who speaks.
Register load_administrations(const std::string& path, const std::vector<std::string>& languages,
                              Problems& problems);

}  // namespace tallyd
