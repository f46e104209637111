// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "daemon/cli/terminal.h"
#include "daemon/service/rehearsal.h"

namespace tallyd {

/// `tallyd --first-look`: a line for each message that would be recorded, with what would be
/// answered or why not; a line for each mail that would be sent; and how many messages would be
/// left alone, of which nothing is shown: they are other people's.
std::string first_look_text(const Rehearsal& rehearsal, const Terminal& terminal);

/// The same for scripts: {"messages": […], "mails": […], "left_alone": 12}.
std::string first_look_json(const Rehearsal& rehearsal);

}  // namespace tallyd
