// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "config/result.h"

namespace tallyd {

/// Hands `fd` to the process at the other end of the UNIX socket `control` (SCM_RIGHTS, unix(7)).
/// The caller still owns its own copy.
Result<void> send_descriptor(int control, int fd);

/// Waits for a descriptor, which the caller owns. Empty: the other side closed the connection.
std::optional<int> receive_descriptor(int control);

}  // namespace tallyd
