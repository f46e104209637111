// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "parsers/mail_facts.h"

namespace tallyd {

/// The value of one Authentication-Results field (RFC 8601 section 2.2): comments, a version,
/// quoted values. Empty: it is not one. What follows a mistake in the syntax is not believed.
std::optional<AuthenticationResults> parse_authentication_results(std::string_view value);

}  // namespace tallyd
