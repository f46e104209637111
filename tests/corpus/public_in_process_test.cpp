// SPDX-License-Identifier: GPL-3.0-or-later
// Every file of ../shared/corpora/public in this very process, so that the sanitizers see all of it
// and count what leaks; public_test.py reads the same files in confined readers, as the service
// does.
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "parsers/containers/unpack.h"
#include "parsers/explanation.h"
#include "tests/support/sample_asked.h"

namespace tallyd::test {
namespace {

namespace fs = std::filesystem;

fs::path corpus() {
  const char* told = std::getenv("TALLYD_SHARED");
  return (told != nullptr ? fs::path(told) : fs::path(TALLYD_SOURCE_DIR) / "../shared") /
         "corpora/public";
}

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {(std::istreambuf_iterator<char>(file)), {}};
}

/// As some mail program would attach it, byte for byte.
std::string with_attachment(const std::string& bytes, const std::string& name) {
  return "From: itu-focal@ict.ke.example\nSubject: TSB Circular 53\nMIME-Version: 1.0\n"
         "Content-Type: multipart/mixed; boundary=\"----tallyd-corpus\"\n\n------tallyd-corpus\n"
         "Content-Type: text/plain\n\nSee the file.\n------tallyd-corpus\n"
         "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"" +
         name + "\"\nContent-Transfer-Encoding: binary\n\n" + bytes + "\n------tallyd-corpus--\n";
}

void unpack_as_anything(const std::string& bytes, const std::string& name) {
  std::vector<Doubt> doubts;
  Part part;
  part.file_name = name;
  part.content = bytes;
  for (const auto* format : {"zip", "tnef", "p7m", "gzip", "eml"}) {
    part.format = format;
    unpack({part}, doubts);
  }
}

}  // namespace

TEST_CASE("every file of the public corpus is read, as a message and as an attachment") {
  if (!fs::exists(corpus())) {
    WARN("skipped: " << corpus() << " is not here");
    return;
  }
  int read = 0;
  for (const auto& entry : fs::recursive_directory_iterator(corpus())) {
    if (!entry.is_regular_file()) continue;
    INFO(entry.path());
    const std::string bytes = content_of(entry.path());
    const std::string name = entry.path().filename().string();
    for (const std::string& raw : {bytes, with_attachment(bytes, name)}) {
      const Explanation explanation = explain_message(raw, sample_asked(), {});
      CHECK_FALSE(is_certain(explanation.reading));  // nobody in there answers our circular
      CHECK(explanation_from_bytes(to_bytes(explanation)));
    }
    unpack_as_anything(bytes, name);
    ++read;
  }
  CHECK(read > 1000);
}

}  // namespace tallyd::test
