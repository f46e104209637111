// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "config/folded.h"
#include "daemon/cli/circular_option.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/record_json.h"
#include "daemon/cli/stored.h"
#include "daemon/cli/text_table.h"
#include "storage/replies.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  std::string circular;
  std::string administration;
  std::string outcome;
  bool json = false;
};

/// "X.1214 assigned, X.1331 not_assigned"
std::string decisions_of(const ReplyRecord& reply) {
  std::string text;
  for (const Decision& decision : reply.decisions) {
    if (!text.empty()) text += ", ";
    text += decision.draft + " ";
    text += to_word(decision.authority);
  }
  return text;
}

void print(const std::vector<ReplyRecord>& replies, const Options& options) {
  if (options.json) {
    auto all = nlohmann::ordered_json::array();
    for (const ReplyRecord& reply : replies) all.push_back(to_json(reply));
    std::cout << to_text(all);
    return;
  }
  TextTable table({"ID", "RECEIVED", "CIRCULAR", "ADM.", "OUTCOME", "DECISIONS", "SENDER"});
  for (const ReplyRecord& reply : replies) {
    table.add({std::to_string(reply.id), to_rfc3339(reply.received), reply.circular,
               reply.administration, std::string(to_word(reply.outcome)), decisions_of(reply),
               reply.sender});
  }
  print(table, "no such reply was received");
}

bool is_asked(const ReplyRecord& reply, const Options& options) {
  const auto& code = options.administration;
  return (options.circular.empty() || names_circular(options.circular, reply.circular)) &&
         (code.empty() || folded(code) == folded(reply.administration));
}

ExitCode replies(const Options& options) {
  auto storage = open_stored(options.directory);
  if (!storage) return storage.error();
  auto found = list_replies(storage->database, {"", "", parse_outcome(options.outcome)});
  if (!found) return report(found.error());
  found->erase(std::remove_if(found->begin(), found->end(),
                              [&](const ReplyRecord& reply) { return !is_asked(reply, options); }),
               found->end());
  print(*found, options);
  return ExitCode::ok;
}

}  // namespace

void add_replies(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command =
      tallyctl.add_subcommand("replies", "List the replies that were received");
  add_config_option(*command, options->directory);
  command
      ->add_option("--circular", options->circular,
                   "Only of that circular: \"TSB Circular 53\", or its number alone")
      ->option_text("CIRCULAR");
  command->add_option("--administration", options->administration, "Only of that one: KEN")
      ->option_text("CODE");
  command->add_option("--outcome", options->outcome, "Only with that outcome")
      ->check(CLI::IsMember({"recorded", "review", "late", "not_counted", "duplicate", "rejected"}))
      ->option_text("recorded|review|late|not_counted|duplicate|rejected");
  command->add_flag("--json", options->json, "A JSON list instead of a table");
  command->footer(
      "Examples:\n"
      "  tallyctl replies --circular 53 --outcome late\n"
      "  tallyctl replies --json | jq '.[] | select(.administration == \"KEN\")'");
  command->callback([options, &action] { action = [options] { return replies(*options); }; });
}

}  // namespace tallyd
