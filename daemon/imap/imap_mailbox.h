// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/imap/byte_stream.h"
#include "daemon/imap/imap_connection.h"
#include "daemon/imap/imap_session.h"
#include "daemon/imap/interrupt.h"
#include "daemon/imap/message_fetcher.h"
#include "daemon/mailbox.h"

namespace tallyd {

enum class UseIdle { when_offered, never };

struct ImapMailboxSettings {
  std::string mailbox = "INBOX";  ///< UTF-8
  MailboxAccess access = MailboxAccess::read_only;
  FetchLimits limits;
  Patience patience;
  UseIdle use_idle = UseIdle::when_offered;
  /// Without IDLE the server is asked this often.
  std::chrono::milliseconds poll_every = std::chrono::seconds{30};
  /// RFC 2177 section 3 advises to renew IDLE at least every 29 minutes; many a firewall forgets a
  /// silent connection sooner.
  std::chrono::milliseconds renew_idle_after = std::chrono::minutes{9};
};

/// The outside world of an ImapMailbox.
struct ImapWorld {
  /// Connects and logs in.
  std::function<Result<std::unique_ptr<ByteStream>>()> connect;
  /// Until when the login of the last connect() is good; none: for ever. A connection that is older
  /// is made anew while nothing happens, before the server ends it.
  std::function<Deadline()> good_until = {};
  /// Waits before a new attempt; returns early when interrupted.
  std::function<void(std::chrono::milliseconds)> pause;
  /// A number in [0, 1], see backoff().
  std::function<double()> random;
};

/// A mailbox on an IMAP server. Connections are made by open() alone; after a failure the
/// connection is closed, and the next open() pauses before it connects: backoff() by the number of
/// failures since something last worked.
class ImapMailbox final : public Mailbox {
 public:
  /// `interrupt` is borrowed and must outlive this; it must be the one that the streams heed.
  ImapMailbox(ImapMailboxSettings settings, ImapWorld world, Interrupt& interrupt);
  ~ImapMailbox() override;

  Result<MailboxState> open() override;
  Result<std::vector<Uid>> uids_after(Uid last) override;
  Result<void> fetch(std::vector<Uid> uids, const Sink& sink) override;
  Result<Woken> wait(std::chrono::milliseconds limit) override;
  Result<void> add_keyword(const std::vector<Uid>& uids, std::string_view keyword) override;
  Result<void> remove_keyword(const std::vector<Uid>& uids, std::string_view keyword) override;
  Result<void> move(const std::vector<Uid>& uids, std::string_view mailbox) override;
  Result<void> move_again(Uid uid, std::string_view mailbox, std::string_view message_id) override;
  Result<void> change_elsewhere(const Elsewhere& change) override;
  Result<void> append(std::string_view mailbox, std::string_view raw,
                      std::string_view message_id) override;
  void interrupt() noexcept override { interrupt_.raise(); }
  bool interrupted() const noexcept override { return interrupt_.raised(); }

 private:
  /// What lives as long as one connection.
  struct Line {
    Line(std::unique_ptr<ByteStream> connected, const ImapMailboxSettings& settings);
    std::unique_ptr<ByteStream> stream;
    Deadline good_until = Deadline::max();
    ImapConnection connection;
    ImapSession session;
    MessageFetcher fetcher;
  };

  Result<MailboxState> open_once();
  Result<void> wait_once(Deadline end);
  Result<void> renew_line();
  /// Runs `call` on the line; closes it when that fails.
  template <typename T, typename Call>
  Result<T> on_line(const Call& call);

  ImapMailboxSettings settings_;
  ImapWorld world_;
  Interrupt& interrupt_;
  std::unique_ptr<Line> line_;
  unsigned failures_ = 0;
  std::uint32_t uid_validity_ = 0;  ///< of the mailbox as the caller opened it
};

}  // namespace tallyd
