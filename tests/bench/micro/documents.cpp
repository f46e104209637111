// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include "parsers/documents/format.h"
#include "parsers/forms/form_reader.h"
#include "parsers/mime/message.h"
#include "parsers/prepared.h"
#include "tests/bench/micro/material.h"

namespace tallyd::bench {
namespace {

void parse(benchmark::State& state, const std::string& raw) {
  while (state.KeepRunning()) benchmark::DoNotOptimize(parse_message(raw));
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(raw.size()));
}

void adapt(benchmark::State& state, const std::string& bytes, const Tools& tools) {
  while (state.KeepRunning()) benchmark::DoNotOptimize(read_document(File{bytes}, Limits{}, tools));
  state.SetItemsProcessed(state.iterations());
}

void read_form(benchmark::State& state, const std::string& bytes, const Material& material) {
  const Document document = read_document(File{bytes}, Limits{}, material.tools);
  const FormReader reader(material.asked);
  if (!reader.read(document).is_form) state.SkipWithError("it is no form");
  while (state.KeepRunning()) benchmark::DoNotOptimize(reader.read(document));
  state.SetItemsProcessed(state.iterations());
}

void read_whole(benchmark::State& state, const std::string& raw, const Material& material) {
  const Prepared prepared(material.asked);
  if (read_message(raw, prepared, material.tools).kind != Kind::reply) {
    state.SkipWithError("it is not read as a reply");
  }
  while (state.KeepRunning()) {
    benchmark::DoNotOptimize(read_message(raw, prepared, material.tools));
  }
  state.SetItemsProcessed(state.iterations());
}

}  // namespace

void measure_documents(const Material& material) {
  for (const Material::File& message : material.messages) {
    benchmark::RegisterBenchmark(("mime/" + message.name).c_str(),
                                 [&](benchmark::State& state) { parse(state, message.bytes); });
    benchmark::RegisterBenchmark(("read/" + message.name).c_str(), [&](benchmark::State& state) {
      read_whole(state, message.bytes, material);
    });
  }
  for (const Material::File& form : material.forms) {
    benchmark::RegisterBenchmark(("document/" + form.name).c_str(), [&](benchmark::State& state) {
      adapt(state, form.bytes, material.tools);
    });
    benchmark::RegisterBenchmark(("form/" + form.name).c_str(), [&](benchmark::State& state) {
      read_form(state, form.bytes, material);
    });
  }
}

}  // namespace tallyd::bench
