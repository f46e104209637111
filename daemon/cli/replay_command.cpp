// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <atomic>
#include <iostream>
#include <memory>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "config/printable.h"
#include "daemon/cli/command.h"
#include "daemon/cli/config_option.h"
#include "daemon/cli/progress_line.h"
#include "daemon/cli/record_json.h"
#include "daemon/cli/stored.h"
#include "daemon/cli/text_table.h"
#include "daemon/office/converter.h"
#include "daemon/replay/differences.h"
#include "parsers/reader/reader_pool.h"
#include "storage/retention.h"

namespace tallyd {
namespace {

struct Options {
  std::string directory;
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
  bool json = false;
};

/// What became of one reply.
struct Replayed {
  std::vector<Difference> differences = {};
  std::string failure = {};  ///< it could not be read again; empty: it was
  bool skipped = false;      ///< only its beginning was kept: that can't be read as the whole was
};

bool is_cut(const ReplyRecord& reply) {
  return std::any_of(reply.doubts.begin(), reply.doubts.end(),
                     [](const Doubt& doubt) { return doubt.code == "reader_size_limit"; });
}

Replayed replay_one(const ReplyRecord& reply, const Archive& archive, ReaderPool& readers) {
  Replayed replayed;
  replayed.skipped = is_cut(reply);
  if (replayed.skipped) return replayed;
  const auto raw = archive.get(reply.digest);
  if (!raw) {
    replayed.failure = raw.error().message;
  } else {
    replayed.differences = differences_of(reply, readers.read(*raw));
  }
  return replayed;
}

std::vector<Replayed> replay_all(const std::vector<ReplyRecord>& replies, const Archive& archive,
                                 ReaderPool& readers, unsigned jobs) {
  std::vector<Replayed> results(replies.size());
  ProgressLine progress("replies read again", replies.size());
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < jobs; ++i) {
    threads.emplace_back([&] {
      for (std::size_t at = next++; at < replies.size(); at = next++) {
        results[at] = replay_one(replies[at], archive, readers);
        progress.step();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return results;
}

void print_json(const std::vector<ReplyRecord>& replies, const std::vector<Replayed>& results) {
  auto all = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < replies.size(); ++i) {
    if (results[i].differences.empty()) continue;
    auto differences = nlohmann::ordered_json::array();
    for (const Difference& difference : results[i].differences) {
      differences.push_back({{"what", difference.what},
                             {"draft", difference.draft},
                             {"recorded", difference.recorded},
                             {"now", difference.now}});
    }
    all.push_back({{"reply", replies[i].id},
                   {"sha256", to_hex(replies[i].digest)},
                   {"received", to_rfc3339(replies[i].received)},
                   {"administration", replies[i].administration},
                   {"outcome", to_word(replies[i].outcome)},
                   {"differences", differences}});
  }
  std::cout << to_text(all);
}

void print_table(const std::vector<ReplyRecord>& replies, const std::vector<Replayed>& results) {
  TextTable table({"REPLY", "RECEIVED", "ADM.", "OUTCOME", "WHAT", "RECORDED", "NOW"});
  for (std::size_t i = 0; i < replies.size(); ++i) {
    for (const Difference& difference : results[i].differences) {
      table.add(
          {std::to_string(replies[i].id), to_rfc3339(replies[i].received),
           replies[i].administration, std::string(to_word(replies[i].outcome)),
           difference.draft.empty() ? difference.what : difference.draft + " " + difference.what,
           difference.recorded, difference.now});
    }
  }
  std::cout << table.text(standard_output());
}

ExitCode outcome(const std::vector<ReplyRecord>& replies, const std::vector<Replayed>& results) {
  std::size_t differing = 0;
  std::size_t failed = 0;
  std::size_t skipped = 0;
  for (std::size_t i = 0; i < results.size(); ++i) {
    differing += results[i].differences.empty() ? 0 : 1;
    skipped += results[i].skipped ? 1 : 0;
    if (results[i].failure.empty()) continue;
    ++failed;
    std::cerr << "tallyctl replay: reply " << replies[i].id << ": " << printable(results[i].failure)
              << '\n';
  }
  std::cerr << "tallyctl replay: " << replies.size() << " replies, " << differing << " differ";
  if (skipped > 0) std::cerr << ", " << skipped << " were too long to be kept whole";
  std::cerr << '\n';
  if (failed > 0) return ExitCode::data;
  return differing > 0 ? ExitCode::differs : ExitCode::ok;
}

/// The replies whose messages are in the archive: rejected ones may be kept no longer.
Result<std::vector<ReplyRecord>> kept_replies(Database& database) {
  TALLYD_TRY_ASSIGN(auto replies, list_replies(database, {}));
  std::vector<ReplyRecord> kept;
  for (ReplyRecord& reply : replies) {
    TALLYD_TRY_ASSIGN(const auto removal, find_removal(database, reply.id));
    if (!removal) kept.push_back(std::move(reply));
  }
  return kept;
}

ExitCode replay(const Options& options) {
  auto office = open_office(options.directory, Access::read);
  if (!office) return office.error();
  const auto replies = kept_replies(office->storage.database);
  if (!replies) return report(replies.error());
  const ReadersSettings& settings = office->setup->configuration.settings.readers;
  ReaderLimits limits;
  limits.wall_time = settings.time_limit;
  limits.memory = static_cast<std::size_t>(settings.memory_limit);
  OfficeConverter converter(OfficeConverter::in_temporary_directory());
  ReaderPool readers(reader_programs(), office->setup->office.asked, limits,
                     [&](auto bytes, auto format) { return converter.convert(bytes, format); });
  if (!replies->empty()) {
    const auto started = readers.start();
    if (!started) return report(started.error());
  }
  const auto results = replay_all(*replies, office->storage.archive, readers, options.jobs);
  options.json ? print_json(*replies, results) : print_table(*replies, results);
  return outcome(*replies, results);
}

}  // namespace

void add_replay(CLI::App& tallyctl, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = tallyctl.add_subcommand(
      "replay",
      "Read the archive again with the present readers, and show what differs from what "
      "is recorded; changes nothing");
  add_config_option(*command, options->directory);
  command->add_option("--jobs", options->jobs, "Messages read side by side")
      ->check(CLI::Range(1, 256))
      ->option_text("N (default: one for each processor)");
  command->add_flag("--json", options->json, "A JSON list instead of a table");
  command->footer(
      "Exit status: 0 nothing differs, 1 something does, 65 a message of the archive is damaged or "
      "gone.\nExample:\n  tallyctl replay --json | jq '.[].reply'");
  command->callback([options, &action] { action = [options] { return replay(*options); }; });
}

}  // namespace tallyd
