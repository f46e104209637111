// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include "daemon/judgement/judge.h"
#include "tests/bench/micro/material.h"

namespace tallyd::bench {

void measure_judgement(const Material& material) {
  for (const Material::File& message : material.messages) {
    if (message.name != "docx") continue;
    benchmark::RegisterBenchmark("judgement", [&](benchmark::State& state) {
      const Reading reading = read_message(message.bytes, material.asked, material.tools);
      Policy policy;
      policy.required = RequiredProof::none;
      const Instant received = material.asked.consultations.front().opened;
      while (state.KeepRunning()) {
        benchmark::DoNotOptimize(judge(open_case(reading, received, material.asked, policy, {})));
      }
      state.SetItemsProcessed(state.iterations());
    });
  }
}

}  // namespace tallyd::bench
