// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/compose/answer.h"

namespace tallyd {

/// What TSB is told of a review item, in English: its number, why nobody but a person can decide,
/// what was seen, and how to decide; with the message attached, so that a person can act where the
/// reader could not (zammad#806).
struct ReviewNotice {
  const Answered& answered;  ///< with the token, if it has one
  EventId review = 0;        ///< its number
  std::string_view raw;      ///< the message
};
/// Sentences that a notice with a token begins and ends with: an answer is told by them from a
/// notice that it repeats without quoting marks.
constexpr std::string_view kNoticeBegins = ": a message needs a person.";
constexpr std::string_view kNoticeEnds = "The token is good for one decision:";

/// Empty: nobody at TSB has an address.
std::optional<OutboxMail> compose_notice(const ReviewNotice& notice, const Asked& asked,
                                         const Templates& templates, const Letterhead& letterhead);

/// A message longer than this is not attached: many a server takes no mail of 10 MB, and base64
/// makes a third more of it.
constexpr std::size_t kLongestAttached = 5u << 20;

/// A review item as one mail about many has it.
struct NoticeLine {
  EventId review = 0;
  std::string administration;  ///< empty: not known
  std::string sender;
  std::string why;
};
/// One mail about the reviews that got no notice of their own. `number`: of all, where only the
/// first are listed. `seed` makes the Message-ID.
struct GatheredNotice {
  std::vector<NoticeLine> lines;
  std::size_t number = 0;
  std::string seed;
  Instant now;
};
std::optional<OutboxMail> compose_gathered_notice(const GatheredNotice& notice,
                                                  const Letterhead& letterhead);

}  // namespace tallyd
