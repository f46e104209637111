// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/review_command.h"

#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "daemon/cli/config_option.h"
#include "daemon/cli/record_json.h"
#include "daemon/cli/stored.h"
#include "daemon/cli/text_table.h"
#include "storage/reviews.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  bool all = false;
  bool json = false;
};

std::string doubts_of(const ReviewItem& item) {
  std::string text;
  for (const Doubt& doubt : item.doubts) text += (text.empty() ? "" : "; ") + doubt.text;
  return text;
}

void print(const std::vector<ReviewItem>& items, const Options& options) {
  if (options.json) {
    auto all = nlohmann::ordered_json::array();
    for (const ReviewItem& item : items) all.push_back(to_json(item));
    std::cout << to_text(all);
    return;
  }
  TextTable table({"ID", "REPLY", "OPENED", "STATE", "CIRCULAR", "ADM.", "WHY A PERSON MUST LOOK"});
  for (const ReviewItem& item : items) {
    table.add({std::to_string(item.id), std::to_string(item.reply), to_rfc3339(item.opened),
               std::string(to_word(item.state)), item.circular, item.administration,
               doubts_of(item)});
  }
  print(table, options.all ? "nothing was ever left to a person" : "nothing waits for a person");
}

ExitCode list(const Options& options) {
  auto storage = open_stored(options.directory);
  if (!storage) return storage.error();
  const auto state = options.all ? std::optional<ReviewState>{} : ReviewState::open;
  const auto items = list_reviews(storage->database, state);
  if (!items) return report(items.error());
  print(*items, options);
  return ExitCode::ok;
}

}  // namespace

void add_review(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const review =
      tallyctl.add_subcommand("review", "The messages that a person must look at");
  review->require_subcommand(1);
  review->footer("Examples:\n  tallyctl review list\n  tallyctl review show 12");
  CLI::App* const command = review->add_subcommand("list", "List what is open, oldest first");
  add_config_option(*command, options->directory);
  command->add_flag("--all", options->all, "What is resolved or rejected, too");
  command->add_flag("--json", options->json, "A JSON list instead of a table");
  command->footer("Example:\n  tallyctl review list --json | jq length");
  command->callback([options, &action] { action = [options] { return list(*options); }; });
  add_review_show(*review, action);
  add_review_decisions(*review, action);
}

}  // namespace tallyd
