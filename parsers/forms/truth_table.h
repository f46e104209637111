// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string>
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

/// Which signs a line of the table is about.
enum class Expected { left, marked, removed, any };  ///< any: but unclear

struct TruthLine {
  Expected assigns, no_comments, comments_attached, refuses;  ///< in the order of the form
  RowMeaning meaning;
};

/// The one place where marks become a decision: the first line that fits counts. A row with an
/// unclear sign fits none but the last, which fits all. docs/reading.md shows the same lines with a
/// drawing of each (tests/parsers/forms/truth_table_test.cpp).
constexpr std::size_t kTruthLines = 26;
const std::array<TruthLine, kTruthLines>& truth_table();

/// The index of the line that counts.
std::size_t truth_line_of(const Signs& signs);

RowMeaning meaning_of(const Signs& signs);

/// Signs as the documentation draws them: "☒ ( ● ○ ) / ☐"; what is taken out is struck through,
/// "?" is unclear.
std::string drawn(const Signs& signs);

/// The line likewise; "·" is any sign. The last is "any sign unclear".
std::string drawn(const TruthLine& line);

std::string_view to_word(Sign sign);

}  // namespace tallyd
