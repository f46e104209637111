// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parsers/mail_facts.h"

namespace tallyd {

enum class Kind {
  reply,      ///< a reply form or an unmistakable statement of decision
  bounce,     ///< a report that mail was not, or not yet, delivered (RFC 3464 and its like)
  autoreply,  ///< sent by a machine on receipt of other mail (RFC 3834)
  other,
};

enum class Authority {
  assigned,
  not_assigned,
  none,      ///< nothing marked
  conflict,  ///< marks that contradict one another
};

enum class Comments {
  none,
  attached,
  unspecified,  ///< the circle was left open, or authority is not assigned
  conflict,
};

/// What a message says on one draft.
struct Decision {
  std::string draft;  ///< designation
  Authority authority = Authority::none;
  Comments comments = Comments::none;
  std::string evidence;  ///< what was seen, for a person: "box 1 checked in table 2, row 1"
  bool operator==(const Decision&) const = default;
};

/// Something in a message that a person must look at. Never an error: the reading goes on.
struct Doubt {
  std::string code;   ///< stable, for scripts: "both_boxes_checked"
  std::string draft;  ///< designation, or empty: the whole message
  std::string text;   ///< a sentence that a person understands
  bool operator==(const Doubt&) const = default;
};

/// A file of a reply that is no form: comments, reasons.
struct Attachment {
  std::string file_name;
  std::string type;  ///< what its content shows it to be
  std::string text;  ///< its plain text, cut at a limit; empty: none could be read
};

/// What an answer to a notice of a review holds (docs/review.md); whether its sender may instruct
/// us is for the judgement.
struct ReviewTokens {
  std::vector<std::string> tokens;  ///< in capitals; empty: it is no such message
  std::string said;                 ///< the sender's own words, cut at a limit
  std::string quoted;               ///< what he quotes, without the marks of quoting
};

/// What a message says. A pure function of its bytes and of what was asked.
struct Reading {
  Kind kind = Kind::other;
  std::string circular;  ///< "TSB Circular 53", as configured or as the form says; may be empty
  std::string administration;          ///< ISO 3166-1 alpha-3; empty: not known
  std::string administration_of_form;  ///< the one that the form names; empty: it names none
  std::string language;
  std::string format;               ///< of the form: "docx", …; empty: no form
  std::vector<Decision> decisions;  ///< a reply: every draft of the circular, in its order
  std::vector<Doubt> doubts;
  std::vector<Attachment> attachments;
  MailFacts mail;
  ReviewTokens review_tokens = {};
};

/// True only where the daemon records with no person looking (sender authentication, register and
/// deadline aside): a reply to a known circular with a decision and without a doubt.
bool is_certain(const Reading& reading);

/// The words of the command line, the ledger and JSON.
std::string_view to_word(Kind kind);
std::string_view to_word(Authority authority);
std::string_view to_word(Comments comments);

}  // namespace tallyd
