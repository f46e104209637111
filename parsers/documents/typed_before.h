// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/documents/box_ring.h"
#include "parsers/documents/pix_pages.h"

namespace tallyd {

/// The cross or tick that is typed before a box instead of into it: alone on that side of it, at
/// its height, and nothing before it. width 0: there is none. bits: ink at 300 dpi.
Area typed_before(Pix* bits, const Ink& ink, const Area& box, Side side);

}  // namespace tallyd
