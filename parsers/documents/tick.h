// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/documents/pix_pages.h"

namespace tallyd {

/// Whether a piece of ink is a tick (✓ ✔): a short arm down and a longer one up to the right, and
/// nothing else. The arms of a v or a y are of one height, those of a letter that hooks stand.
bool is_tick(const Ink& ink, const Area& piece);

}  // namespace tallyd
