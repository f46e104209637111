// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "config/phrases.h"

namespace tallyd {

/// What somebody's own words say of authority, apart from any form.
struct Statement {
  bool assigns = false;  ///< that it is assigned, to something
  bool refuses = false;  ///< that it is not
};

/// Only sentences that assert: a question, or one with a hedge ("we intend to", "if"), says
/// nothing. A statement is never recorded by itself: it sends a message without a form to a person,
/// and must not contradict a form beside it.
Statement statement_in(std::string_view text, const std::vector<Phrases>& phrases);

}  // namespace tallyd
