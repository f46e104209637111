// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "config/result.h"
#include "daemon/tally/tally.h"

namespace tallyd {

/// A file that came with a reply: comments, or reasons for not assigning authority.
struct Contribution {
  std::string administration;  ///< ISO 3166-1 alpha-3
  Instant received;
  std::string file_name;  ///< as the sender named it; empty: the message itself
  std::string text;       ///< extracted; may be empty
  std::string original;   ///< the name of the whole message in the bundle
};

/// The files of the replies that count, or that do not assign authority, in the order of the
/// replies. Read from the stored readings.
std::vector<Contribution> contributions(const Replies& replies);

/// The study group's TD (WTSA Resolution 1, 9.4.7) as a .docx: the tally, what each administration
/// decided with its comments and reasons, and the list of the originals.
Result<std::string> td_document(const Consultation& consultation, const Tally& tally,
                                const Register& administrations, const Replies& replies);

/// The text of the circular that announces what the consultation brought (9.4.5, 9.4.6), to be
/// completed by a person.
std::string announcement(const Consultation& consultation, const Tally& tally);

/// The name of an archived message in the bundle: "KEN-2018-02-01-17.eml".
std::string bundle_name(const ReplyRecord& reply);

}  // namespace tallyd
