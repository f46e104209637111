// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/oauth2/device_login.h"

#include "daemon/oauth2/access_tokens.h"

namespace tallyd {
namespace {

constexpr const char* kDeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
constexpr std::chrono::seconds kSlower{5};  // RFC 8628 section 3.5: slow_down

Result<Secret> refresh_token_of(const TokenAnswer& answer) {
  if (!answer.refresh.empty()) return answer.refresh;
  return permanent(
      "the provider gave no refresh token; ask for one by scope (\"offline_access\" at Microsoft)");
}

}  // namespace

Result<Secret> log_in_device(const OAuth2Settings& settings, const DeviceWorld& world) {
  TALLYD_TRY_ASSIGN(const Fields client, client_fields(settings));
  TALLYD_TRY_ASSIGN(const HttpAnswer begun, world.post(settings.device_endpoint, client));
  TALLYD_TRY_ASSIGN(const DeviceAnswer device, parse_device_answer(begun));
  world.show(device);
  Fields question = client;
  question.emplace_back("grant_type", kDeviceGrant);
  question.emplace_back("device_code", device.device_code.reveal());
  std::chrono::seconds interval = device.interval;
  for (std::chrono::seconds waited{0}; waited < device.lifetime; waited += interval) {
    world.pause(interval);
    TALLYD_TRY_ASSIGN(const HttpAnswer http, world.post(settings.token_endpoint, question));
    const TokenResult result = parse_token_answer(http);
    if (result.answer) return refresh_token_of(*result.answer);
    if (result.refusal.code == "slow_down") interval += kSlower;
    if (result.refusal.code != "slow_down" && result.refusal.code != "authorization_pending") {
      return tl::unexpected<Error>(explain_refusal(result.refusal));
    }
  }
  return permanent("nobody entered the code in time; run `tallyctl login` again");
}

}  // namespace tallyd
