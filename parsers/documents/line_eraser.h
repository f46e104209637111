// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/documents/ruling.h"

namespace tallyd {

enum class Lies { across, upright };

/// Paints over one printed line and nothing else: what crosses it, and what stands on it or right
/// beside it, such as the side of a box, stays. 1 bit: ink becomes none; 8 bit: dark becomes white.
void erase_line(Pix* pix, const RuleLine& line, Lies lies);

}  // namespace tallyd
