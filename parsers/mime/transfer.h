// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tallyd {

/// What a transfer encoding gave back.
struct Decoded {
  std::string bytes;
  std::string trouble;  ///< what was wrong, for a person; empty: nothing
};

/// Content-Transfer-Encoding (RFC 2045 section 6, and uuencode): "" and unknown ones leave the
/// bytes as they are. Output stops at `limit` bytes.
Decoded decode_transfer(std::string_view bytes, std::string_view encoding, std::size_t limit);

std::string decode_base64(std::string_view text);
std::string decode_quoted_printable(std::string_view text);

/// A file in the old way, between "begin 644 name" and "end", in a text.
struct UuFile {
  std::string name;
  std::string bytes;
};
/// Takes such files out of the text.
std::vector<UuFile> take_uuencoded(std::string& text);

/// RFC 3676 section 4.2: joins the lines that the sender's program wrapped.
std::string unfold_flowed(std::string_view text, std::string_view delsp);

}  // namespace tallyd
