// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/instant.h"

namespace tallyd {

/// One result that the trusted receiving server states (RFC 8601 section 2.2).
struct AuthenticationResult {
  std::string method;  ///< "dmarc", "dkim", "spf", "arc"
  std::string result;  ///< "pass", "fail", "none", …
  std::string domain;  ///< header.from, header.d or smtp.mailfrom; may be empty
};

/// The Authentication-Results fields of a message, topmost first, not yet trusted: which
/// authserv-id counts is for the judgement.
struct AuthenticationResults {
  std::string authserv_id;
  std::vector<AuthenticationResult> results;
};

/// One recipient in a report of non-delivery (RFC 3464 section 2.3 and what older systems write).
struct FailedRecipient {
  std::string address;     ///< original recipient where given, else the final one; lower case
  std::string status;      ///< RFC 3463: "5.1.1"; empty: not given
  bool permanent = true;   ///< false: delayed or 4.x.x
  std::string other = {};  ///< the final recipient, where it is not the original one; lower case
};

/// What the header of a message says, decoded. All of it is claimed by the sender.
struct MailFacts {
  std::string message_id;  ///< without the angle brackets
  std::string in_reply_to;
  std::vector<std::string> references;
  std::string from;         ///< addr-spec of From:, domain in lower case; empty: none or several
  std::string from_name;    ///< display name, for people only
  std::string sender;       ///< addr-spec of Sender:
  std::string return_path;  ///< addr-spec; "<>" for the null path; empty: no such field
  std::string subject;
  std::optional<Instant> date;
  std::vector<AuthenticationResults> authentication;
  /// Why no answer may be sent to this message (RFC 3834 section 2, lists, no-reply senders), for
  /// the log; empty: it may be answered.
  std::string unanswerable;
  /// A bounce: who was not reached, and the Message-ID of the mail that was returned.
  std::vector<FailedRecipient> failed;
  std::string returned_message_id;
  /// Further Message-IDs that a bounce names, and the addresses by which it came or to which the
  /// returned mail says it returns (VERP), lower case. Of bounces only.
  std::vector<std::string> further_message_ids;
  std::vector<std::string> returned_to;
};

}  // namespace tallyd
