// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "parsers/reading.h"

namespace tallyd {

/// What the sender did to one option of a row.
enum class Sign {
  left,     ///< as in the blank form
  marked,   ///< checked, ticked, crossed, "YES"
  removed,  ///< struck out, deleted, or "NO" beside it
  unclear,  ///< marked and removed at once, or a mark that can't be told
};

/// The four options of one draft's row (Circular 53, Annex 2).
struct Signs {
  Sign assigns = Sign::left;
  Sign refuses = Sign::left;
  Sign no_comments = Sign::left;
  Sign comments_attached = Sign::left;
  bool operator==(const Signs&) const = default;
};

/// What a row means; `doubt` is the code of why a person must look, or empty.
struct RowMeaning {
  Authority authority = Authority::none;
  Comments comments = Comments::none;
  std::string_view doubt;
  bool operator==(const RowMeaning&) const = default;
};

/// The one place where marks become a decision: docs/reading.md has the table with a drawing of
/// each row, and each row is a test.
RowMeaning meaning_of(const Signs& signs);

}  // namespace tallyd
