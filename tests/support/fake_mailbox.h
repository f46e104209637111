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
  std::optional<Error> fail_next;       ///< the next fetch ends with this, after its first message
  bool expunge_while_fetching = false;  ///< the last one, by somebody else
  int fetched = 0;
  std::optional<Error> fail_change;  ///< the next change ends with this
  std::vector<std::string> permanent_flags;
  std::vector<std::string> changes;  ///< that were asked for: "1 $Keyword", "2 to Folder"

  void deliver(const std::string& raw, Instant received) {
    const Uid uid = messages.empty() ? 1 : messages.rbegin()->first + 1;
    messages[uid] = {uid, received, raw.size(), raw, Extent::whole};
  }
  Result<MailboxState> open() override {
    return MailboxState{uid_validity, 0, 0, true, permanent_flags};
  }
  Result<std::vector<Uid>> uids_after(Uid last) override {
    std::vector<Uid> uids;
    for (const auto& [uid, message] : messages) {
      if (uid > last) uids.push_back(uid);
    }
    return uids;
  }
  Result<void> fetch(std::vector<Uid> uids, const Sink& sink) override {
    if (expunge_while_fetching) uids.pop_back();
    for (const Uid uid : uids) {
      ++fetched;
      TALLYD_TRY(sink(messages.at(uid)));
      if (fail_next) return tl::unexpected<Error>(*std::exchange(fail_next, std::nullopt));
    }
    return {};
  }
  Result<Woken> wait(std::chrono::milliseconds) override { return Woken::limit; }
  Result<void> add_keyword(const std::vector<Uid>& uids, std::string_view keyword) override {
    changes.push_back(std::to_string(uids.front()) + " " + std::string(keyword));
    return fail();
  }
  Result<void> remove_keyword(const std::vector<Uid>& uids, std::string_view keyword) override {
    changes.push_back(std::to_string(uids.front()) + " no " + std::string(keyword));
    return fail();
  }
  Result<void> change_elsewhere(const Elsewhere& change) override {
    changes.push_back("in " + change.mailbox + " " + change.message_id + " -" + change.remove +
                      " +" + change.add + " to " + change.move_to);
    return fail();
  }
  Result<void> move(const std::vector<Uid>& uids, std::string_view folder) override {
    changes.push_back(std::to_string(uids.front()) + " to " + std::string(folder));
    return fail();
  }
  Result<void> move_again(Uid uid, std::string_view folder, std::string_view) override {
    changes.push_back(std::to_string(uid) + " again to " + std::string(folder));
    return fail();
  }
  Result<void> fail() {
    if (!fail_change) return {};
    return tl::unexpected<Error>(*std::exchange(fail_change, std::nullopt));
  }
  Result<void> append(std::string_view folder, std::string_view raw,
                      std::string_view message_id) override {
    changes.push_back("copy of " + std::string(raw) + " into " + std::string(folder) +
                      (message_id.empty() ? "" : " unless it has " + std::string(message_id)));
    return fail();
  }
  void interrupt() noexcept override {}
  bool interrupted() const noexcept override { return false; }
};

}  // namespace tallyd::test
