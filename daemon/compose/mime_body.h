// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "daemon/compose/mail.h"

namespace tallyd {

/// The Content- fields, the blank line and the body of a mail: text/plain alone, or with its HTML
/// as multipart/alternative, and with its files as multipart/mixed (RFC 2046). Text is
/// quoted-printable, files are base64. The same mail always gives the same bytes.
std::string mime_body(const Mail& mail);

}  // namespace tallyd
