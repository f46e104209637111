// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>

#include "config/settings.h"
#include "daemon/oauth2/http_post.h"
#include "daemon/oauth2/token_answer.h"

namespace tallyd {

/// What the login of a device needs of the world.
struct DeviceWorld {
  Post post;
  std::function<void(const DeviceAnswer&)> show;  ///< the address and the code, to a person
  std::function<void(std::chrono::seconds)> pause;
};

/// The device authorization grant (RFC 8628): asks for a code, shows it, and waits until a person
/// has entered it at the provider. Returns the refresh token. Permanent: the person declined, the
/// code ran out, or the provider gives no refresh token.
Result<Secret> log_in_device(const OAuth2Settings& settings, const DeviceWorld& world);

}  // namespace tallyd
