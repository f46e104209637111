// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/document.h"
#include "parsers/explanation.h"
#include "parsers/forms/form_reader.h"
#include "parsers/forms/statement.h"
#include "parsers/mime/message.h"

namespace tallyd {

/// What a reading passes on the way, noted for a person.
class ReadingAccount {
 public:
  /// Borrows `explanation`, which gets it all.
  explicit ReadingAccount(Explanation& explanation) : explanation_(explanation) {}

  /// A part that was not looked into, and why.
  void passed_over(const Part& part, std::string_view why);

  /// A text or file that was read as `document`: what it was taken as, and the form, if it is one.
  void read(const Part& part, const Document& document, const FormReading& form,
            std::string_view taken_as);

  /// The sender's words in a message without a form, and the circulars that they name.
  void heard(const SpokenStatement& words, const std::vector<int>& circulars);

 private:
  Explanation& explanation_;
  std::size_t pictures_ = 0;  ///< bytes of all so far
};

}  // namespace tallyd
