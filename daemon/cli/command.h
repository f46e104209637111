// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "daemon/cli/exit_code.h"

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's
class App;
}

/// daemon/cli/: the commands of tallyctl, one file each. A command prints nothing but its data on
/// standard output, everything else on standard error, and changes nothing that its name does not
/// say. Whatever came out of a mail goes through printable() unless it is JSON.
namespace tallyd {

/// What the chosen command does; set while the command line is parsed.
using Action = std::function<ExitCode()>;

/// Adds one command to `tallyctl`; once it is chosen, `action` is what it does. One row in
/// commands() each.
using AddCommand = void (*)(CLI::App& tallyctl, Action& action);

void add_backup(CLI::App& tallyctl, Action& action);
void add_doctor(CLI::App& tallyctl, Action& action);
void add_export(CLI::App& tallyctl, Action& action);
void add_import(CLI::App& tallyctl, Action& action);
void add_outbox(CLI::App& tallyctl, Action& action);
void add_check_config(CLI::App& tallyctl, Action& action);
void add_consultation(CLI::App& tallyctl, Action& action);
void add_digest(CLI::App& tallyctl, Action& action);
void add_form(CLI::App& tallyctl, Action& action);
void add_login(CLI::App& tallyctl, Action& action);
void add_preview(CLI::App& tallyctl, Action& action);
void add_read(CLI::App& tallyctl, Action& action);
void add_remind(CLI::App& tallyctl, Action& action);
void add_replay(CLI::App& tallyctl, Action& action);
void add_replies(CLI::App& tallyctl, Action& action);
void add_retention(CLI::App& tallyctl, Action& action);
void add_review(CLI::App& tallyctl, Action& action);
void add_show(CLI::App& tallyctl, Action& action);
void add_tally(CLI::App& tallyctl, Action& action);
void add_td(CLI::App& tallyctl, Action& action);
void add_verify(CLI::App& tallyctl, Action& action);

/// In the order of `tallyctl --help`.
std::vector<AddCommand> commands();

/// The whole of tallyctl: parses, runs, and returns what to exit with.
int run_tallyctl(int argc, char** argv);

}  // namespace tallyd
