// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <cerrno>
#include <chrono>
#include <functional>
#include <iostream>
#include <memory>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "config/mail_address.h"
#include "config/printable.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/examination.h"
#include "daemon/cli/record_json.h"
#include "daemon/cli/stored.h"
#include "daemon/cli/terminal.h"
#include "daemon/delivery/curl_submission.h"
#include "daemon/office/office_socket.h"
#include "daemon/service/workshop.h"
#include "parsers/reader/reader_pool.h"
#include "storage/intake.h"
#include "storage/storage.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  bool json = false;
};

Examined bad(std::string what, const Error& error) {
  return {std::move(what), Health::bad, error.message};
}

/// What to do where the database can't be opened.
std::string advice(const Error& error, const std::string& file) {
  if (error.message.find("locked") != std::string::npos) {
    return "; another program keeps it locked, not tallyd: see fuser -v " + file;
  }
  if (error.failure == Failure::corrupt ||
      error.message.find("not a database") != std::string::npos) {
    return "; keep a copy of it as it is, and restore the last backup";
  }
  return "";
}

/// When the last row of the ledger was written. Empty: there is none, or it can't be read.
std::optional<Instant> newest_row(const Settings& settings) {
  auto storage = open_storage(settings.storage.directory, Access::read);
  if (!storage) return std::nullopt;
  const auto head = ledger_head(storage->database);
  if (!head || head->id == 0) return std::nullopt;
  const auto rows = events_after(storage->database, head->id - 1, 1);
  if (!rows || rows->empty()) return std::nullopt;
  return rows->front().at;
}

Examined examine_storage(const Settings& settings) {
  const std::string file = settings.storage.directory + "/tallyd.db";
  if (::access(file.c_str(), F_OK) != 0 && errno == ENOENT) {
    return {"storage", Health::good,
            "no records yet; the service makes the database when it starts"};
  }
  if (::access(file.c_str(), R_OK) != 0) {
    return {"storage", Health::doubtful,
            file + " can't be read by this user; run doctor as root or as tallyd"};
  }
  auto storage = open_storage(settings.storage.directory, Access::read);
  if (!storage) {
    return {"storage", Health::bad, storage.error().message + advice(storage.error(), file)};
  }
  const auto found = verify(storage->database, storage->archive);
  if (!found) return bad("storage", found.error());
  if (!found->findings.empty()) {
    return {"storage", Health::bad,
            std::to_string(found->findings.size()) +
                " findings: what is stored is not what was recorded; see: tallyctl verify"};
  }
  return {"storage", Health::good,
          std::to_string(found->events) + " rows of the ledger, " +
              std::to_string(found->messages) + " archived messages, all as recorded"};
}

/// The mailbox against what was taken in: mail beyond the cursor is mail that nobody looked at.
Result<Examined> compare(Mailbox& mailbox, const MailboxState& state, const Setup& setup) {
  const Settings& settings = setup.configuration.settings;
  auto storage = open_storage(settings.storage.directory, Access::read);
  const std::string held = std::to_string(state.exists) + " messages in " + settings.mailbox.folder;
  if (!storage) return Examined{"mailbox", Health::good, held + "; none was looked at so far"};
  TALLYD_TRY_ASSIGN(const auto cursor, find_cursor(storage->database, setup.office.mailbox));
  const bool same = cursor && cursor->uid_validity == state.uid_validity;
  TALLYD_TRY_ASSIGN(const auto left, mailbox.uids_after(same ? cursor->last_uid : 0));
  if (left.empty()) return Examined{"mailbox", Health::good, held + "; all were looked at"};
  return Examined{"mailbox", Health::doubtful,
                  held + ", of which " + std::to_string(left.size()) +
                      " were not looked at yet; is the service running? "
                      "See: systemctl status tallyd"};
}

constexpr std::uint64_t kHeader = 256'000;

/// `work(mailbox, state)` with the mailbox opened for reading only; of messages the header.
template <typename Work>
auto with_mailbox(const Setup& setup, AccessTokens& tokens, Work work)
    -> decltype(work(std::declval<Mailbox&>(), MailboxState{})) {
  Interrupt interrupt;
  const MailboxSettings& configured = setup.configuration.settings.mailbox;
  ImapMailboxSettings settings = mailbox_settings(configured);
  settings.access = MailboxAccess::read_only;
  settings.limits.message = settings.limits.beginning = kHeader;
  ImapMailbox mailbox(settings, imap_world(configured.account, tokens, interrupt), interrupt);
  TALLYD_TRY_ASSIGN(const MailboxState state, mailbox.open());
  return work(mailbox, state);
}

Examined examine_mailbox(const Setup& setup, AccessTokens& tokens) {
  const auto compared = with_mailbox(
      setup, tokens,
      [&](Mailbox& mailbox, const MailboxState& state) { return compare(mailbox, state, setup); });
  return compared ? *compared : bad("mailbox", compared.error());
}

/// The servers that the newest messages name in Authentication-Results, read by a confined reader.
Result<std::set<std::string>> naming_servers(Mailbox& mailbox, const Setup& setup) {
  constexpr std::size_t kNewest = 5;
  TALLYD_TRY_ASSIGN(auto uids, mailbox.uids_after(0));
  if (uids.size() > kNewest) uids.erase(uids.begin(), uids.end() - kNewest);
  ReaderPool readers(reader_programs(), setup.office.asked, ReaderLimits{}, {});
  std::set<std::string> servers;
  TALLYD_TRY(mailbox.fetch(uids, [&](const FetchedMessage& message) -> Result<void> {
    for (const auto& field : readers.read(message.raw).mail.authentication) {
      servers.insert(lower_case(field.authserv_id));
    }
    return {};
  }));
  return servers;
}

/// The commonest reason why all replies are left to a person: authserv_id is another server's name.
Examined examine_authentication(const Setup& setup, AccessTokens& tokens) {
  const AuthenticationSettings& settings = setup.configuration.settings.authentication;
  const char* const what = "authentication";
  if (settings.require == AuthenticationSettings::Require::none) {
    return {what, Health::doubtful,
            "whoever a mail says it is from is believed ([authentication] require = \"none\")"};
  }
  const auto servers = with_mailbox(setup, tokens, [&](Mailbox& mailbox, const MailboxState&) {
    return naming_servers(mailbox, setup);
  });
  if (!servers) return {what, Health::doubtful, "not examined: the mailbox could not be read"};
  const std::string wanted = lower_case(settings.authserv_id);
  if (servers->count(wanted) > 0) {
    return {what, Health::good, "the newest mail has Authentication-Results of " + wanted};
  }
  std::string named;
  for (const std::string& server : *servers) named += (named.empty() ? "" : ", ") + server;
  if (named.empty()) {
    return {what, Health::doubtful,
            "no mail with Authentication-Results in the mailbox; send one to it from elsewhere, "
            "and look again: without that field no sender is proved"};
  }
  return {
      what, Health::bad,
      "the newest mail has Authentication-Results of " + named + ", none of " +
          (wanted.empty() ? "them is named by" : wanted + ", which is named by") +
          " [authentication] authserv_id: no sender is proved, every reply is left to a person"};
}

/// A return path as a mail has it, for asking whether it is taken.
std::string sender_of(const SmtpSettings& smtp) {
  std::string sender = smtp.envelope_from;
  for (const char* field : {"{id}", "{recipient}"}) {
    const std::string_view name = field;
    if (const auto at = sender.find(name); at != std::string::npos) {
      sender.replace(at, name.size(), "0-0");
    }
  }
  return sender;
}

Examined examine_smtp(const Settings& settings, AccessTokens& tokens) {
  const std::atomic<bool> stopping = false;
  CurlSubmission smtp(
      settings.smtp.account, [&] { return fetch_login(settings.smtp.account, tokens); }, stopping);
  const auto checked = smtp.check(sender_of(settings.smtp));
  if (!checked) return bad("smtp", checked.error());
  const bool login = !settings.smtp.account.username.empty();
  return {"smtp", Health::good,
          settings.smtp.account.host + (login ? ": logged in" : ": reached") +
              "; it takes mail of " + settings.smtp.from_address};
}

Examined examine_readers(const Setup& setup) {
  ReaderPool readers(reader_programs(), setup.office.asked, ReaderLimits{}, {});
  const Reading reading =
      readers.read("From: doctor@localhost\r\nSubject: a test\r\n\r\nA test.\r\n");
  for (const Doubt& doubt : reading.doubts) {
    if (doubt.code == "reader_failed") {
      return {"readers", Health::bad,
              doubt.text + "; are seccomp and landlock allowed here (SystemCallFilter=)?"};
    }
  }
  return {"readers", Health::good, "a message was read in a confined process"};
}

Examined examine_office(const Settings& settings) {
  if (!settings.office.enabled) {
    return {"office", Health::doubtful, "switched off: .doc and .rtf files are left to a person"};
  }
  OfficeConverter converter(OfficeConverter::in_temporary_directory());
  const auto convert = office_conversion(settings.office, converter);
  const auto converted = convert("{\\rtf1 tallyd}", "rtf");
  if (converted) return {"office", Health::good, "LibreOffice converted a file"};
  return {"office", Health::doubtful,
          converted.error().message + "; until then .doc and .rtf files are left to a person"};
}

void show(const Examined& finding, const Options& options) {
  if (options.json) return;
  std::string health = to_word(finding.health);
  health.resize(8, ' ');
  const bool colour = standard_output().colour && finding.health != Health::good;
  std::cout << (colour ? "\x1b[1m" : "") << health << (colour ? "\x1b[0m" : "") << finding.what
            << ": " << printable(finding.text) << std::endl;  // each when it is known
}

Examined examine_configuration(const Options& options) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto problems = load_configuration(options.directory, now).problems;
  if (problems.empty()) return {"configuration", Health::good, options.directory};
  const bool errors = has_errors(problems);
  return {"configuration", errors ? Health::bad : Health::doubtful,
          std::to_string(problems.size()) + (errors ? " mistakes" : " warnings") +
              "; see: tallyctl check-config --config " + options.directory};
}

ExitCode examine(const Options& options) {
  std::vector<Examined> findings{examine_configuration(options)};
  show(findings.back(), options);
  const auto setup = load_setup(options.directory);
  if (setup) {
    const Settings& settings = setup->configuration.settings;
    const auto tokens = access_tokens(settings);
    const std::vector<std::function<Examined()>> examinations{
        [&] { return examine_permissions(settings); },
        [&] { return examine_storage(settings); },
        [&] { return examine_disk(settings); },
        [&] { return examine_clock(now(), newest_row(settings)); },
        [&] { return examine_mailbox(*setup, *tokens); },
        [&] { return examine_authentication(*setup, *tokens); },
        [&] { return examine_smtp(settings, *tokens); },
        [&] { return examine_readers(*setup); },
        [] { return examine_scans(); },
        [&] { return examine_office(settings); }};
    for (const auto& examination : examinations) {
      findings.push_back(examination());
      show(findings.back(), options);
    }
  }
  auto json = nlohmann::ordered_json::array();
  ExitCode code = setup ? ExitCode::ok : ExitCode::config;
  for (const Examined& finding : findings) {
    json.push_back(
        {{"what", finding.what}, {"health", to_word(finding.health)}, {"text", finding.text}});
    if (finding.health == Health::bad && code == ExitCode::ok) code = ExitCode::unavailable;
  }
  if (options.json) std::cout << to_text(json);
  return code;
}

}  // namespace

void add_doctor(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = tallyctl.add_subcommand(
      "doctor", "Whether all that tallyd needs is there and works, a line each, and what to do");
  add_config_option(*command, options->directory);
  command->add_flag("--json", options->json, "A JSON list instead of lines");
  command->footer(
      "Logs in to mailbox and mail server, marks and sends nothing. Exits with 0 if nothing is\n"
      "wrong (warnings or none), with 78 if the configuration is, else with 69.\n"
      "Example:\n  sudo tallyctl doctor");
  command->callback([options, &action] { action = [options] { return examine(*options); }; });
}

}  // namespace tallyd
