// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "daemon/mailbox.h"

namespace tallyd::test {

/// A mailbox in memory.
struct FakeMailbox final : Mailbox {
  std::map<Uid, FetchedMessage> messages;
  std::uint32_t uid_validity = 1;
  std::optional<Error> fail_next;  ///< the next fetch ends with this, after its first message
  int fetched = 0;

  void deliver(const std::string& raw, Instant received) {
    const Uid uid = messages.empty() ? 1 : messages.rbegin()->first + 1;
    messages[uid] = {uid, received, raw.size(), raw, Extent::whole};
  }
  Result<MailboxState> open() override { return MailboxState{uid_validity, 0, 0, true, {}}; }
  Result<std::vector<Uid>> uids_after(Uid last) override {
    std::vector<Uid> uids;
    for (const auto& [uid, message] : messages) {
      if (uid > last) uids.push_back(uid);
    }
    return uids;
  }
  Result<void> fetch(std::vector<Uid> uids, const Sink& sink) override {
    for (const Uid uid : uids) {
      ++fetched;
      TALLYD_TRY(sink(messages.at(uid)));
      if (fail_next) return tl::unexpected<Error>(*std::exchange(fail_next, std::nullopt));
    }
    return {};
  }
  Result<Woken> wait(std::chrono::milliseconds) override { return Woken::limit; }
  Result<void> add_keyword(const std::vector<Uid>&, std::string_view) override { return {}; }
  Result<void> move(const std::vector<Uid>&, std::string_view) override { return {}; }
  Result<void> append(std::string_view, std::string_view) override { return {}; }
  void interrupt() noexcept override {}
  bool interrupted() const noexcept override { return false; }
};

}  // namespace tallyd::test
