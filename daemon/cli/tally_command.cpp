// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "config/configuration.h"
#include "daemon/cli/circular_option.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/stored.h"
#include "daemon/tally/format.h"
#include "daemon/tally/tally.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  std::string circular;
  std::string format = "table";
};

void print(const Tally& tally, const std::string& format) {
  if (format == "json") std::cout << to_json(tally) << '\n';
  if (format == "csv") std::cout << to_csv(tally);
  if (format == "table") std::cout << to_table(tally);
}

ExitCode run(const Options& options) {
  const auto loaded = load_asked(options.directory);
  if (has_errors(loaded.problems)) return report(loaded.problems);
  const Consultation* const consultation = find_circular(loaded.value, options.circular);
  if (consultation == nullptr) return ExitCode::no_input;
  auto storage = open_stored(options.directory);
  if (!storage) return storage.error();
  const auto replies = stored_replies(storage->database, consultation->circular);
  if (!replies) return report(replies.error());
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  print(tally(*consultation, loaded.value.administrations, *replies, now), options.format);
  return ExitCode::ok;
}

}  // namespace

void add_tally(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command =
      tallyctl.add_subcommand("tally", "What the replies to a circular add up to, draft by draft");
  add_config_option(*command, options->directory);
  add_circular_option(*command, options->circular);
  command->add_option("--format", options->format, "How it is printed")
      ->check(CLI::IsMember({"table", "json", "csv"}))
      ->option_text("table|json|csv (default: table)");
  command->add_flag_callback(
      "--json", [options] { options->format = "json"; }, "The same as --format json");
  command->footer(
      "Examples:\n"
      "  tallyctl tally 53\n"
      "  tallyctl tally 'TSB Circular 53' --format csv > tally.csv");
  command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace tallyd
