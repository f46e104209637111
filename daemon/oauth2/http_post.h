// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "config/result.h"

namespace tallyd {

/// daemon/oauth2/: access tokens for the mail servers (RFC 6749, RFC 8628). Nothing here speaks
/// IMAP or SMTP, and no token or secret is ever part of an error.

/// The fields of a form, not yet encoded.
using Fields = std::vector<std::pair<std::string, std::string>>;

struct HttpAnswer {
  long status = 0;
  std::string body;
};

/// Posts a form and returns whatever is answered. Errors are the connection's: temporary where the
/// server was not reached, permanent where its certificate is not accepted.
using Post = std::function<Result<HttpAnswer>(const std::string& url, const Fields& fields)>;

/// The real one, by libcurl: HTTPS, or HTTP to this machine only; no redirects; 30 seconds.
/// `ca_file` empty: the system's authorities.
Post http_post(std::string ca_file);

}  // namespace tallyd
