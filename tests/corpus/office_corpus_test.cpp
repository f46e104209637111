// SPDX-License-Identifier: GPL-3.0-or-later
// The office files and archives of ../shared/corpora/public: other people's, odd and hostile.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include <catch2/catch.hpp>

#include "parsers/documents/format.h"
#include "tests/support/document_text.h"

namespace tallyd::test {
namespace {

namespace fs = std::filesystem;

/// Beside the project, or where TALLYD_SHARED says.
fs::path shared() {
  const char* told = std::getenv("TALLYD_SHARED");
  return told != nullptr ? fs::path(told) : fs::path(TALLYD_SOURCE_DIR) / "../shared";
}

fs::path corpus() { return shared() / "corpora/public"; }

/// False, and said so, where the corpus is not on this machine.
bool is_here() {
  if (fs::exists(corpus() / "truth.tsv")) return true;
  WARN("skipped: " << corpus() << " is not here");
  return false;
}

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {(std::istreambuf_iterator<char>(file)), {}};
}

/// "1 legacy: 0" → "0", by the file's path; from the column `checkboxes`.
std::map<std::string, std::string> box_truth() {
  std::map<std::string, std::string> truth;
  std::ifstream file(corpus() / "truth.tsv");
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> fields;
    std::istringstream row(line);
    for (std::string field; std::getline(row, field, '\t');) fields.push_back(field);
    constexpr std::size_t kCheckboxes = 12;
    if (fields.size() <= kCheckboxes || fields[1] != "office") continue;
    const std::string& boxes = fields[kCheckboxes];
    const std::size_t colon = boxes.find(": ");
    if (colon != std::string::npos) truth[fields[0]] = boxes.substr(colon + 2);
  }
  return truth;
}

}  // namespace

TEST_CASE("boxes of other people's documents have the states that their XML has") {
  if (!is_here()) return;
  const auto truth = box_truth();
  REQUIRE_FALSE(truth.empty());
  for (const auto& [name, states] : truth) {
    CAPTURE(name);
    const std::string bytes = content_of(corpus() / name);
    CHECK(box_states(read_document({bytes, name, {}}, {}, {})) == states);
  }
}

TEST_CASE("every office file and archive is read or refused within a second") {
  if (!is_here()) return;
  int read = 0;
  for (const char* folder : {"office", "zip"}) {
    for (const auto& entry : fs::recursive_directory_iterator(corpus() / folder)) {
      if (!entry.is_regular_file()) continue;
      CAPTURE(entry.path());
      const std::string bytes = content_of(entry.path());
      const auto begin = std::chrono::steady_clock::now();
      const Document document = read_document({bytes, entry.path().string(), {}}, {}, {});
      CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
      if (!document.blocks.empty()) ++read;
    }
  }
  CHECK(read > 100);
}

}  // namespace tallyd::test
