// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tallyd {

/// Text in any charset that ICU knows, as valid UTF-8. A byte order mark decides, then the declared
/// charset unless the bytes cannot be in it, then detection. Undecodable bytes become U+FFFD, NUL
/// bytes are left out; never fails.
std::string to_utf8(std::string_view bytes, std::string_view declared_charset = {});

bool is_utf8(std::string_view bytes);

/// Unicode lower case and compatibility form: for comparing, not for showing.
std::string fold(std::string_view utf8);

/// Line ends CRLF, CR and LF as "\n".
std::string with_plain_newlines(std::string_view text);

}  // namespace tallyd
