// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "daemon/cli/circular_option.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/letter_output.h"
#include "daemon/cli/stored.h"
#include "daemon/digest/digest.h"
#include "daemon/service/workshop.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  std::string circular;
  std::string format;
  bool send = false;
};

Result<void> queue(Database& database, const Letter& letter, const Letterhead& letterhead) {
  TALLYD_TRY_ASSIGN(const OutboxMail mail, sendable_digest(letter, letterhead));
  TALLYD_TRY_ASSIGN(Transaction transaction, Transaction::begin(database));
  TALLYD_TRY(queue_mail(transaction, mail));
  return transaction.commit();
}

ExitCode digest(const Options& options) {
  const auto setup = load_setup(options.directory);
  if (!setup) return ExitCode::config;
  const Asked& asked = setup->office.asked;
  const Consultation* const consultation = find_circular(asked, options.circular);
  if (consultation == nullptr) return ExitCode::no_input;
  auto storage = open_storage(setup->configuration.settings.storage.directory,
                              options.send ? Access::write : Access::read);
  if (!storage) return report(storage.error());
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const Letterhead& letterhead = setup->office.letterhead;
  const auto letter =
      digest_on_demand(storage->database, *consultation, asked.administrations, letterhead, now);
  if (!letter) return report(letter.error());
  if (!options.send) return print_letter(*letter, letterhead, options.format);
  const auto queued = queue(storage->database, *letter, letterhead);
  if (!queued) return report(queued.error());
  std::cerr << "Queued; tallyd sends it.\n";
  return ExitCode::ok;
}

}  // namespace

void add_digest(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = tallyctl.add_subcommand(
      "digest", "Show the tally of a circular as it is mailed to TSB, or send it");
  add_config_option(*command, options->directory);
  add_circular_option(*command, options->circular);
  add_letter_format(*command, options->format);
  command->add_flag("--send", options->send, "Send it to the addresses of TSB");
  command->footer(
      "Examples:\n"
      "  tallyctl digest 53\n"
      "  tallyctl digest 53 --send");
  command->callback([options, &action] { action = [options] { return digest(*options); }; });
}

}  // namespace tallyd
