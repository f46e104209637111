// SPDX-License-Identifier: GPL-3.0-or-later
#include <string_view>

#include "daemon/cli/command.h"
#include "parsers/reader/message_reader.h"

int main(int argc, char** argv) {
  // Our own program again, as the parent of the confined readers.
  if (argc == 2 && argv[1] == tallyd::kReaderArgument) {
    return tallyd::run_reader(tallyd::kReaderDescriptor, tallyd::message_reader());
  }
  return tallyd::run_tallyctl(argc, argv);
}
