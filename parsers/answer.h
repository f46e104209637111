// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "parsers/forms/form_reader.h"
#include "parsers/forms/statement.h"
#include "parsers/reading.h"

namespace tallyd {

/// A form of a message and where it was found.
struct FoundForm {
  FormReading form;
  std::string format;
  bool quoted = false;  ///< in what the message quotes: no answer, and marks in it a doubt
};

/// A draft is refused or has comments: reasons, reservations and objections are told elsewhere.
bool has_remarks(const std::vector<Decision>& decisions);

/// What all the forms of a message say together, put into the reading: blank ones beside filled
/// ones do not count, filled ones must agree, and the sender's words must not contradict them.
void take_forms(const std::vector<FoundForm>& forms, const SpokenStatement& words,
                Reading& reading);

}  // namespace tallyd
