// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "config/problem.h"
#include "daemon/compose/templates.h"

namespace tallyd {

/// Adds a problem, with its file, for each mail and text that a language lacks, for each
/// placeholder that a text must have and lacks, and for each that nothing would take the place of.
void check_templates(const Templates& templates, Problems& problems);

/// "recorded": a mail that tallyd sends.
bool is_mail_name(std::string_view name);

}  // namespace tallyd
