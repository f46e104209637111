// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include <benchmark/benchmark.h>

#include "storage/storage.h"
#include "tests/bench/micro/material.h"
#include "tests/support/temporary_directory.h"

namespace tallyd::bench {
namespace {

MessageRecord reply(const Consultation& consultation, const Administration& who, int number) {
  MessageRecord record;
  record.message_id = std::to_string(number) + "@bench.example";
  record.digest = sha256(record.message_id);
  record.at = consultation.opened + std::chrono::seconds{number};
  ReplyRecord& said = record.reply.emplace();
  said.digest = record.digest;
  said.received = record.at;
  said.circular = consultation.circular;
  said.administration = who.code;
  said.outcome = Outcome::recorded;
  said.reading = "{}";
  for (const Draft& draft : consultation.drafts) {
    record.decisions.emplace_back().draft = draft.designation;
  }
  return record;
}

/// Replies with all their decisions, so many in a transaction.
void append(benchmark::State& state, const Asked& asked) {
  const test::TemporaryDirectory directory;
  auto storage = open_storage(directory.path(), Access::write);
  int number = 0;
  while (state.KeepRunning()) {
    auto transaction = Transaction::begin(storage->database);
    for (std::int64_t i = 0; i < state.range(0); ++i, ++number) {
      const auto& who =
          asked.administrations[static_cast<std::size_t>(number) % asked.administrations.size()];
      if (!record_message(*transaction, reply(asked.consultations.front(), who, number))) {
        state.SkipWithError("a reply was not recorded");
      }
    }
    if (!transaction->commit()) state.SkipWithError("it was not committed");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

}  // namespace

void measure_ledger(const Material& material) {
  benchmark::RegisterBenchmark("ledger/replies",
                               [&](benchmark::State& state) { append(state, material.asked); })
      ->Arg(1)
      ->Arg(64);
}

}  // namespace tallyd::bench
