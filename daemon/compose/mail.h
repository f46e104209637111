// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/instant.h"

namespace tallyd {

/// A file that goes with a mail.
struct MailFile {
  std::string name;  ///< UTF-8
  std::string type;  ///< "text/csv": ours, never another's
  std::string bytes;
};

/// A mail of ours before it is put into bytes. All texts are UTF-8 and may come from a mail:
/// control characters in header fields become blanks, so that nothing can be injected.
struct Mail {
  std::string from_name;  ///< may be empty
  std::string from;       ///< addr-spec
  std::vector<std::string> to;
  std::string subject;
  std::string body;       ///< lines end with "\n"
  std::string html = {};  ///< the same as a whole HTML document; empty: text alone
  std::vector<MailFile> files = {};
  Instant date;
  std::string message_id;               ///< without the angle brackets, as all of these
  std::string in_reply_to;              ///< empty: none
  std::vector<std::string> references;  ///< of the mail that is answered
  std::string language;                 ///< "en"; empty: not said
};

/// RFC 5322 bytes: CRLF, lines of at most 78 characters (headers folded where they can be),
/// text in UTF-8 (mime_body.h), header words by RFC 2047. Marked
/// as automatic (RFC 3834 section 5: Auto-Submitted: auto-replied where it answers, else
/// auto-generated), and Exchange is asked not to send its own notices (MS-OXCMAIL:
/// X-Auto-Response-Suppress).
std::string compose(const Mail& mail);

/// What the envelope and the header of a mail may name as an address: "a@b" without blanks, control
/// characters, angle brackets or commas.
bool is_sendable(std::string_view address);

}  // namespace tallyd
