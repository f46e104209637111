// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "parsers/forms/line.h"

namespace tallyd {

/// What a box, a glyph or a typed mark says of the option that it stands by.
enum class MarkKind {
  empty,     ///< ☐ ○ [ ] ( ) |_|: room for a mark, and none in it
  full,      ///< ☒ ✓ ● X [X] (x) |X| YES
  refusing,  ///< NO: this option is not meant
  lost,      ///< a box whose state the file has lost: it is shown empty
  odd,       ///< → ❖ +: no known mark; an ornament, if all the options have it (row_compare.h)
  unclear,   ///< a box whose ink decides nothing; brackets with something odd in them
};

struct Mark {
  MarkKind kind = MarkKind::empty;
  std::string seen;     ///< as it stood, for the evidence: "☒", "[X]", "checked box"
  Place place = {};     ///< of a drawn box
  bool struck = false;  ///< a line goes through it: unclear, unless its option is struck out, too
};

/// Marks and where the words between them are.
struct MarkedText {
  std::vector<Mark> before, after;
  std::size_t begin = 0, end = 0;  ///< glyphs of the words; begin == end: the line is marks only
};

/// The words that mark an option when they stand beside it: folded "yes", "oui", …; "no", "non", …;
/// none is empty.
struct MarkWords {
  std::vector<std::u32string> yes, no;
};

/// Takes the marks off the beginning and the end of a line, bullets and numbering too. Marks that
/// were deleted, and empty boxes that were struck out, are no marks.
MarkedText take_marks(const Line& line, const MarkWords& words);

/// The first mark that stands among those words, not at their ends: a checked box or "[X]". The
/// line may hold two options.
std::optional<Mark> mark_among(const Line& line, const MarkedText& text, const MarkWords& words);

}  // namespace tallyd
