// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "config/configuration.h"
#include "config/folded.h"
#include "config/printable.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/record_json.h"
#include "daemon/cli/stored.h"
#include "daemon/cli/write_out.h"
#include "storage/contacts.h"
#include "storage/ledger.h"
#include "storage/outbox.h"
#include "storage/replies.h"
#include "storage/retention.h"
#include "storage/reviews.h"

namespace tallyd {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string directory;
  std::string code;
  std::string output;
};

Json entry_of(const Administration& administration) {
  return {{"code", administration.code},           {"language", administration.language},
          {"addresses", administration.addresses}, {"domains", administration.domains},
          {"names", administration.names},         {"aliases", administration.aliases}};
}

Json to_json(const DecisionRecord& decision) {
  return {{"id", decision.id},
          {"reply", decision.reply},
          {"circular", decision.circular},
          {"draft", decision.draft},
          {"authority", to_word(decision.authority)},
          {"comments", to_word(decision.comments)},
          {"received", to_rfc3339(decision.received)},
          {"stands", decision.stands}};
}

Result<Json> decisions_of(Database& database, const std::vector<ReplyRecord>& replies,
                          const std::string& code) {
  std::vector<std::string> circulars;
  circulars.reserve(replies.size());
  for (const ReplyRecord& reply : replies) circulars.push_back(reply.circular);
  std::sort(circulars.begin(), circulars.end());
  circulars.erase(std::unique(circulars.begin(), circulars.end()), circulars.end());
  Json all = Json::array();
  for (const std::string& circular : circulars) {
    if (circular.empty()) continue;
    TALLYD_TRY_ASSIGN(const auto decisions, all_decisions(database, circular, code));
    for (const DecisionRecord& decision : decisions) all.push_back(to_json(decision));
  }
  return all;
}

Result<Json> mails_of(Database& database, const std::string& code) {
  TALLYD_TRY_ASSIGN(const auto mails, list_mails(database));
  Json all = Json::array();
  for (const OutboxMail& mail : mails) {
    if (mail.administration != code) continue;
    TALLYD_TRY_ASSIGN(const auto whole, find_mail(database, mail.id));
    Json to = Json::array();
    for (const Recipient& recipient : mail.recipients) {
      to.push_back({{"address", recipient.address}, {"state", to_word(recipient.state)}});
    }
    all.push_back({{"id", mail.id},
                   {"message_id", mail.message_id},
                   {"purpose", to_word(mail.purpose)},
                   {"state", to_word(mail.state)},
                   {"queued", to_rfc3339(mail.queued)},
                   {"recipients", to},
                   {"message", whole ? whole->bytes : ""}});
  }
  return all;
}

Result<Json> reviews_of(Database& database, const std::string& code) {
  TALLYD_TRY_ASSIGN(const auto items, list_reviews(database));
  Json all = Json::array();
  for (const ReviewItem& item : items) {
    if (item.administration == code) all.push_back(tallyd::to_json(item));
  }
  return all;
}

Result<Json> failing_of(Database& database, const Administration& administration) {
  TALLYD_TRY_ASSIGN(const auto failing, failing_addresses(database));
  const auto& own = administration.addresses;
  Json all = Json::array();
  for (const FailingAddress& one : failing) {
    if (std::find(own.begin(), own.end(), one.address) == own.end()) continue;
    all.push_back({{"address", one.address},
                   {"permanent", one.permanent},
                   {"since", to_rfc3339(one.since)},
                   {"why", one.why}});
  }
  return all;
}

/// Whether a row of the ledger speaks of the administration, of a reply of it or of a mail to it.
class Concerns {
 public:
  Concerns(const std::string& code, const Json& exported) : code_(code) {
    for (const Json& reply : exported.at("replies")) replies_.insert(reply.at("id").get<EventId>());
    for (const Json& mail : exported.at("mail"))
      mails_.insert(mail.at("message_id").get<std::string>());
  }
  bool operator()(EventId row, const Json& payload) const {
    const auto reply = payload.find("reply");
    return replies_.count(row) > 0 || payload.value("administration", "") == code_ ||
           (reply != payload.end() && replies_.count(reply->get<EventId>()) > 0) ||
           mails_.count(payload.value("message_id", "")) > 0;
  }

 private:
  const std::string& code_;
  std::set<EventId> replies_;
  std::set<std::string> mails_;
};

Result<Json> ledger_of(Database& database, const std::string& code, const Json& exported) {
  constexpr int kAtOnce = 1000;
  const Concerns concerns(code, exported);
  Json all = Json::array();
  for (EventId last = 0;;) {
    TALLYD_TRY_ASSIGN(const auto events, events_after(database, last, kAtOnce));
    if (events.empty()) return all;
    for (const Event& event : events) {
      last = event.id;
      Json payload = Json::parse(event.payload, nullptr, /*allow_exceptions=*/false);
      if (!payload.is_object() || !concerns(event.id, payload)) continue;
      all.push_back({{"id", event.id},
                     {"at", to_rfc3339(event.at)},
                     {"kind", to_word(event.kind)},
                     {"payload", std::move(payload)},
                     {"hash", to_hex(event.hash)}});
    }
  }
}

Result<Json> gather(Database& database, const Administration& administration,
                    const std::vector<ReplyRecord>& replies) {
  Json json = {{"administration", entry_of(administration)}, {"replies", Json::array()}};
  for (const ReplyRecord& reply : replies) json["replies"].push_back(tallyd::to_json(reply));
  TALLYD_TRY_ASSIGN(json["decisions"], decisions_of(database, replies, administration.code));
  TALLYD_TRY_ASSIGN(json["reviews"], reviews_of(database, administration.code));
  TALLYD_TRY_ASSIGN(json["mail"], mails_of(database, administration.code));
  TALLYD_TRY_ASSIGN(json["failing_addresses"], failing_of(database, administration));
  TALLYD_TRY_ASSIGN(json["ledger"], ledger_of(database, administration.code, json));
  return json;
}

/// The raw messages beside the JSON; a folder that must not exist.
ExitCode write_folder(Storage& storage, const std::vector<ReplyRecord>& replies,
                      const std::string& json, const fs::path& folder) {
  std::error_code error;
  if (!fs::create_directory(folder, error)) {
    std::cerr << "tallyctl export: " << folder.string()
              << (error ? " can't be made: " + error.message() : " exists: give another name")
              << '\n';
    return ExitCode::cant_create;
  }
  fs::permissions(folder, fs::perms::owner_all, error);
  for (const ReplyRecord& reply : replies) {
    const auto removal = find_removal(storage.database, reply.id);
    if (!removal) return report(removal.error());
    if (*removal) continue;
    const auto raw = storage.archive.get(reply.digest);
    if (!raw) return report(raw.error());
    const auto name = folder / (to_hex(reply.digest) + ".eml");
    if (const ExitCode code = write_out(*raw, name.string()); code != ExitCode::ok) return code;
  }
  return write_out(json, (folder / "export.json").string());
}

ExitCode export_one(const Options& options) {
  const auto loaded = load_asked(options.directory);
  if (has_errors(loaded.problems)) return report(loaded.problems);
  const auto& all = loaded.value.administrations;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Administration& each) {
    return folded(each.code) == folded(options.code);
  });
  if (found == all.end()) {
    std::cerr << "tallyctl export: " << printable(options.code)
              << " is no code of administrations.toml (three letters, as KEN)\n";
    return ExitCode::no_input;
  }
  auto storage = open_stored(options.directory);
  if (!storage) return storage.error();
  const auto replies = list_replies(storage->database, {"", found->code, {}});
  if (!replies) return report(replies.error());
  const auto json = gather(storage->database, *found, *replies);
  if (!json) return report(json.error());
  if (!options.output.empty()) {
    return write_folder(*storage, *replies, to_text(*json), options.output);
  }
  std::cout << to_text(*json);
  return ExitCode::ok;
}

}  // namespace

void add_export(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command =
      tallyctl.add_subcommand("export", "Everything that is known of one administration, as JSON");
  add_config_option(*command, options->directory);
  command->add_option("ADMINISTRATION", options->code, "Its code: KEN")->type_name("")->required();
  command->add_option("--output", options->output, "A new folder, with the raw messages too")
      ->option_text("DIR");
  command->footer(
      "Examples:\n  tallyctl export KEN | jq .decisions\n  tallyctl export KEN --output ./kenya");
  command->callback([options, &action] { action = [options] { return export_one(*options); }; });
}

}  // namespace tallyd
