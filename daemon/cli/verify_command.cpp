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
#include "storage/ledger.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  std::vector<std::string> heads;
  bool json = false;
};

/// "12:9f86…": a row and its hash, as a digest to TSB quotes them. Empty: anything else.
std::optional<LedgerHead> parse_head(const std::string& text) {
  const auto colon = text.find(':');
  if (colon == 0 || colon > 18 || text.find_first_not_of("0123456789") != colon) return {};
  const auto hash = parse_digest(text.substr(colon + 1));
  if (!hash) return {};
  return LedgerHead{std::stoll(text.substr(0, colon)), *hash};
}

std::string check_head(const std::string& text) {
  if (parse_head(text)) return "";
  return "\"" + printable(text) + "\" is no row and hash; right would be 12: and 64 digits";
}

void print_json(const Verification& found) {
  nlohmann::ordered_json json = {
      {"events", found.events},          {"messages", found.messages},
      {"removed", found.removed},        {"head", found.head.id},
      {"hash", to_hex(found.head.hash)}, {"findings", nlohmann::ordered_json::array()}};
  for (const Finding& finding : found.findings) {
    json["findings"].push_back({{"row", finding.event}, {"text", finding.text}});
  }
  std::cout << to_text(json);
}

void print(const Verification& found) {
  std::cout << found.events << " rows of the ledger and " << found.messages
            << " archived messages looked at\n";
  if (found.removed > 0) {
    std::cout << found.removed << " rejected messages were removed, as the ledger says\n";
  }
  if (found.head.id != 0) {
    std::cout << "the ledger ends with row " << found.head.id << ": " << to_hex(found.head.hash)
              << '\n';
  }
  for (const Finding& finding : found.findings) std::cout << printable(finding.text) << '\n';
  if (found.findings.empty()) std::cout << "all is as it was recorded\n";
}

ExitCode verify_stored(const Options& options) {
  std::vector<LedgerHead> known;
  for (const std::string& head : options.heads) known.push_back(parse_head(head).value());
  auto storage = open_stored(options.directory);
  if (!storage) return storage.error();
  const auto found = verify(storage->database, storage->archive, known);
  if (!found) return report(found.error());
  options.json ? print_json(*found) : print(*found);
  if (found->findings.empty()) return ExitCode::ok;
  std::cerr << "tallyctl verify: " << found->findings.size()
            << " findings: what is stored is not what was recorded\n";
  return ExitCode::data;
}

}  // namespace

void add_verify(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = tallyctl.add_subcommand(
      "verify",
      "Prove that nothing in the ledger or the archive was changed, removed or reordered");
  add_config_option(*command, options->directory);
  command
      ->add_option(
          "--known", options->heads,
          "A row and its hash, as an earlier digest to TSB quotes them; must still be there")
      ->option_text("ROW:HASH")
      ->check(CLI::Validator(check_head, "", "head"));
  command->add_flag("--json", options->json, "A JSON object");
  command->footer(
      "Exits with 65 if it finds something.\nExample:\n  tallyctl verify --json | jq .findings");
  command->callback([options, &action] { action = [options] { return verify_stored(*options); }; });
}

}  // namespace tallyd
