// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include "parsers/documents/pix_pages.h"

namespace tallyd {

enum class Side { left, right };

/// Points of a loop that is drawn around a box with white between, and closed; words: where they
/// are, for there it may run through letters. whole: with the table's lines, which may hide a small
/// part of it. Empty: there is none.
std::vector<std::pair<int, int>> ring_around(const Ink& ink, const Ink& whole, const Area& box,
                                             Side words);

}  // namespace tallyd
