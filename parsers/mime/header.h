// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/instant.h"
#include "parsers/mime/message.h"

namespace tallyd {

/// The fields of a header block (everything before the empty line), unfolded, at most as the limits
/// say. Lines that are no fields are skipped.
std::vector<Field> parse_fields(std::string_view header, const MessageLimits& limits = {});

/// Unstructured text as a person reads it: encoded words (RFC 2047) in every charset, with blanks
/// inside, or a character split between two; raw 8-bit text; control characters as blanks.
std::string decode_words(std::string_view value);

/// "attachment; filename*0*=utf-8''a; …" (RFC 2045, RFC 2231): names in lower case, values decoded.
struct Parameters {
  std::string value;  ///< before the first ';', lower case
  std::map<std::string, std::string> parameters;
};
Parameters parse_parameters(std::string_view value);

/// Message-IDs in a References: or similar field, without the angle brackets.
std::vector<std::string> parse_message_ids(std::string_view value);

/// RFC 5322 section 3.3 with obsolete zones, two-digit years, missing weekdays and comments.
std::optional<Instant> parse_date(std::string_view value);

}  // namespace tallyd
