// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace tallyd {

enum class Wish {
  none,    ///< nothing came in time
  stop,    ///< SIGTERM, SIGINT
  reload,  ///< SIGHUP
};

/// Blocks SIGTERM, SIGINT and SIGHUP for this and all later threads, so that wait_for_wish() gets
/// them; ignores SIGPIPE. Call before any thread is started.
void take_signals();

Wish wait_for_wish(std::chrono::milliseconds most);

}  // namespace tallyd
