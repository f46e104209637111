// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/command.h"

#include <iostream>
#include <sstream>

#include <CLI/CLI.hpp>

#include "config/version.h"
#include "daemon/cli/terminal.h"
#include "daemon/cli/usage.h"

namespace tallyd {
namespace {

/// `read` has 2 for wrong usage (the contract of the command line), the others EX_USAGE.
ExitCode usage_code(const CLI::App& tallyctl) {
  return tallyctl.got_subcommand("read") ? ExitCode::usage_of_read : ExitCode::usage;
}

ExitCode parse_and_run(CLI::App& tallyctl, const Action& action, int argc, char** argv) {
  try {
    tallyctl.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) {
      std::cerr << explain_usage(tallyctl, error.what());
      return usage_code(tallyctl);
    }
    std::ostringstream shown;  // --help, --version
    tallyctl.exit(error, shown, std::cerr);
    std::cout << wrapped(shown.str(), standard_output().width);
    return ExitCode::ok;
  }
  return action();
}

}  // namespace

std::vector<AddCommand> commands() {
  return {&add_read,     &add_check_config, &add_tally,  &add_replies, &add_show,
          &add_review,   &add_remind,       &add_digest, &add_form,    &add_td,
          &add_preview,  &add_consultation, &add_replay, &add_verify,  &add_login,
          &add_outbox,   &add_doctor,       &add_backup, &add_import,  &add_export,
          &add_retention};
}

int run_tallyctl(int argc, char** argv) {
  CLI::App tallyctl{"The operator's tool of tallyd, which tallies replies to TSB Circulars."};
  tallyctl.name("tallyctl");
  tallyctl.set_version_flag("--version", "tallyctl " + std::string(kVersion));
  tallyctl.require_subcommand(1);
  tallyctl.footer(
      "Each command has --help, with examples; tallyctl(1) has all of it.\n"
      "Examples:\n"
      "  tallyctl tally 53\n"
      "  tallyctl review list\n"
      "  sudo tallyctl doctor");
  Action action;
  for (const AddCommand add : commands()) add(tallyctl, action);
  const ExitCode code = parse_and_run(tallyctl, action, argc, argv);
  std::cout.flush();
  if (code == ExitCode::ok && !std::cout) {
    std::cerr << "tallyctl: standard output can't be written\n";
    return static_cast<int>(ExitCode::cant_create);
  }
  return static_cast<int>(code);
}

}  // namespace tallyd
