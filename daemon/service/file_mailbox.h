// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "daemon/mailbox.h"

namespace tallyd {

/// Messages that lie in files, as a mailbox: for `tallyctl import`. They are handed over in the
/// order of the source, each once; there is nothing to wait for, and nothing to mark.
class FileMailbox final : public Mailbox {
 public:
  struct Message {
    std::string raw;
    Instant received;
  };
  /// Empty: that was the last one.
  using Source = std::function<std::optional<Message>()>;

  /// `now` makes the UIDVALIDITY: every import is a mailbox of its own.
  FileMailbox(Source source, Instant now);

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
  void interrupt() noexcept override {}
  bool interrupted() const noexcept override { return false; }

 private:
  Source source_;
  std::uint32_t uid_validity_;
  std::optional<Message> next_;  ///< was asked of the source and not yet fetched
  Uid last_ = 0;
};

/// When the topmost Received: field says that the message came; empty: there is none to be read.
std::optional<Instant> received_at(const std::string& raw);

}  // namespace tallyd
