// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "parsers/parsers.h"

namespace tallyd::bench {

/// What is measured with: the forms and messages that tests/bench/formats.py has made.
struct Material {
  struct File {
    std::string name;  ///< without its suffix: "docx"
    std::string bytes;
  };
  Asked asked;
  Tools tools;  ///< recognition models, no office suite
  std::vector<File> forms;
  std::vector<File> messages;
};

// Each registers its benchmarks. `material` must outlive them.
void measure_imap(const Material& material);
void measure_documents(const Material& material);
void measure_judgement(const Material& material);
void measure_ledger(const Material& material);

}  // namespace tallyd::bench
