// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "config/printable.h"
#include "config/settings_loader.h"
#include "config/units.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/record_json.h"
#include "daemon/cli/stored.h"
#include "daemon/cli/text_table.h"
#include "daemon/service/chores.h"
#include "storage/retention.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  std::string older_than;
  std::string who;
  std::string why;
  bool dry_run = false;
  bool json = false;
};

std::string check_duration(const std::string& text) {
  return parse_duration(text)
             ? ""
             : "\"" + printable(text) + "\" is no duration with its unit (h, d, w), as 365d";
}

ExitCode wrong(const char* what) {
  std::cerr << "tallyctl retention: " << what << '\n';
  return ExitCode::usage;
}

void print(const std::vector<RejectedMessage>& messages, bool json) {
  if (json) {
    auto all = nlohmann::ordered_json::array();
    for (const RejectedMessage& one : messages) {
      all.push_back({{"reply", one.reply},
                     {"sha256", to_hex(one.digest)},
                     {"sender", one.sender},
                     {"message_id", one.message_id},
                     {"received", to_rfc3339(one.received)},
                     {"rejected", to_rfc3339(one.rejected)}});
    }
    std::cout << to_text(all);
    return;
  }
  TextTable table({"REPLY", "RECEIVED", "REJECTED", "SENDER"});
  for (const RejectedMessage& one : messages) {
    table.add({std::to_string(one.reply), to_rfc3339(one.received), to_rfc3339(one.rejected),
               one.sender});
  }
  print(table, "there is nothing of which the time is over");
}

/// How long rejected mail is kept; 0: nobody said.
tl::expected<std::chrono::seconds, ExitCode> kept(const Options& options) {
  if (const auto given = parse_duration(options.older_than)) return *given;
  Problems problems;
  const Settings settings = load_settings(options.directory + "/tallyd.toml", problems);
  if (has_errors(problems)) return tl::unexpected<ExitCode>(report(problems));
  return settings.storage.retention_rejected;
}

Result<std::vector<RejectedMessage>> remove(Storage& storage, std::chrono::seconds kept,
                                            const Options& options) {
  const Instant at = now();
  if (options.dry_run) return rejected_until(storage.database, at - kept);
  TALLYD_TRY(finish_removals(storage));
  const std::string why = options.why.empty() ? retention_reason(kept) : options.why;
  return remove_rejected(storage, at - kept, {at, options.who, why});
}

ExitCode retain(const Options& options) {
  if (options.dry_run != options.who.empty()) {
    return wrong("say --dry-run to see what would be removed, or --by NAME to remove it");
  }
  const auto time = kept(options);
  if (!time) return time.error();
  if (time->count() == 0 && options.older_than.empty()) {
    return wrong(
        "rejected mail is kept for ever: give --older-than 365d, or [storage] "
        "retention_rejected in tallyd.toml");
  }
  auto storage = open_stored(options.directory, options.dry_run ? Access::read : Access::write);
  if (!storage) return storage.error();
  const auto messages = remove(*storage, *time, options);
  if (!messages) return report(messages.error());
  print(*messages, options.json);
  std::cerr << "tallyctl retention: " << messages->size() << " messages "
            << (options.dry_run ? "would be removed" : "removed") << '\n';
  return ExitCode::ok;
}

}  // namespace

void add_retention(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = tallyctl.add_subcommand(
      "retention", "Remove rejected messages from the archive when their time is over");
  add_config_option(*command, options->directory);
  command
      ->add_option("--older-than", options->older_than,
                   "Rejected so long ago (default: [storage] retention_rejected)")
      ->option_text("DURATION")
      ->check(CLI::Validator(check_duration, "", "duration"));
  command->add_flag("--dry-run", options->dry_run, "Only show which");
  command->add_option("--by", options->who, "Who decides, for the ledger")->option_text("NAME");
  command->add_option("--reason", options->why, "Why, for the ledger")->option_text("TEXT");
  command->add_flag("--json", options->json, "A JSON list instead of a table");
  command->footer(
      "Only what a person rejected and of which nothing was ever recorded. The ledger keeps who\n"
      "wrote, when, and what was read, and says that the message was removed; copies in backups\n"
      "and in the mailbox are not touched.\n"
      "Examples:\n"
      "  tallyctl retention --dry-run\n"
      "  tallyctl retention --older-than 365d --by 'A. Clerk' --reason 'data protection'");
  command->callback([options, &action] { action = [options] { return retain(*options); }; });
}

}  // namespace tallyd
