// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "config/configuration.h"
#include "config/folded.h"
#include "config/printable.h"
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

/// "TSB Circular 53", in any case, or its number alone: "53". Null: no such consultation.
const Consultation* find(const Asked& asked, const std::string& name) {
  const auto number_of = [](const std::string& circular) {
    return circular.substr(std::min(circular.find_last_not_of("0123456789") + 1, circular.size()));
  };
  for (const Consultation& consultation : asked.consultations) {
    if (folded(consultation.circular) == folded(name)) return &consultation;
  }
  const auto found = std::find_if(
      asked.consultations.begin(), asked.consultations.end(),
      [&](const Consultation& consultation) { return number_of(consultation.circular) == name; });
  return found == asked.consultations.end() ? nullptr : &*found;
}

void print(const Tally& tally, const std::string& format) {
  if (format == "json") std::cout << to_json(tally) << '\n';
  if (format == "csv") std::cout << to_csv(tally);
  if (format == "table") std::cout << to_table(tally);
}

ExitCode no_such(const Asked& asked, const std::string& name) {
  std::cerr << "tallyctl tally: there is no circular \"" << printable(name)
            << "\" in the configuration; there are:";
  for (const Consultation& consultation : asked.consultations) {
    std::cerr << "\n  " << printable(consultation.circular);
  }
  std::cerr << '\n';
  return ExitCode::no_input;
}

ExitCode run(const Options& options) {
  const auto loaded = load_asked(options.directory);
  if (has_errors(loaded.problems)) return report(loaded.problems);
  const Consultation* const consultation = find(loaded.value, options.circular);
  if (consultation == nullptr) return no_such(loaded.value, options.circular);
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
  command->add_option("CIRCULAR", options->circular, "\"TSB Circular 53\", or its number alone: 53")
      ->type_name("")
      ->required();
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
