// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/record_json.h"
#include "daemon/cli/stored.h"
#include "daemon/cli/text_table.h"
#include "storage/outbox.h"

namespace tallyd {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string directory;
  std::string state;
  std::vector<std::int64_t> mails;
  bool json = false;
};

std::string addresses_of(const OutboxMail& mail) {
  std::string text;
  for (const Recipient& recipient : mail.recipients) {
    text += (text.empty() ? "" : ", ") + recipient.address;
  }
  return text;
}

Json to_json(const OutboxMail& mail) {
  Json recipients = Json::array();
  for (const Recipient& recipient : mail.recipients) {
    recipients.push_back({{"address", recipient.address},
                          {"state", to_word(recipient.state)},
                          {"reply", recipient.reply}});
  }
  return {{"id", mail.id},
          {"state", to_word(mail.state)},
          {"purpose", to_word(mail.purpose)},
          {"queued", to_rfc3339(mail.queued)},
          {"not_before", to_rfc3339(mail.not_before)},
          {"attempts", mail.attempts},
          {"last_error", mail.last_error},
          {"message_id", mail.message_id},
          {"circular", mail.circular},
          {"administration", mail.administration},
          {"recipients", recipients}};
}

void print(const std::vector<OutboxMail>& mails, bool json) {
  if (json) {
    Json all = Json::array();
    for (const OutboxMail& mail : mails) all.push_back(to_json(mail));
    std::cout << to_text(all);
    return;
  }
  TextTable table({"ID", "STATE", "PURPOSE", "QUEUED", "TRIED", "TO", "LAST ERROR"});
  for (const OutboxMail& mail : mails) {
    table.add({std::to_string(mail.id), std::string(to_word(mail.state)),
               std::string(to_word(mail.purpose)), to_rfc3339(mail.queued),
               std::to_string(mail.attempts), addresses_of(mail), mail.last_error});
  }
  print(table, "no such mail");
}

ExitCode list(const Options& options) {
  auto storage = open_stored(options.directory);
  if (!storage) return storage.error();
  const auto state = options.state == "all" ? std::nullopt : parse_mail_state(options.state);
  const auto mails = list_mails(storage->database, state);
  if (!mails) return report(mails.error());
  print(*mails, options.json);
  return ExitCode::ok;
}

using Change = Result<void> (*)(Transaction&, std::int64_t mail, Instant at);

/// All of them or none.
ExitCode change(const Options& options, Change change) {
  auto storage = open_stored(options.directory, Access::write);
  if (!storage) return storage.error();
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  auto transaction = Transaction::begin(storage->database);
  if (!transaction) return report(transaction.error());
  for (const std::int64_t mail : options.mails) {
    const auto changed = change(*transaction, mail, now);
    if (!changed) return report(changed.error());
  }
  const auto committed = transaction->commit();
  return committed ? ExitCode::ok : report(committed.error());
}

void add_change(CLI::App& outbox, Action& action, const char* name, const char* what, Change how) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = outbox.add_subcommand(name, what);
  add_config_option(*command, options->directory);
  command->add_option("ID", options->mails, "As `tallyctl outbox list` shows them")->required();
  command->footer(std::string("Example:\n  tallyctl outbox ") + name + " 17");
  command->callback(
      [options, how, &action] { action = [options, how] { return change(*options, how); }; });
}

}  // namespace

void add_outbox(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const outbox = tallyctl.add_subcommand("outbox", "The mail on its way");
  outbox->require_subcommand(1);
  outbox->footer("Examples:\n  tallyctl outbox list --state failed\n  tallyctl outbox retry 17");
  CLI::App* const command = outbox->add_subcommand("list", "List it in the order of queueing");
  add_config_option(*command, options->directory);
  options->state = "queued";
  command->add_option("--state", options->state, "Which mail")
      ->check(CLI::IsMember({"queued", "sent", "failed", "cancelled", "all"}))
      ->option_text("queued|sent|failed|cancelled|all (default: queued)");
  command->add_flag("--json", options->json, "A JSON list instead of a table");
  command->footer(
      "Examples:\n  tallyctl outbox list\n  tallyctl outbox list --state failed --json");
  command->callback([options, &action] { action = [options] { return list(*options); }; });
  add_change(*outbox, action, "retry", "Send mail now to whom it did not reach", &retry_mail);
  add_change(*outbox, action, "cancel", "Never send mail that waits", &cancel_mail);
}

}  // namespace tallyd
