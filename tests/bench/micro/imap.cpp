// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstring>

#include <benchmark/benchmark.h>

#include "daemon/imap/response_reader.h"
#include "tests/bench/micro/material.h"

namespace tallyd::bench {
namespace {

using std::chrono::seconds;

/// A server that has said it all, in pieces as TLS gives them.
class Said final : public ByteStream {
 public:
  explicit Said(std::string_view said) : left_(said) {}
  Result<std::size_t> read_some(char* buffer, std::size_t size, Deadline) override {
    constexpr std::size_t kRecord = 16384;
    const std::size_t given = std::min({size, left_.size(), kRecord});
    std::memcpy(buffer, left_.data(), given);
    left_.remove_prefix(given);
    return given;
  }
  Result<void> write_all(std::string_view, Deadline) override { return {}; }

 private:
  std::string_view left_;
};

void read_responses(benchmark::State& state, const std::string& said, int count) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::hours{1};
  while (state.KeepRunning()) {
    Said stream(said);
    ResponseReader reader(stream, ResponseLimits{});
    for (int i = 0; i < count; ++i) {
      if (!reader.next(seconds{60}, end)) state.SkipWithError("a response was refused");
    }
  }
  state.SetItemsProcessed(state.iterations() * count);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(said.size()));
}

}  // namespace

void measure_imap(const Material& material) {
  constexpr int kCount = 100;
  std::string sizes;
  std::string bodies;
  const std::string raw = material.messages.empty() ? "" : material.messages.front().bytes;
  for (int i = 1; i <= kCount; ++i) {
    const std::string start = "* " + std::to_string(i) + " FETCH (UID " + std::to_string(i + 9000);
    sizes += start;
    sizes += " INTERNALDATE \"09-Jan-2018 12:00:00 +0000\" RFC822.SIZE 28811)\r\n";
    bodies += start;
    bodies += " BODY[] {" + std::to_string(raw.size()) + "}\r\n";
    bodies += raw;
    bodies += ")\r\n";
  }
  benchmark::RegisterBenchmark(
      "imap/sizes", [sizes](benchmark::State& state) { read_responses(state, sizes, kCount); });
  benchmark::RegisterBenchmark("imap/messages", [bodies](benchmark::State& state) {
    read_responses(state, bodies, kCount);
  });
}

}  // namespace tallyd::bench
