// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "parsers/explanation.h"

namespace tallyd {

/// How a message was read, as a page of text for a terminal: every text of the mail is printable. A
/// row's `picture` is the name of a file here.
std::string explain_text(const std::string& message, const Explanation& explanation);

}  // namespace tallyd
