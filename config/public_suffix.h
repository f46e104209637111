// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tallyd {

/// Whether anybody may register names directly below it: "ke", "go.ke", "co.uk" (the Public Suffix
/// List as libpsl has it). Case does not matter.
bool is_public_suffix(std::string_view domain);

/// The domain that one organisation has registered: "ict.go.ke" for "mail.ict.go.ke" (RFC 7489
/// section 3.2). Lower case; empty for a public suffix and for what is no domain.
std::string organisational_domain(std::string_view domain);

}  // namespace tallyd
