// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "config/printable.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/record_json.h"
#include "daemon/cli/stored.h"
#include "daemon/cli/text_table.h"
#include "daemon/consultation/apply.h"

namespace tallyd {
namespace {

using Changes = std::vector<ConsultationChangeSet>;
using Json = nlohmann::ordered_json;

struct Options {
  std::string directory;
  std::string who;
  std::string why;
  bool json = false;
};

Json to_json(const Effect& effect) {
  return {{"effect", to_word(effect.kind)},
          {"reply", effect.reply.id},
          {"administration", effect.reply.administration},
          {"received", to_rfc3339(effect.reply.received)},
          {"draft", effect.draft},
          {"authority", to_word(effect.authority)},
          {"comments", to_word(effect.comments)}};
}

void print_json(const Changes& changes) {
  Json all = Json::array();
  for (const ConsultationChangeSet& change : changes) {
    if (!change.is_change()) continue;
    Json differences = Json::array();
    for (const ConsultationDifference& one : change.differences) {
      differences.push_back({{"what", one.what}, {"recorded", one.recorded}, {"now", one.now}});
    }
    Json effects = Json::array();
    for (const Effect& effect : change.effects) effects.push_back(to_json(effect));
    all.push_back({{"circular", change.circular},
                   {"recorded", change.is_known},
                   {"configured", change.configured != nullptr},
                   {"differences", differences},
                   {"effects", effects}});
  }
  std::cout << to_text(all);
}

std::string in_words(Effect::Kind kind) {
  switch (kind) {
    case Effect::Kind::counts:
      return "late until now, would count";
    case Effect::Kind::counts_no_more:
      return "counts now, would be late";
    case Effect::Kind::leaves_tally:
      return "its draft is withdrawn";
    case Effect::Kind::returns_to_tally:
      return "its draft is asked about again";
  }
  std::abort();
}

void print_table(const ConsultationChangeSet& change) {
  std::cout << printable(change.circular) << '\n';
  if (!change.is_known) std::cout << "  the ledger knows no version of it\n";
  if (change.configured == nullptr)
    std::cout << "  its file is gone; nothing is done to its replies\n";
  TextTable differences({"WHAT", "RECORDED", "NOW"});
  for (const ConsultationDifference& one : change.differences) {
    differences.add({one.what, one.recorded, one.now});
  }
  std::cout << differences.text(standard_output());
  TextTable effects({"REPLY", "RECEIVED", "ADM.", "DRAFT", "DECISION", "EFFECT"});
  for (const Effect& effect : change.effects) {
    effects.add({std::to_string(effect.reply.id), to_rfc3339(effect.reply.received),
                 effect.reply.administration, effect.draft, std::string(to_word(effect.authority)),
                 in_words(effect.kind)});
  }
  std::cout << effects.text(standard_output());
  if (change.effects.empty()) std::cout << "  no reply is affected\n";
}

ExitCode diff(const Options& options) {
  auto office = open_office(options.directory, Access::read);
  if (!office) return office.error();
  const auto changes = consultation_changes(office->storage.database, office->setup->office.asked);
  if (!changes) return report(changes.error());
  bool differs = false;
  for (const ConsultationChangeSet& change : *changes) {
    differs = differs || change.is_change();
    if (change.is_change() && !options.json) print_table(change);
  }
  if (options.json) print_json(*changes);
  return differs ? ExitCode::differs : ExitCode::ok;
}

ExitCode apply(const Options& options) {
  if (options.who.empty() || options.why.empty()) {
    std::cerr << "tallyctl consultation: --by and --reason must say something\n";
    return ExitCode::usage;
  }
  auto office = open_office(options.directory, Access::write);
  if (!office) return office.error();
  const auto applied = apply_changes(office->storage.database, office->setup->office,
                                     {options.who, options.why, now()});
  if (!applied) return report(applied.error());
  for (const std::string& line : applied->done) std::cout << printable(line) << '\n';
  if (applied->changes.empty()) {
    std::cerr << "tallyctl consultation: nothing differs from what the ledger knows\n";
  } else {
    std::cerr << "A running tallyd takes the files when it is reloaded (SIGHUP).\n";
  }
  return ExitCode::ok;
}

void add_diff(CLI::App& consultation, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = consultation.add_subcommand(
      "diff",
      "Show what the files say otherwise than the ledger knows, and which replies that "
      "would make count, or not; changes nothing");
  add_config_option(*command, options->directory);
  command->add_flag("--json", options->json, "A JSON list");
  command->footer(
      "Exit status: 0 nothing differs, 1 something does.\nExample:\n  tallyctl consultation diff");
  command->callback([options, &action] { action = [options] { return diff(*options); }; });
}

void add_apply(CLI::App& consultation, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = consultation.add_subcommand(
      "apply", "Record in the ledger what `diff` shows, and do to the replies what it says");
  add_config_option(*command, options->directory);
  command->add_option("--by", options->who, "Who decides, for the ledger")
      ->required()
      ->option_text("NAME");
  command->add_option("--reason", options->why, "Why, for the ledger")
      ->required()
      ->option_text("TEXT");
  command->footer(
      "Example:\n  tallyctl consultation apply --by 'A. Clerk' --reason 'Corrigendum 1'");
  command->callback([options, &action] { action = [options] { return apply(*options); }; });
}

}  // namespace

void add_consultation(CLI::App& tallyctl, Action& action) {
  CLI::App* const consultation = tallyctl.add_subcommand(
      "consultation", "A consultation that was changed while it runs (corrigenda)");
  consultation->require_subcommand(1);
  consultation->footer("Example:\n  tallyctl consultation diff");
  add_diff(*consultation, action);
  add_apply(*consultation, action);
}

}  // namespace tallyd
