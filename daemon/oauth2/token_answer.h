// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "config/secret.h"
#include "daemon/oauth2/http_post.h"

namespace tallyd {

/// RFC 6749 section 5.1.
struct TokenAnswer {
  Secret access;
  std::chrono::seconds lifetime{};  ///< as stated, else an hour
  Secret refresh;                   ///< empty: the one that was used stays good
};

/// Why no token was given (RFC 6749 section 5.2, RFC 8628 section 3.5).
struct TokenRefusal {
  std::string code;         ///< "invalid_grant"; empty: the answer was no OAuth2 answer
  std::string description;  ///< fit to be printed
  long status = 0;          ///< of HTTP
};

/// One of the two. Anything that is not an answer as the RFC has it is a refusal without code.
struct TokenResult {
  std::optional<TokenAnswer> answer;
  TokenRefusal refusal;
};
TokenResult parse_token_answer(const HttpAnswer& http);

/// RFC 8628 section 3.2: what a person must open and type.
struct DeviceAnswer {
  Secret device_code;
  std::string user_code;
  std::string address;
  std::chrono::seconds lifetime{};
  std::chrono::seconds interval{};  ///< between two questions
};
/// Error: why there is none.
Result<DeviceAnswer> parse_device_answer(const HttpAnswer& http);

/// A refusal with what to do about it. Temporary: the server's trouble.
Error explain_refusal(const TokenRefusal& refusal);

}  // namespace tallyd
