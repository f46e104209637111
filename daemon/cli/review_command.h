// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/cli/command.h"

/// The subcommands of `tallyctl review`, one file for those that show and one for those that
/// decide.
namespace tallyd {

void add_review_show(CLI::App& review, Action& action);
void add_review_decisions(CLI::App& review, Action& action);

}  // namespace tallyd
