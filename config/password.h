// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/result.h"
#include "config/secret.h"
#include "config/settings.h"

namespace tallyd {

/// Fetches the password now: asked anew at each login, so that a changed one is taken up without a
/// restart. From::nowhere gives an empty one. A file that can't be read, a command that fails or
/// prints nothing, a credential that systemd did not hand over: permanent, and the message names
/// the source.
Result<Secret> fetch_password(const PasswordSource& source);

}  // namespace tallyd
