// SPDX-License-Identifier: GPL-3.0-or-later
// bench_micro CONFIG FOLDER [options of Google Benchmark]: each step of a message by itself, in one
// thread and without isolation. FOLDER: forms, and messages named *.eml.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include <benchmark/benchmark.h>

#include "config/configuration.h"
#include "parsers/reader/message_reader.h"
#include "tests/bench/micro/material.h"

namespace {

using tallyd::bench::Material;

void take_files(const std::filesystem::path& folder, Material& material) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    Material::File taken{entry.path().stem().string(),
                         {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}};
    const bool message = entry.path().extension() == ".eml";
    (message ? material.messages : material.forms).push_back(std::move(taken));
  }
  const auto by_name = [](const auto& one, const auto& other) { return one.name < other.name; };
  std::sort(material.forms.begin(), material.forms.end(), by_name);
  std::sort(material.messages.begin(), material.messages.end(), by_name);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 3) {
    std::cerr << "usage: bench_micro CONFIG FOLDER [options of Google Benchmark]\n";
    return EXIT_FAILURE;
  }
  auto loaded = tallyd::load_asked(argv[1]);
  if (tallyd::has_errors(loaded.problems)) return EXIT_FAILURE;
  Material material;
  material.asked = std::move(loaded.value);
  const tallyd::ReaderWork work = tallyd::message_reader();
  work.load(material.asked, material.tools);
  take_files(argv[2], material);
  tallyd::bench::measure_imap(material);
  tallyd::bench::measure_documents(material);
  tallyd::bench::measure_judgement(material);
  tallyd::bench::measure_ledger(material);
  return benchmark::RunSpecifiedBenchmarks() > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
