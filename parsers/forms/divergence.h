// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tallyd {

/// How two wordings differ, laid side by side at the least cost: the most letters on end that one
/// has and the other has not. A misreading changes a letter or two; a word that was put in or taken
/// out is longer.
struct Divergence {
  std::u32string_view put_in;    ///< of `text`
  std::u32string_view left_out;  ///< of `blank`
  int cost = 0;                  ///< of all that differs: to find the nearest of several
};

/// Beyond some hundred letters nothing is compared.
Divergence divergence(std::u32string_view text, std::u32string_view blank);

}  // namespace tallyd
