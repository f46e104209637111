// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/documents/pix_pages.h"

namespace tallyd {

/// The outlines around small square pieces of white that ink encloses: empty boxes, whatever
/// touches them from outside. Letters with a square hole are among them.
std::vector<Area> around_square_holes(Pix* bits, const Ink& ink);

}  // namespace tallyd
