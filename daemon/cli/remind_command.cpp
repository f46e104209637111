// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "config/printable.h"
#include "config/units.h"
#include "daemon/cli/circular_option.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/record_json.h"
#include "daemon/cli/stored.h"
#include "daemon/cli/text_table.h"
#include "daemon/remind/blank_form.h"
#include "daemon/remind/remind.h"
#include "daemon/service/workshop.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  std::string circular;
  std::string at;
  bool dry_run = false;
  bool json = false;
};

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

void print_json(const std::vector<DueReminder>& due) {
  auto all = nlohmann::ordered_json::array();
  for (const DueReminder& reminder : due) {
    all.push_back({{"administration", reminder.administration},
                   {"offset", to_text(reminder.offset)},
                   {"drafts", reminder.drafts},
                   {"addresses", reminder.addresses}});
  }
  std::cout << to_text(all);
}

void print_table(const std::vector<DueReminder>& due) {
  TextTable table({"ADM.", "OFFSET", "DRAFTS", "ADDRESSES"});
  for (const DueReminder& reminder : due) {
    table.add({reminder.administration, to_text(reminder.offset), joined(reminder.drafts),
               reminder.addresses.empty() ? "(none that works)" : joined(reminder.addresses)});
  }
  print(table, "nobody is to be reminded now");
}

Instant clock_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

/// Shows what would go, whatever is in the outbox already.
ExitCode show(const Options& options, const Setup& setup, const Consultation& consultation) {
  const auto at = options.at.empty() ? clock_now() : parse_rfc3339(options.at);
  if (!at) {
    std::cerr << "tallyctl remind: \"" << printable(options.at)
              << "\" is no time; right would be 2018-03-01T00:00:00Z\n";
    return ExitCode::usage;
  }
  auto storage = open_stored(options.directory);
  if (!storage) return storage.error();
  const auto state = remind_state(storage->database, consultation.circular);
  if (!state) return report(state.error());
  const auto due = due_reminders(consultation, setup.office.asked.administrations, *state, *at);
  options.json ? print_json(due) : print_table(due);
  if (due.empty() && !options.json) std::cerr << "No reminder is due.\n";
  return ExitCode::ok;
}

ExitCode queue(const Setup& setup, const Consultation& consultation) {
  auto storage = open_storage(setup.configuration.settings.storage.directory, Access::write);
  if (!storage) return report(storage.error());
  Asked asked = setup.office.asked;
  asked.consultations = {consultation};
  const Reminding reminding{asked, setup.office.templates, setup.office.letterhead, blank_form};
  const auto queued = queue_due_reminders(storage->database, reminding, clock_now());
  if (!queued) return report(queued.error());
  std::cerr << "Queued: " << *queued << "; tallyd sends them.\n";
  return ExitCode::ok;
}

ExitCode remind(const Options& options) {
  const auto setup = load_setup(options.directory);
  if (!setup) return ExitCode::config;
  const Consultation* const consultation = find_circular(setup->office.asked, options.circular);
  if (consultation == nullptr) return ExitCode::no_input;
  return options.dry_run ? show(options, *setup, *consultation) : queue(*setup, *consultation);
}

}  // namespace

void add_remind(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = tallyctl.add_subcommand(
      "remind", "Queue the reminders of a circular that are due; tallyd does so by itself");
  add_config_option(*command, options->directory);
  add_circular_option(*command, options->circular);
  CLI::Option* const dry_run = command->add_flag(
      "--dry-run", options->dry_run, "Only show to whom a reminder would go now, and about what");
  command->add_option("--at", options->at, "As if it were that time: 2018-03-01T00:00:00Z")
      ->type_name("")
      ->needs(dry_run);
  command->add_flag("--json", options->json, "A JSON list instead of a table")->needs(dry_run);
  command->footer("Example:\n  tallyctl remind 53 --dry-run --at 2018-03-05T23:59:00Z");
  command->callback([options, &action] { action = [options] { return remind(*options); }; });
}

}  // namespace tallyd
