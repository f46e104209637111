// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "parsers/forms/form_reader.h"
#include "parsers/forms/statement.h"
#include "parsers/parsers.h"

namespace tallyd {

/// What is asked, with the names of countries and drafts and the phrases ready to be compared with.
/// To make it takes longer than to read a message: a process that reads many makes it once.
struct Prepared {
  /// Borrows `asked`.
  explicit Prepared(const Asked& asked_of)
      : asked(asked_of), forms(asked_of), words(asked_of.phrases, asked_of.consultations) {}
  const Asked& asked;
  const FormReader forms;
  const SoughtWords words;
};

/// As read_message() of parsers.h.
Reading read_message(std::string_view raw, const Prepared& prepared, const Tools& tools) noexcept;

}  // namespace tallyd
