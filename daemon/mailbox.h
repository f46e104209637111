// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/instant.h"
#include "config/result.h"

namespace tallyd {

/// An IMAP unique identifier (RFC 9051 section 2.3.1.1): 1 and above, ascending, meaningful only
/// together with the UIDVALIDITY of its mailbox. As a cursor, 0 means "nothing seen yet".
using Uid = std::uint32_t;

/// What the server says of the mailbox when it is opened.
struct MailboxState {
  std::uint32_t uid_validity = 0;  ///< never 0; another value than before: all UIDs are void
  Uid uid_next = 0;                ///< 0: the server did not say
  std::uint64_t exists = 0;        ///< messages, as the server claims
  bool read_only = true;
  std::vector<std::string> permanent_flags;  ///< "\\*" among them: new keywords may be made
};

enum class Extent {
  whole,
  beginning,  ///< the message is over the size limit: `raw` holds its first bytes only
};

struct FetchedMessage {
  Uid uid = 0;
  Instant received{};      ///< INTERNALDATE: when it came into the mailbox
  std::uint64_t size = 0;  ///< of the whole message, as the server states it (RFC822.SIZE)
  std::string raw;         ///< RFC 5322 bytes, as stored by the server
  Extent extent = Extent::whole;
};

/// What ended a wait.
enum class Woken {
  news,         ///< the server spoke of messages: ask uids_after()
  limit,        ///< nothing happened; asking uids_after() now and then is still wise
  interrupted,  ///< interrupt() was called
};

/// All that intake needs of a mail server. One thread uses it; only interrupt() and interrupted()
/// may be called from others.
///
/// Every failure but one of the caller's sink closes the mailbox: UIDs may mean something else when
/// it is opened again, so the caller goes back to open() and compares the UIDVALIDITY. Nothing here
/// ever sets \Seen.
struct Mailbox {
  Mailbox() = default;
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;
  virtual ~Mailbox() = default;

  /// Connects, logs in and opens the mailbox (read-only unless it was configured for tagging).
  /// After a failure the next call first pauses, longer each time: the caller may simply loop.
  /// Failure::permanent: wrong password, no such mailbox, bad certificate; a person must act.
  virtual Result<MailboxState> open() = 0;

  /// UIDs greater than `last`, ascending. Empty: nothing new.
  virtual Result<std::vector<Uid>> uids_after(Uid last) = 0;

  using Sink = std::function<Result<void>(FetchedMessage message)>;
  /// Hands the messages to `sink` one at a time, in ascending order of UID; no more than one is
  /// held in memory. A UID that is no longer there (expunged by somebody else) is left out, which
  /// is no error. An error from `sink` ends the fetch and is returned; the mailbox then is closed.
  virtual Result<void> fetch(std::vector<Uid> uids, const Sink& sink) = 0;

  /// Returns when the server speaks of new mail, or after `limit`. By IDLE (RFC 2177) where the
  /// server has it, else by polling.
  virtual Result<Woken> wait(std::chrono::milliseconds limit) = 0;

  /// Adds a keyword ("$TallydRecorded") to messages. Needs a mailbox opened for tagging.
  virtual Result<void> add_keyword(const std::vector<Uid>& uids, std::string_view keyword) = 0;
  virtual Result<void> remove_keyword(const std::vector<Uid>& uids, std::string_view keyword) = 0;
  /// Moves messages to another mailbox of the same account, named in UTF-8.
  virtual Result<void> move(const std::vector<Uid>& uids, std::string_view mailbox) = 0;
  /// As move(), after an attempt of which nobody knows how far it came: where the server cannot
  /// move in one step, a message with that Message-ID (without the angle brackets) that is in the
  /// other mailbox already is not copied again.
  virtual Result<void> move_again(Uid uid, std::string_view mailbox,
                                  std::string_view message_id) = 0;
  /// What is to become of the message with that Message-ID in another mailbox of the same account.
  struct Elsewhere {
    std::string mailbox;     ///< where it is, in UTF-8
    std::string message_id;  ///< without the angle brackets
    std::string remove;      ///< keyword; empty: none
    std::string add;         ///< keyword; empty: none
    std::string move_to;     ///< mailbox in UTF-8; empty: it stays
  };
  /// One that is not there any more is no error. The mailbox is open again afterwards.
  virtual Result<void> change_elsewhere(const Elsewhere& change) = 0;
  /// Puts a message (RFC 5322 bytes, CRLF) into a mailbox of the same account, marked as \Seen:
  /// for a copy of what tallyd itself sent. The mailbox is created where it is missing. Unless
  /// `message_id` is empty, nothing is put beside a message that has it already (without the angle
  /// brackets).
  virtual Result<void> append(std::string_view mailbox, std::string_view raw,
                              std::string_view message_id) = 0;

  /// Makes the call under way, and every later one, return soon (well under a second): a failure
  /// "interrupted", or Woken::interrupted. For ending the service. Any thread.
  virtual void interrupt() noexcept = 0;
  virtual bool interrupted() const noexcept = 0;
};

}  // namespace tallyd
