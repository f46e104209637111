// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/cli/circular_option.h"

#include <algorithm>
#include <iostream>

#include <CLI/CLI.hpp>

#include "config/folded.h"
#include "config/printable.h"

namespace tallyd {
namespace {

std::string number_of(const std::string& circular) {
  return circular.substr(std::min(circular.find_last_not_of("0123456789") + 1, circular.size()));
}

}  // namespace

void add_circular_option(CLI::App& command, std::string& circular) {
  command.add_option("CIRCULAR", circular, "\"TSB Circular 53\", or its number alone: 53")
      ->type_name("")
      ->required();
}

bool names_circular(const std::string& name, const std::string& circular) {
  return folded(circular) == folded(name) || number_of(circular) == name;
}

const Consultation* find_circular(const Asked& asked, const std::string& name) {
  for (const Consultation& consultation : asked.consultations) {
    if (folded(consultation.circular) == folded(name)) return &consultation;
  }
  for (const Consultation& consultation : asked.consultations) {
    if (number_of(consultation.circular) == name) return &consultation;
  }
  std::cerr << "tallyctl: there is no circular \"" << printable(name)
            << "\" in the configuration; there are:";
  for (const Consultation& consultation : asked.consultations) {
    std::cerr << "\n  " << printable(consultation.circular);
  }
  std::cerr << '\n';
  return nullptr;
}

}  // namespace tallyd
