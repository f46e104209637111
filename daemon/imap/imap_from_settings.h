// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "config/settings.h"
#include "daemon/imap/interrupt.h"
#include "daemon/mailbox.h"

namespace tallyd {

/// The mailbox of tallyd.toml. The password is fetched anew for each login. `pause` waits before a
/// new attempt (usually interrupt.pause() with a line in the log). `interrupt` must outlive the
/// mailbox. Nothing is connected before open().
std::unique_ptr<Mailbox> make_imap_mailbox(const MailboxSettings& settings, Interrupt& interrupt,
                                           std::function<void(std::chrono::milliseconds)> pause);

}  // namespace tallyd
