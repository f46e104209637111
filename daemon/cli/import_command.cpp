// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "config/printable.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/message_source.h"
#include "daemon/cli/progress_line.h"
#include "daemon/cli/stored.h"
#include "daemon/intake/intake.h"
#include "daemon/office/office_socket.h"
#include "daemon/service/describe.h"
#include "daemon/service/file_mailbox.h"
#include "daemon/service/state_lock.h"
#include "daemon/service/workshop.h"
#include "parsers/reader/reader_pool.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  std::string received;
  std::vector<std::string> paths;
  bool silent = false;
};

Instant now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

void complain(const std::string& what) { std::cerr << "tallyctl import: " << what << '\n'; }

std::string check_time(const std::string& text) {
  return parse_rfc3339(text) ? ""
                             : "\"" + printable(text) + "\" is no time as 2018-03-08T23:59:00Z";
}

/// The next message whose time of receipt is known; others are told and left out.
std::optional<FileMailbox::Message> next_message(MessageSource& source, const Options& options,
                                                 bool& complete) {
  while (auto message = source.next()) {
    const auto time =
        options.received.empty() ? received_at(message->raw) : parse_rfc3339(options.received);
    if (time) return FileMailbox::Message{std::move(message->raw), *time};
    complete = false;
    complain(printable(message->name) +
             ": left out: no Received: field says when it came; give --received TIME");
  }
  return std::nullopt;
}

Result<void> take_in(Storage& storage, const Setup& setup, FileMailbox& mailbox) {
  const Settings& settings = setup.configuration.settings;
  OfficeConverter converter(OfficeConverter::in_temporary_directory());
  ReaderPool readers(reader_programs(), setup.office.asked, ReaderLimits{},
                     office_conversion(settings.office, converter));
  ProgressLine progress("messages taken in");
  const auto tell = [&](const Handled& handled) {
    progress.clear();
    std::cout << describe(handled) << '\n';
    if (standard_output().width > 0) std::cout << std::flush;  // above the progress
  };
  Intake intake(mailbox, storage, setup.office,
                {[&](std::string_view raw) { return readers.read(raw); }, now, tell});
  TALLYD_TRY(intake.open());
  for (Uid uid = 1; true; ++uid) {
    TALLYD_TRY_ASSIGN(const auto left, mailbox.uids_after(uid - 1));
    if (left.empty()) return {};
    TALLYD_TRY(intake.pass());
    progress.step();
  }
}

ExitCode import(const Options& options) {
  const auto setup = load_setup(options.directory);
  if (!setup) return ExitCode::config;
  setup->office.mailbox = "import";
  if (options.silent) setup->office.policy.answer_since = Instant::max();
  const auto& state = setup->configuration.settings.storage.directory;
  const auto lock = StateLock::take(state);
  if (!lock) return report(lock.error());
  auto storage = open_storage(state, Access::write);
  if (!storage) return report(storage.error());
  auto key = message_id_key(storage->database);
  if (!key) return report(key.error());
  setup->office.letterhead.message_id_key = *std::move(key);
  MessageSource source(options.paths, complain);
  bool complete = true;
  FileMailbox mailbox([&] { return next_message(source, options, complete); }, now());
  const auto taken = take_in(*storage, *setup, mailbox);
  if (!taken) return report(taken.error());
  if (source.outcome() != ExitCode::ok) return source.outcome();
  return complete ? ExitCode::ok : ExitCode::data;
}

}  // namespace

void add_import(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = tallyctl.add_subcommand(
      "import", "Take in messages that lie in files, as if they came to the mailbox");
  add_config_option(*command, options->directory);
  command->add_option("PATH", options->paths, "Message file, Maildir, mbox, or -")->required();
  command
      ->add_option("--received", options->received,
                   "When they were received; else the topmost Received: field says it")
      ->option_text("TIME")
      ->check(CLI::Validator(check_time, "", "time"));
  command->add_flag("--no-answers", options->silent, "Record them and answer nobody");
  command->footer(
      "The service must be stopped meanwhile; what it answers goes out at its next start. A "
      "message\n"
      "that was taken in before changes nothing.\n"
      "Examples:\n  tallyctl import ~/Maildir\n"
      "  tallyctl import --received 2018-02-01T09:30:00Z --no-answers by-fax.eml");
  command->callback([options, &action] { action = [options] { return import(*options); }; });
}

}  // namespace tallyd
