// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tallyd {

/// One value in a response (RFC 9051 section 4).
struct ImapValue {
  enum class Kind { nil, atom, string, list };
  Kind kind = Kind::nil;
  std::string text;             ///< atom: as sent; string: its bytes, however they were sent
  std::vector<ImapValue> list;  ///< of a list

  /// An atom of that name, in any case of letters.
  bool is_atom(std::string_view name) const;
};

/// One response of the server (RFC 9051 section 7).
struct ImapResponse {
  enum class Kind {
    continuation,  ///< "+ …"
    untagged,      ///< "* …"
    tagged,        ///< the end of a command
  };
  Kind kind = Kind::untagged;
  std::string tag;           ///< of a tagged one
  std::string name;          ///< upper case: "OK", "NO", "BAD", "BYE", "EXISTS", "FETCH", …
  std::uint32_t number = 0;  ///< of "* 23 EXISTS" and its like
  std::string code;          ///< response code, upper case: "UIDVALIDITY"; empty: none
  std::string code_text;     ///< what follows the code's name: "3857529045", "(\Deleted \*)"
  std::string text;          ///< OK, NO, BAD, BYE, PREAUTH, "+": for people
  std::vector<ImapValue> values;
  std::vector<std::uint32_t> numbers;  ///< of SEARCH alone, in place of values

  bool is_status() const;  ///< OK, NO, BAD, BYE or PREAUTH
};

/// The decimal number 0 … 2^32-1 that `text` is. False: it is none; `number` is then unchanged.
bool parse_number(std::string_view text, std::uint32_t& number);

/// Upper case of ASCII letters, whatever the locale.
std::string ascii_upper(std::string_view text);

}  // namespace tallyd
