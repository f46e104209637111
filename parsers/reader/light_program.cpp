// SPDX-License-Identifier: GPL-3.0-or-later
// tallyd-reader: the light reader (docs/reader.md), which tallyd and tallyctl start.
#include <iostream>
#include <memory>
#include <optional>

#include <sysexits.h>

#include "parsers/prepared.h"
#include "parsers/reader/reader_program.h"

namespace {

using namespace tallyd;

ReaderWork light_work() {
  const auto prepared = std::make_shared<std::optional<Prepared>>();
  const auto load = [prepared](const Asked& asked, Tools&) { prepared->emplace(asked); };
  const auto read = [prepared](std::string_view raw, const Asked&, const Tools& tools) {
    return read_message(raw, **prepared, tools);
  };
  return {load, read};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || argv[1] != kReaderArgument) {
    std::cerr << "tallyd-reader: tallyd and tallyctl start this; there is nothing to run by hand\n";
    return EX_USAGE;
  }
  return run_reader(kReaderDescriptor, light_work());
}
