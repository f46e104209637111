// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/pix_pages.h"

namespace tallyd {

/// What is printed between two brackets.
enum class Bracketed {
  nothing,
  cross,  ///< an x, or a spot of ink as large
  other,  ///< a tick, a digit, "NO"
};

/// "[ ]", "( )" and what is between them: a box that a typewriter has.
struct BracketPair {
  Area area;           ///< of both
  bool round = false;  ///< ( )
  Bracketed within = Bracketed::nothing;
};

std::vector<BracketPair> find_bracket_pairs(Pix* bits, const Ink& ink);

}  // namespace tallyd
