// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tallyd {

/// Lines by which a mail program introduces what it quotes or forwards: [begin, end).
struct Divider {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The first divider at or after line `from`, in some thirty languages:
///   "-----Original Message-----", "---------- Forwarded message ---------", "Begin forwarded
///   message:" "On 8 March 2018, TSB <tsb@example.int> wrote:", also wrapped over up to three lines
///   From: / Sent: / To: / Subject: one below the other, as Outlook writes them
/// The head of Annex 2 (Subject, To, From, Date of a letter) is none: such a block begins with
/// From, and has an address or the time of day.
std::optional<Divider> find_divider(const std::vector<std::string>& lines, std::size_t from);

/// Whether the line, or its end, is "… wrote:" or the like.
bool ends_in_attribution(const std::string& line);

}  // namespace tallyd
