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
#include "daemon/digest/xlsx.h"
#include "daemon/document/tally_document.h"
#include "daemon/tally/format.h"
#include "daemon/tally/report.h"
#include "daemon/tally/tally.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  std::string circular;
  std::string format = "table";
};

/// What is printed is made from.
struct Counted {
  const Asked& asked;
  const Consultation& consultation;
  Replies replies;
  Tally tally;
};

/// The page of the report, with this consultation alone.
Result<std::string> page(Database& database, const Counted& counted) {
  Asked only = counted.asked;
  only.consultations = {counted.consultation};
  TALLYD_TRY_ASSIGN(const Report report, make_report(database, only, counted.tally.at));
  return to_html(report, only.administrations);
}

Result<std::string> in_format(Database& database, const Counted& counted,
                              const std::string& format) {
  if (format == "json") return to_json(counted.tally) + "\n";
  if (format == "csv") return to_csv(counted.tally);
  if (format == "html") return page(database, counted);
  if (format == "docx") return tally_document(counted.consultation, counted.tally);
  if (format == "xlsx") {
    return to_xlsx(counted.consultation, counted.tally, counted.asked.administrations,
                   counted.replies);
  }
  return to_table(counted.tally);
}

ExitCode run(const Options& options) {
  const auto loaded = load_asked(options.directory);
  if (has_errors(loaded.problems)) return report(loaded.problems);
  const Consultation* const consultation = find_circular(loaded.value, options.circular);
  if (consultation == nullptr) return ExitCode::no_input;
  auto storage = open_stored(options.directory);
  if (!storage) return storage.error();
  auto replies = stored_replies(storage->database, consultation->circular);
  if (!replies) return report(replies.error());
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  Tally sum = tally(*consultation, loaded.value.administrations, *replies, now);
  const Counted counted{loaded.value, *consultation, *std::move(replies), std::move(sum)};
  const auto text = in_format(storage->database, counted, options.format);
  if (!text) return report(text.error());
  std::cout << *text;
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
      ->check(CLI::IsMember({"table", "json", "csv", "xlsx", "html", "docx"}))
      ->option_text("table|json|csv|xlsx|html|docx (default: table)");
  command->add_flag_callback(
      "--json", [options] { options->format = "json"; }, "The same as --format json");
  command->footer(
      "Examples:\n"
      "  tallyctl tally 53\n"
      "  tallyctl tally 'TSB Circular 53' --format xlsx > tally.xlsx");
  command->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace tallyd
