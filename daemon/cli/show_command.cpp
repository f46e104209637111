// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "config/printable.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/record_json.h"
#include "daemon/cli/stored.h"
#include "storage/replies.h"
#include "storage/retention.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  std::string reply;
  bool json = false;
};

/// By number, by SHA-256, or by Message-ID. Empty: there is none.
Result<std::optional<ReplyRecord>> find(Database& database, const std::string& name) {
  if (const auto digest = parse_digest(name)) return find_reply(database, *digest);
  const bool is_number = name.size() < 19 && std::all_of(name.begin(), name.end(), [](char c) {
                           return c >= '0' && c <= '9';
                         });
  if (is_number && !name.empty()) return find_reply(database, EventId{std::stoll(name)});
  TALLYD_TRY_ASSIGN(const auto replies, list_replies(database, {}));
  for (const ReplyRecord& reply : replies) {
    if (reply.message_id == name || "<" + reply.message_id + ">" == name) return reply;
  }
  return std::nullopt;
}

void print_line(const char* title, const std::string& text) {
  std::string padded(title);
  padded.resize(16, ' ');
  if (!text.empty()) std::cout << padded << printable(text) << '\n';
}

void print(const ReplyRecord& reply, const std::string& path) {
  print_line("Reply", std::to_string(reply.id));
  print_line("Received", to_rfc3339(reply.received));
  print_line("Circular", reply.circular);
  print_line("Administration", reply.administration);
  print_line("Sender", reply.sender);
  print_line("Proof", reply.authentication);
  print_line("Outcome", std::string(to_word(reply.outcome)) +
                            (reply.reason.empty() ? "" : ": " + reply.reason));
  print_line("Form", reply.format + (reply.language.empty() ? "" : ", " + reply.language));
  print_line("Message-ID", reply.message_id);
  print_line("Message", path);
  for (const Decision& decision : reply.decisions) {
    std::cout << "\n  " << printable(decision.draft) << ": " << to_word(decision.authority)
              << ", comments " << to_word(decision.comments) << '\n';
    if (!decision.evidence.empty()) std::cout << "    " << printable(decision.evidence) << '\n';
  }
  if (!reply.doubts.empty()) std::cout << "\nDoubts\n";
  for (const Doubt& doubt : reply.doubts) {
    std::cout << "  " << (doubt.draft.empty() ? "" : printable(doubt.draft) + ": ")
              << printable(doubt.text) << " (" << printable(doubt.code) << ")\n";
  }
}

ExitCode show(const Options& options) {
  auto storage = open_stored(options.directory);
  if (!storage) return storage.error();
  const auto reply = find(storage->database, options.reply);
  if (!reply) return report(reply.error());
  if (!reply->has_value()) {
    std::cerr << "tallyctl show: there is no reply " << printable(options.reply)
              << "; `tallyctl replies` lists them\n";
    return ExitCode::no_input;
  }
  if (options.json) {
    std::cout << to_text(to_json(**reply));
  } else {
    const auto removal = find_removal(storage->database, (*reply)->id);
    if (!removal) return report(removal.error());
    print(**reply, *removal ? "removed at " + to_rfc3339((*removal)->at) + ": " + (*removal)->why
                            : storage->archive.path((*reply)->digest).string());
  }
  return ExitCode::ok;
}

}  // namespace

void add_show(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = tallyctl.add_subcommand(
      "show", "Show one reply: what it says, by what evidence, and what became of it");
  add_config_option(*command, options->directory);
  command->add_option("REPLY", options->reply, "Its number, its SHA-256, or its Message-ID")
      ->required();
  command->add_flag("--json", options->json, "JSON instead of text");
  command->footer("Example:\n  tallyctl show 42");
  command->callback([options, &action] { action = [options] { return show(*options); }; });
}

}  // namespace tallyd
