// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "parsers/document.h"

namespace tallyd {

/// A table that a page's end cut in two becomes one again: two tables that follow each other with
/// nothing between them and with as many columns. A cell whose text only goes on (it does not begin
/// with a box while the others of its column do) is put back together. Where the numbers of boxes
/// tell that a row was cut, so is its label, and a page's number may stand between.
void join_tables(std::vector<Block>& blocks);

}  // namespace tallyd
