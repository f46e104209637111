// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "config/configuration.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/compose/templates.h"

namespace tallyd {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string directory;
  bool json = false;
};

Json to_json(const Problem& problem) {
  return {{"severity", to_word(problem.severity)},
          {"file", problem.file},
          {"line", problem.line > 0 ? Json(problem.line) : Json(nullptr)},
          {"key", problem.key.empty() ? Json(nullptr) : Json(problem.key)},
          {"message", problem.message}};
}

void print_json(const Problems& problems) {
  Json all = Json::array();
  for (const Problem& problem : problems) all.push_back(to_json(problem));
  std::cout << all.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

/// The problems are what this command is asked for: they are its data, on standard output.
ExitCode check_config(const Options& options) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  auto loaded = load_configuration(options.directory, now);
  const auto templates = load_templates(options.directory + "/templates");
  loaded.problems.insert(loaded.problems.end(), templates.problems.begin(),
                         templates.problems.end());
  if (options.json) {
    print_json(loaded.problems);
  } else {
    for (const Problem& problem : loaded.problems) std::cout << to_line(problem) << '\n';
  }
  return has_errors(loaded.problems) ? ExitCode::config : ExitCode::ok;
}

}  // namespace

void add_check_config(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = tallyctl.add_subcommand(
      "check-config", "Tell every mistake in the configuration, with file, line and key");
  add_config_option(*command, options->directory);
  command->add_flag("--json", options->json, "A JSON list instead of lines");
  command->footer(
      "Exits with 0 if the daemon would take the configuration (warnings or none), else with 78.\n"
      "Examples:\n  tallyctl check-config\n  tallyctl check-config --config ./draft --json");
  command->callback([options, &action] { action = [options] { return check_config(*options); }; });
}

}  // namespace tallyd
