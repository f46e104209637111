// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/documents/pix_pages.h"

namespace tallyd {

/// Whether a piece of ink is an X of any font, or a cross by hand as plain: two strokes above, two
/// below, which are one in the middle, and white to the left and to the right of it. No other
/// letter or digit has that, nor has an X with a line through it.
bool is_printed_cross(const Ink& ink, const Area& piece);

}  // namespace tallyd
