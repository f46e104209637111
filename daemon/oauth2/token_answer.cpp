// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/oauth2/token_answer.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "config/printable.h"

namespace tallyd {
namespace {

using Json = nlohmann::json;

constexpr std::chrono::seconds kUsualLifetime = std::chrono::hours{1};
constexpr std::chrono::seconds kLongestLifetime = std::chrono::hours{24 * 365};
constexpr std::chrono::seconds kUsualInterval{5};  // RFC 8628 section 3.2
constexpr std::size_t kLongestText = 500;

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

/// Some servers write the number as a text.
std::chrono::seconds seconds_of(const Json& json, const char* key, std::chrono::seconds otherwise) {
  const auto found = json.find(key);
  if (found == json.end()) return otherwise;
  std::int64_t value = 0;
  if (found->is_number()) value = found->get<std::int64_t>();
  if (found->is_string()) value = std::strtoll(found->get<std::string>().c_str(), nullptr, 10);
  if (value <= 0) return otherwise;
  return std::min(std::chrono::seconds{value}, kLongestLifetime);
}

Json parse(const HttpAnswer& http) {
  Json json = Json::parse(http.body, nullptr, false);
  return json.is_object() ? json : Json::object();
}

TokenRefusal refusal_of(const Json& json, long status) {
  return {printable(text_of(json, "error").substr(0, kLongestText)),
          printable(text_of(json, "error_description").substr(0, kLongestText)), status};
}

struct Advice {
  std::string_view code;
  const char* text;
};
constexpr std::array<Advice, 5> kAdvice{{
    {"invalid_client", "check client_id and the client secret of [oauth2], and whether it ran out"},
    {"invalid_grant",
     "the refresh token is no longer good: run `tallyctl login`, or put a new one in its place"},
    {"unauthorized_client", "the application may not use this flow: allow it at the provider"},
    {"invalid_scope", "check scope of [oauth2]"},
    {"unsupported_grant_type", "the provider does not know this flow: choose another one"},
}};

}  // namespace

TokenResult parse_token_answer(const HttpAnswer& http) {
  const Json json = parse(http);
  const std::string access = text_of(json, "access_token");
  if (http.status != 200 || access.empty()) return {{}, refusal_of(json, http.status)};
  return {TokenAnswer{Secret(access), seconds_of(json, "expires_in", kUsualLifetime),
                      Secret(text_of(json, "refresh_token"))},
          {}};
}

Result<DeviceAnswer> parse_device_answer(const HttpAnswer& http) {
  const Json json = parse(http);
  DeviceAnswer answer;
  answer.device_code = Secret(text_of(json, "device_code"));
  answer.user_code = printable(text_of(json, "user_code"));
  answer.address = printable(text_of(json, "verification_uri"));
  if (answer.address.empty()) answer.address = printable(text_of(json, "verification_url"));
  if (http.status != 200 || answer.device_code.empty() || answer.user_code.empty()) {
    return tl::unexpected<Error>(explain_refusal(refusal_of(json, http.status)));
  }
  answer.lifetime = seconds_of(json, "expires_in", std::chrono::minutes{15});
  answer.interval = seconds_of(json, "interval", kUsualInterval);
  return answer;
}

Error explain_refusal(const TokenRefusal& refusal) {
  const std::string status = "HTTP status " + std::to_string(refusal.status);
  if (refusal.code.empty()) {
    const bool passing = refusal.status == 429 || refusal.status >= 500;
    return {passing ? Failure::temporary : Failure::permanent,
            "the token endpoint gave no OAuth2 answer (" + status + ")" +
                (passing ? "" : "; check token_endpoint of [oauth2]")};
  }
  std::string text = "the token endpoint refused: " + refusal.code;
  if (!refusal.description.empty()) text += " (" + refusal.description + ")";
  if (refusal.code == "temporarily_unavailable" || refusal.code == "server_error") {
    return {Failure::temporary, text};
  }
  for (const Advice& advice : kAdvice) {
    if (advice.code == refusal.code) text += std::string("; ") + advice.text;
  }
  return {Failure::permanent, text};
}

}  // namespace tallyd
