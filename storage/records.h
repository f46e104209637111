// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/instant.h"
#include "parsers/reading.h"
#include "storage/digest.h"

namespace tallyd {

/// The number of an event in the ledger. A reply, a decision or a review item bears the number of
/// the event that brought it about; 0: not yet recorded.
using EventId = std::int64_t;

/// What became of a message that concerns us.
enum class Outcome {
  recorded,     ///< its decisions count
  review,       ///< a person must look; nothing counted yet
  late,         ///< received after the deadline: listed, not counted
  not_counted,  ///< nothing to count: no decision, or no Member State spoke
  duplicate,    ///< says what was already said: no effect
  rejected,     ///< a person decided that it does not count
};

/// A reply as it was received and judged. Strings may be empty where the message did not say.
struct ReplyRecord {
  EventId id = 0;
  Digest digest;                  ///< of the raw message, which is in the archive
  std::optional<Digest> content;  ///< of what it says without its header, to know a resend by
  std::string message_id;         ///< without the angle brackets
  Instant received;               ///< INTERNALDATE
  std::string sender;             ///< addr-spec
  std::string circular;
  std::string administration;  ///< who spoke, as judged: ISO 3166-1 alpha-3
  std::string language;
  std::string format;
  Outcome outcome = Outcome::review;
  bool certain = false;
  std::string reason;               ///< of the outcome, a sentence for people
  std::string authentication;       ///< what the trusted server said: "dmarc=pass"
  std::vector<Decision> decisions;  ///< what the message says, with the evidence
  std::vector<Doubt> doubts;
  std::string reading;  ///< the whole Reading as JSON text
};

/// A decision that counts, or counted until another replaced it.
struct DecisionRecord {
  EventId id = 0;
  EventId reply = 0;  ///< the reply that it comes from
  std::string circular;
  std::string administration;
  std::string draft;                          ///< designation
  Authority authority = Authority::assigned;  ///< assigned or not_assigned only
  Comments comments = Comments::none;
  Instant received;        ///< of the reply: the later one stands
  EventId supersedes = 0;  ///< the decision that it replaced; 0: none
  bool stands = false;
  bool operator==(const DecisionRecord&) const = default;
};

enum class ReviewState { open, resolved, rejected };

/// A message that a person must look at.
struct ReviewItem {
  EventId id = 0;
  EventId reply = 0;
  std::string circular;
  std::string administration;
  std::vector<Doubt> doubts;    ///< of the reading and of the judgement
  std::string evidence;         ///< what was seen, for a person
  std::optional<Digest> token;  ///< SHA-256 of the one-time token; the token itself is not kept
  Instant opened;
  ReviewState state = ReviewState::open;
  std::string assignee;
  Instant closed;   ///< of no meaning while open
  std::string who;  ///< who closed it
  std::string why;
};

/// Why a mail was composed. The first two are answers, of which each address gets so many a day.
enum class Purpose { acknowledgement, verification, reminder, digest, alert };

enum class MailState {
  queued,
  sent,    ///< accepted for at least one recipient, and no recipient is left to try
  failed,  ///< no recipient accepted
  cancelled,
};

enum class RecipientState { waiting, sent, failed };

struct Recipient {
  std::string address;
  RecipientState state = RecipientState::waiting;
  std::string reply = {};  ///< the server's last words on this recipient
  bool operator==(const Recipient&) const = default;
};

/// A composed mail on its way.
struct OutboxMail {
  std::int64_t id = 0;
  std::string message_id;  ///< deterministic, without the angle brackets: once in the outbox ever
  Purpose purpose = Purpose::acknowledgement;
  std::string envelope_from;  ///< empty: the null path
  std::vector<Recipient> recipients;
  std::string bytes;  ///< RFC 5322, CRLF
  std::string circular;
  std::string administration;
  EventId reply = 0;  ///< that it answers; 0: none. record_message() fills it in
  Instant queued;
  Instant not_before;
  int attempts = 0;
  std::string last_error;
  MailState state = MailState::queued;
};

/// Where intake stands in a mailbox (RFC 3501 section 2.3.1.1).
struct Cursor {
  std::string mailbox;
  std::uint32_t uid_validity = 0;
  std::uint32_t last_uid = 0;
  bool operator==(const Cursor&) const = default;
};

/// What is to be done to a message in the mailbox.
struct Tag {
  Digest digest;           ///< of the message
  Cursor place;            ///< where it is
  std::string message_id;  ///< without the angle brackets
  std::string keyword;     ///< to be set; empty: none
  std::string folder;      ///< to be moved to; empty: it stays
  bool begun = false;      ///< the move was tried, with what success is not known
  bool waits = false;      ///< the message went to a person, whose decision changes the tag
};

/// An address that mail does not reach.
struct FailingAddress {
  std::string address;
  bool permanent = false;
  Instant since;
  std::string why;
};

/// A reminder that was queued; never two with the same circular, administration and offset.
struct Reminder {
  std::string circular;
  std::string administration;
  std::chrono::seconds offset{0};  ///< before the deadline
  std::string message_id;
};

/// The words of the command line, the database and JSON.
std::string_view to_word(Outcome outcome);
std::string_view to_word(ReviewState state);
std::string_view to_word(Purpose purpose);
std::string_view to_word(MailState state);
std::string_view to_word(RecipientState state);

/// The enumerator of that word. Empty: no such word.
std::optional<Authority> parse_authority(std::string_view word);
std::optional<Comments> parse_comments(std::string_view word);
std::optional<Outcome> parse_outcome(std::string_view word);
std::optional<ReviewState> parse_review_state(std::string_view word);
std::optional<Purpose> parse_purpose(std::string_view word);
std::optional<MailState> parse_mail_state(std::string_view word);
std::optional<RecipientState> parse_recipient_state(std::string_view word);

}  // namespace tallyd
