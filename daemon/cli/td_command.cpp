// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <iostream>
#include <memory>
#include <set>

#include <CLI/CLI.hpp>

#include "config/configuration.h"
#include "daemon/cli/circular_option.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/stored.h"
#include "daemon/cli/write_out.h"
#include "daemon/document/td_document.h"
#include "daemon/document/zip.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  std::string circular;
  std::string output;
  std::string originals;
  bool announcement = false;
};

/// The whole messages that hold comments or reasons.
Result<std::string> bundle(const Archive& archive, const Replies& replies) {
  std::set<std::string> wanted;
  for (const Contribution& one : contributions(replies)) wanted.insert(one.original);
  std::vector<ZipEntry> entries;
  for (const ReplyRecord& reply : replies.replies) {
    if (wanted.count(bundle_name(reply)) == 0) continue;
    TALLYD_TRY_ASSIGN(std::string raw, archive.get(reply.digest));
    entries.push_back({bundle_name(reply), std::move(raw)});
  }
  return to_zip(entries);
}

ExitCode td(const Options& options) {
  const auto loaded = load_asked(options.directory);
  if (has_errors(loaded.problems)) return report(loaded.problems);
  const Consultation* const consultation = find_circular(loaded.value, options.circular);
  if (consultation == nullptr) return ExitCode::no_input;
  auto storage = open_stored(options.directory);
  if (!storage) return storage.error();
  const auto replies = stored_replies(storage->database, consultation->circular);
  if (!replies) return report(replies.error());
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const Register& administrations = loaded.value.administrations;
  const Tally sum = tally(*consultation, administrations, *replies, now);
  if (options.announcement) {
    std::cout << announcement(*consultation, sum);
    return ExitCode::ok;
  }
  if (!options.originals.empty()) {
    const auto originals = bundle(storage->archive, *replies);
    if (!originals) return report(originals.error());
    const ExitCode written = write_out(*originals, options.originals);
    if (written != ExitCode::ok) return written;
  }
  const auto document = td_document(*consultation, sum, administrations, *replies);
  if (!document) return report(document.error());
  return write_out(*document, options.output);
}

}  // namespace

void add_td(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = tallyctl.add_subcommand(
      "td", "Make the study group's document of the comments and reasons, as .docx");
  add_config_option(*command, options->directory);
  add_circular_option(*command, options->circular);
  command->add_option("--output", options->output, "Where to (default: standard output)")
      ->option_text("FILE");
  command->add_option("--originals", options->originals, "Also bundle the original messages")
      ->option_text("FILE.zip");
  command->add_flag("--announcement", options->announcement,
                    "Instead, print the text of the circular that announces the result");
  command->footer("Example:\n  tallyctl td 53 --output td53.docx --originals td53.zip");
  command->callback([options, &action] { action = [options] { return td(*options); }; });
}

}  // namespace tallyd
