// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "daemon/cli/exit_code.h"
#include "daemon/compose/letter.h"

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's
class App;
}

namespace tallyd {

/// Adds `--format text|html|eml` to a command.
void add_letter_format(CLI::App& command, std::string& format);

/// Prints a mail as it would go: its text (with subject and addressees), its HTML, or its bytes.
ExitCode print_letter(const Letter& letter, const Letterhead& letterhead,
                      const std::string& format);

}  // namespace tallyd
