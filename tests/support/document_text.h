// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "parsers/document.h"

namespace tallyd::test {

/// A Document on one line per block, for comparison in tests:
///   boxes      [ ] [x] [?], round ones ( ) (x) (?)
///   marks      {b:bold} {s:struck}; letters b i u s h(ighlighted) c(oloured) +(inserted)
///   -(deleted) tables     | cell | cell |, "2:" before a cell that spans two columns, "^" for one
///   continued
///              from above, a row inserted or deleted ends in + or -; blocks of a cell joined by "
///              / "
///   breaks     \n and \t as written
std::string to_text(const Document& document);

/// The states of all boxes in order: "1" checked, "0" empty, "?" unclear.
std::string box_states(const Document& document);

}  // namespace tallyd::test
