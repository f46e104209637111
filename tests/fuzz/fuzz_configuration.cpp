// SPDX-License-Identifier: GPL-3.0-or-later
// The first byte says which file of a configuration the rest is: 's' tallyd.toml, 'c' a
// consultation, 'a' the register, 'p' phrases; anything else: TOML.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "config/configuration.h"
#include "config/toml.h"
#include "parsers/mime/charset.h"
#include "tests/support/temporary_directory.h"

namespace {

using namespace tallyd;

void check(const Problems& problems) {
  for (const Problem& problem : problems) {
    const std::string line = to_line(problem);
    if (line.find('\n') != std::string::npos || line.find('\x1b') != std::string::npos)
      std::abort();
    if (!is_utf8(line)) std::abort();
  }
}

void load(const std::string& name, const std::string& content) {
  static const test::TemporaryDirectory directory;
  directory.write(name, content);
  check(load_configuration(directory.path(), Instant{}).problems);
  directory.write(name, "");
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] == 's') load("tallyd.toml", rest);
  if (data[0] == 'c') load("consultations/c.toml", rest);
  if (data[0] == 'a') load("administrations.toml", rest);
  if (data[0] == 'p') load("phrases/en.toml", rest);
  Problems problems;
  parse_toml(rest, "a.toml", problems);
  check(problems);
  return 0;
}
