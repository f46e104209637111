// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/review/instruction.h"

namespace tallyd {

/// What a person at TSB wrote in answer to a notice (docs/review.md has the lines). `review`, `who`
/// and, where no reason was written, `why` are left empty.
struct CommandMail {
  Instruction instruction;
  std::vector<std::string> not_understood;  ///< sentences; not empty: nothing may be done
};

/// The lines of the sender's own words that begin with RECORD, ASSIGN, REJECT, ADMIT, LIST or
/// REASON, in any case and order. Only where there are none, quoted lines count, and of those only
/// what does not stand in `notice` (empty: not known, then none): a mail program quotes that, and
/// in it stands what a stranger wrote. Whatever looks like an instruction and is none is not passed
/// over: better nothing is done than half.
CommandMail read_command_mail(const ReviewTokens& mail, std::string_view notice);

}  // namespace tallyd
