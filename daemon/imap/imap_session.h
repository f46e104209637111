// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/result.h"
#include "daemon/imap/imap_connection.h"
#include "daemon/mailbox.h"

namespace tallyd {

/// How a mailbox is opened.
enum class MailboxAccess {
  read_only,   ///< EXAMINE: the server itself then refuses every change
  read_write,  ///< SELECT: for keywords and moving
};

/// The IMAP commands that tallyd needs (RFC 9051 section 6, and as RFC 3501 has them), on one
/// connection, with one mailbox open. After an error the connection is to be closed.
class ImapSession {
 public:
  explicit ImapSession(ImapConnection& connection) : connection_(connection) {}

  Result<MailboxState> open(std::string_view mailbox, MailboxAccess access);
  Result<std::vector<Uid>> uids_after(Uid last);
  /// Those of `uids` (ascending) that the mailbox still holds.
  Result<std::vector<Uid>> still_there(const std::vector<Uid>& uids);

  /// RFC 2177. Returns when the server speaks of messages (news() is then true) or at `end`.
  Result<void> idle(Deadline end);
  Result<void> noop();
  /// Waits without IDLE, asking nothing: for servers that speak unasked.
  Result<void> listen(Deadline end);

  Result<void> add_keyword(const std::vector<Uid>& uids, std::string_view keyword);
  Result<void> remove_keyword(const std::vector<Uid>& uids, std::string_view keyword);
  Result<void> move(const std::vector<Uid>& uids, std::string_view mailbox);
  /// See Mailbox::move_again().
  Result<void> move_again(Uid uid, std::string_view mailbox, std::string_view message_id);
  /// See Mailbox::change_elsewhere().
  Result<void> change_elsewhere(const Mailbox::Elsewhere& change);
  /// See Mailbox::append().
  Result<void> append(std::string_view mailbox, std::string_view raw, std::string_view message_id);

 private:
  Result<void> store(const std::vector<Uid>& uids, std::string_view keyword, char sign);
  Result<void> change_found(const Mailbox::Elsewhere& change);
  Result<std::vector<Uid>> search(const std::string& criteria);
  bool moves_at_once() const;
  Result<void> create(const std::string& target);
  Result<void> into(const std::string& command, const std::string& target);
  Result<void> copy_and_expunge(const std::string& set, const std::string& target);
  Result<void> expunge(const std::string& set);
  Result<bool> holds(std::string_view mailbox, std::string_view message_id);
  Result<void> refuse_if_read_only() const;
  Result<void> refuse_other_validity(const ImapResponse& response);

  ImapConnection& connection_;
  std::string name_;  ///< of the open mailbox
  std::uint32_t uid_validity_ = 0;
  bool read_only_ = true;
};

}  // namespace tallyd
