// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/letter_output.h"

#include <iostream>

#include <CLI/CLI.hpp>

#include "config/printable.h"

namespace tallyd {

void add_letter_format(CLI::App& command, std::string& format) {
  format = "text";
  command.add_option("--format", format, "How it is printed")
      ->check(CLI::IsMember({"text", "html", "eml"}))
      ->option_text("text|html|eml (default: text)");
}

ExitCode print_letter(const Letter& letter, const Letterhead& letterhead,
                      const std::string& format) {
  if (format == "html") {
    std::cout << letter.html;
    return ExitCode::ok;
  }
  if (format == "eml") {
    const auto mail = to_outbox(letter, letterhead);
    if (!mail) {
      std::cerr << "tallyctl: there is no address that it could be sent to\n";
      return ExitCode::data;
    }
    std::cout << mail->bytes;
    return ExitCode::ok;
  }
  for (const std::string& address : letter.to) std::cout << "To: " << printable(address) << '\n';
  std::cout << "Subject: " << printable(letter.subject) << '\n';
  for (const MailFile& file : letter.files) {
    std::cout << "Attached: " << printable(file.name) << " (" << file.bytes.size() << " bytes)\n";
  }
  std::cout << '\n' << letter.body;
  return ExitCode::ok;
}

}  // namespace tallyd
