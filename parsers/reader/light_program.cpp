// SPDX-License-Identifier: GPL-3.0-or-later
// tallyd-reader: the light reader (docs/reader.md), which tallyd and tallyctl start.
#include <iostream>
#include <memory>
#include <optional>
#include <string_view>

#include <sysexits.h>

#include "parsers/prepared.h"
#include "parsers/reader/reader_program.h"

namespace {

using namespace tallyd;

/// What libraries and tables set up at their first use is set up by this, in the warm parent, and
/// not by each reader again.
constexpr std::string_view kSpecimen =
    "From: Clerk <clerk@administration.example>\r\nTo: tsbdir@itu.example\r\nSubject: Reply\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\n"
    "Dear Sir, please find below the reply of the Administration of Kenya to TSB Circular "
    "1.\r\n\r\n"
    "Draft Recommendation ITU-T X.1\r\n"
    "[X] assigns authority to Study Group 17 to consider this text for approval\r\n"
    "    (X) No comments or suggested changes\r\n"
    "    ( ) Comments and suggested changes are attached\r\n"
    "[ ] does not assign authority to Study Group 17 to consider this text for approval\r\n\r\n"
    "Administration of Kenya\r\n";

ReaderWork light_work() {
  const auto prepared = std::make_shared<std::optional<Prepared>>();
  const auto load = [prepared](const Asked& asked, Tools& tools) {
    prepared->emplace(asked);
    (void)read_message(kSpecimen, **prepared, tools);
  };
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
