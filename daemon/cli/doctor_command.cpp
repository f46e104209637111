// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <chrono>
#include <functional>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "config/printable.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/record_json.h"
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

enum class Health { good, doubtful, bad };

struct Finding {
  std::string what;
  Health health = Health::good;
  std::string text;
};

const char* word(Health health) {
  switch (health) {
    case Health::good:
      return "ok";
    case Health::doubtful:
      return "warning";
    case Health::bad:
      return "error";
  }
  std::abort();
}

Finding bad(std::string what, const Error& error) {
  return {std::move(what), Health::bad, error.message};
}

Finding examine_permissions(const Settings& settings) {
  const std::string& directory = settings.storage.directory;
  struct stat status {};
  if (::stat(directory.c_str(), &status) != 0) {
    return {"permissions", Health::bad,
            directory +
                " is not there; start the service once (systemctl start tallyd), or check "
                "[storage] directory"};
  }
  if ((status.st_mode & 0007U) != 0) {
    return {"permissions", Health::doubtful,
            directory + " is open to every user; run: chmod 0750 " + directory};
  }
  struct stat database {};
  const std::string file = directory + "/tallyd.db";
  if (::stat(file.c_str(), &database) == 0 && database.st_uid != status.st_uid) {
    return {"permissions", Health::bad,
            file + " has another owner than its folder; run: chown --reference=" + directory + " " +
                file};
  }
  if (::access(directory.c_str(), W_OK) != 0) {
    return {"permissions", Health::doubtful,
            directory + " can't be written by this user; run doctor as root or as tallyd"};
  }
  return {"permissions", Health::good, directory};
}

Finding examine_storage(const Settings& settings) {
  auto storage = open_storage(settings.storage.directory, Access::read);
  if (!storage) return bad("storage", storage.error());
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
Result<Finding> compare(Mailbox& mailbox, const MailboxState& state, const Setup& setup) {
  const Settings& settings = setup.configuration.settings;
  auto storage = open_storage(settings.storage.directory, Access::read);
  const std::string held = std::to_string(state.exists) + " messages in " + settings.mailbox.folder;
  if (!storage) return Finding{"mailbox", Health::good, held + "; none was looked at so far"};
  TALLYD_TRY_ASSIGN(const auto cursor, find_cursor(storage->database, setup.office.mailbox));
  const bool same = cursor && cursor->uid_validity == state.uid_validity;
  TALLYD_TRY_ASSIGN(const auto left, mailbox.uids_after(same ? cursor->last_uid : 0));
  if (left.empty()) return Finding{"mailbox", Health::good, held + "; all were looked at"};
  return Finding{"mailbox", Health::doubtful,
                 held + ", of which " + std::to_string(left.size()) +
                     " were not looked at yet; is the service running? "
                     "See: systemctl status tallyd"};
}

Finding examine_mailbox(const Setup& setup, AccessTokens& tokens) {
  Interrupt interrupt;
  ImapMailboxSettings settings = mailbox_settings(setup.configuration.settings.mailbox);
  settings.access = MailboxAccess::read_only;
  ImapMailbox mailbox(settings,
                      imap_world(setup.configuration.settings.mailbox.account, tokens, interrupt),
                      interrupt);
  const auto state = mailbox.open();
  if (!state) return bad("mailbox", state.error());
  const auto compared = compare(mailbox, *state, setup);
  return compared ? *compared : bad("mailbox", compared.error());
}

Finding examine_smtp(const Settings& settings, AccessTokens& tokens) {
  const std::atomic<bool> stopping = false;
  CurlSubmission smtp(
      settings.smtp.account, [&] { return fetch_login(settings.smtp.account, tokens); }, stopping);
  const auto checked = smtp.check();
  if (!checked) return bad("smtp", checked.error());
  const bool login = !settings.smtp.account.username.empty();
  return {"smtp", Health::good, settings.smtp.account.host + (login ? ": logged in" : ": reached")};
}

Finding examine_readers(const Setup& setup) {
  ReaderPool readers(this_program(), setup.office.asked, ReaderLimits{}, {});
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

Finding examine_office(const Settings& settings) {
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

void show(const Finding& finding, const Options& options) {
  if (options.json) return;
  std::string health = word(finding.health);
  health.resize(8, ' ');
  const bool colour = standard_output().colour && finding.health != Health::good;
  std::cout << (colour ? "\x1b[1m" : "") << health << (colour ? "\x1b[0m" : "") << finding.what
            << ": " << printable(finding.text) << std::endl;  // each when it is known
}

Finding examine_configuration(const Options& options) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto problems = load_configuration(options.directory, now).problems;
  if (problems.empty()) return {"configuration", Health::good, options.directory};
  const bool errors = has_errors(problems);
  return {"configuration", errors ? Health::bad : Health::doubtful,
          std::to_string(problems.size()) + (errors ? " mistakes" : " warnings") +
              "; see: tallyctl check-config --config " + options.directory};
}

ExitCode examine(const Options& options) {
  std::vector<Finding> findings{examine_configuration(options)};
  show(findings.back(), options);
  const auto setup = load_setup(options.directory);
  if (setup) {
    const Settings& settings = setup->configuration.settings;
    const auto tokens = access_tokens(settings);
    const std::vector<std::function<Finding()>> examinations{[&] { return examine_permissions(settings); },
                                                             [&] { return examine_storage(settings); },
                                                             [&] { return examine_mailbox(*setup, *tokens); },
                                                             [&] { return examine_smtp(settings, *tokens); },
                                                             [&] { return examine_readers(*setup); },
                                                             [&] { return examine_office(settings); }};
    for (const auto& examination : examinations) {
      findings.push_back(examination());
      show(findings.back(), options);
    }
  }
  auto json = nlohmann::ordered_json::array();
  ExitCode code = setup ? ExitCode::ok : ExitCode::config;
  for (const Finding& finding : findings) {
    json.push_back(
        {{"what", finding.what}, {"health", word(finding.health)}, {"text", finding.text}});
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
      "Logs in to mailbox and mail server, reads and sends nothing. Exits with 0 if nothing is\n"
      "wrong (warnings or none), with 78 if the configuration is, else with 69.\n"
      "Example:\n  sudo tallyctl doctor");
  command->callback([options, &action] { action = [options] { return examine(*options); }; });
}

}  // namespace tallyd
