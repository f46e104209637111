// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "daemon/compose/letter.h"
#include "daemon/compose/templates.h"
#include "daemon/judgement/verdict.h"
#include "storage/records.h"

namespace tallyd {

/// What is answered.
struct Answered {
  const Verdict& verdict;
  const Reading& reading;
  Digest digest;  ///< of the message
  Instant received;
  Instant now;
  std::string token = {};  ///< one-time, of the review item that opens; empty: none
  EventId review = 0;      ///< the item of which a person decided this; 0: none did
};

/// The mails that a verdict asks for but for the notice to TSB (notice.h): the answer to the sender
/// and the warning to the registered addresses. The same message always gives the same Message-IDs.
/// Addresses that no mail can be sent to are passed over.
std::vector<OutboxMail> compose_answers(const Answered& answered, const Asked& asked,
                                        const Templates& templates, const Letterhead& letterhead);

/// The answer to the sender alone, as it is written: the verdict's `answer` is not none.
Letter write_answer(const Answered& answered, const Asked& asked, const Templates& templates,
                    const Letterhead& letterhead);
Letter write_warning(const Answered& answered, const Asked& asked, const Templates& templates,
                     const Letterhead& letterhead);

/// The lines of a reply, draft by draft: what was understood and what became of it.
std::string draft_lines(const Verdict& verdict, const Consultation* consultation,
                        const Wording& words);

/// The Message-ID, without angle brackets, of the mail of that kind about that message.
std::string answer_message_id(const Digest& digest, std::string_view kind,
                              const Letterhead& letterhead);

}  // namespace tallyd
