// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/compose/mail.h"
#include "daemon/compose/templates.h"
#include "storage/records.h"

namespace tallyd {

/// Who writes.
struct Letterhead {
  std::string from;       ///< addr-spec of the From: of all our mail
  std::string from_name;  ///< may be empty
  /// Where what cannot be delivered is reported to; empty: nowhere (the null path). RFC 3834
  /// section 3.3 allows both for a service that knows a bounce when it sees one, as tallyd does.
  std::string bounces_to;
  std::string message_id_domain;       ///< behind the '@' of our Message-IDs
  std::vector<std::string> operators;  ///< people at TSB, who are told of reviews
  /// Of the database (storage/outbox.h): without it nobody tells a Message-ID before he sees it,
  /// nor forges a bounce of a mail that he has not got. Empty: of no database (a preview).
  std::string message_id_key = {};
};

/// What is written, and about what.
struct Letter {
  Purpose purpose = Purpose::acknowledgement;
  std::vector<std::string> to;
  std::string subject;
  std::string body;
  std::string html = {};
  std::vector<MailFile> files = {};
  std::string language;
  std::string message_id;  ///< without angle brackets
  std::string in_reply_to = {};
  std::vector<std::string> references = {};
  std::string circular;
  std::string administration;
  Instant now;
};

/// The mail as it goes into the outbox, due at once. Addresses that no mail can be sent to are
/// passed over; empty: none is left.
std::optional<OutboxMail> to_outbox(const Letter& letter, const Letterhead& letterhead);

/// A Message-ID, without angle brackets, that only depends on what it is made of: the seed, our
/// domain, and the key, which nobody else knows.
std::string message_id_of(std::string_view seed, const Letterhead& letterhead);

/// The HTML of a mail made from a template: a paragraph for each of its paragraphs. `values` are
/// escaped; `blocks` are HTML that takes the place of the values of the same names.
std::string html_letter(const Template& text, const Values& values, const Values& blocks,
                        const std::string& language);

/// A table of texts; the first column names the row. Everything is escaped; "\n" breaks a line.
/// Empty for no rows. No head: the columns have no names.
std::string html_rows(const std::vector<std::vector<std::string>>& rows,
                      const std::vector<std::string>& head = {});

}  // namespace tallyd
