// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tallyd {

/// `text` fit for a terminal or a log line, in one line of UTF-8: C0 and C1 controls, DEL, line and
/// paragraph separators, and the bidirectional controls (Unicode UAX 9: U+061C, U+200E, U+200F,
/// U+202A–E, U+2066–9) become "\n", "\t", "\r" or "\x1b", "\u202e"; a backslash is doubled, so that
/// the text can be told from its escapes; bytes that are no UTF-8 become "\xff".
std::string printable(std::string_view text);

/// JSON that is valid UTF-8, with the same characters written as "\u202e" in its strings: it means
/// what it meant, and may be shown on a terminal. Line ends between its values stay.
std::string printable_json(std::string_view json);

}  // namespace tallyd
