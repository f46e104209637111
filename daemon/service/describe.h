// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "daemon/delivery/delivery.h"
#include "daemon/intake/intake.h"

namespace tallyd {

/// One line for the log: what a message was and what became of it.
std::string describe(const Handled& handled);

/// One line for the log: to whom a mail went, or why not and when it is tried again.
std::string describe(const Delivered& delivered);

}  // namespace tallyd
