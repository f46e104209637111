// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "parsers/document.h"
#include "parsers/limits.h"

namespace tallyd {

/// How the sender's own words stand to what the message quotes.
enum class Quoting {
  none,    ///< nothing is quoted
  below,   ///< the quoted text follows the sender's own, or there is nothing of his own
  around,  ///< own words stand between or after quoted lines: an answer may be given in their midst
};

/// The body of a message, taken apart.
///
/// The quoted original carries its blank form below a reply, which is no answer. But somebody may
/// have filled in the form where it was quoted: nothing is thrown away, and whoever combines the
/// two decides. A form in `said` counts. Marks in a form of `quoted`, and words of Quoting::around
/// beside a quoted form, are a doubt: a person looks.
struct TextParts {
  Document said;    ///< the sender's own words, signature included
  Document quoted;  ///< ">" lines, <blockquote>, and what follows a divider such as
                    ///< "-----Original Message-----", "On … wrote:" or Outlook's From:/Sent: block
  Quoting quoting = Quoting::none;
};

/// Both take UTF-8 (damaged places are let through) and any line ends, and never fail. The doubts
/// of both are in `said`.
TextParts split_quoted_text(std::string_view utf8, const Limits& limits);
TextParts split_quoted_html(std::string_view utf8, const Limits& limits);

}  // namespace tallyd
