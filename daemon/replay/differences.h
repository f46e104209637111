// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "parsers/reading.h"
#include "storage/records.h"

namespace tallyd {

/// Something that the present readers read otherwise than what is recorded.
struct Difference {
  std::string what;   ///< "authority", "comments", "circular", "administration", "kind", "doubts"
  std::string draft;  ///< designation; empty: the whole message
  std::string recorded;  ///< words of the command line; empty: nothing
  std::string now;
  bool operator==(const Difference&) const = default;
};

/// A pure function. What the reader alone says is compared, not what became of it. Of doubts only
/// codes and drafts are, and evidence is not: better wording is no other reading.
std::vector<Difference> differences_of(const ReplyRecord& recorded, const Reading& now);

}  // namespace tallyd
