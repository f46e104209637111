// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>
#include <memory>
#include <thread>

#include <CLI/CLI.hpp>

#include "config/configuration.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/explain_command.h"
#include "daemon/cli/in_order.h"
#include "daemon/cli/message_source.h"
#include "daemon/cli/progress_line.h"
#include "daemon/cli/read_line.h"
#include "daemon/cli/stored.h"
#include "daemon/office/converter.h"
#include "parsers/reader/reader_pool.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  std::vector<std::string> messages;
  bool explain = false;
  ExplainOptions explaining;
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
};

void complain(const std::string& what) { std::cerr << "tallyctl read: " << what << '\n'; }

ExitCode read(const Options& options) {
  const Loaded<Asked> loaded = load_asked(options.directory);
  if (has_errors(loaded.problems)) return report(loaded.problems);
  OfficeConverter converter(OfficeConverter::in_temporary_directory());
  ReaderPool readers(reader_programs(), loaded.value, ReaderLimits{},
                     [&](auto bytes, auto format) { return converter.convert(bytes, format); });
  MessageSource source(options.messages, complain);
  if (options.explain) return explain_messages(readers, source, options.explaining);
  ProgressLine progress("messages read");
  InOrder in_order(
      source,
      [&readers](const NamedMessage& message) {
        return read_line(message.name, readers.read(message.raw));
      },
      [&progress](const std::string& line) {
        progress.clear();
        std::cout << line << '\n' << std::flush;
        progress.step();
      });
  in_order.run(options.jobs);
  return source.outcome();
}

}  // namespace

void add_read(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = tallyctl.add_subcommand(
      "read", "Say what messages decide, one line of JSON each; records and sends nothing");
  CLI::Option* const explain = command->add_flag(
      "--explain", options->explain, "Say in words what was seen in a message, and why it counts");
  command
      ->add_option("--pictures", options->explaining.pictures,
                   "Where the rows of scanned forms are put as PNG files")
      ->option_text("DIR (default: a new temporary folder)")
      ->needs(explain);
  command->add_flag("--json", options->explaining.json, "The explanation as JSON, a line each")
      ->needs(explain);
  add_config_option(*command, options->directory);
  command->add_option("--jobs", options->jobs, "Messages read side by side")
      ->check(CLI::Range(1, 256))
      ->option_text("N (default: one for each processor)");
  command
      ->add_option("MESSAGE", options->messages,
                   "Message file, Maildir, mbox, or - for standard input")
      ->required();
  command->footer(
      "Examples:\n"
      "  tallyctl read reply.eml\n"
      "  tallyctl read --explain --pictures rows reply.eml\n"
      "  tallyctl read --config ./config ~/Maildir | jq 'select(.certain | not)'");
  command->callback([options, &action] { action = [options] { return read(*options); }; });
}

}  // namespace tallyd
