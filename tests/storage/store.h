// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>
#include <stdlib.h>

#include "storage/storage.h"

namespace tallyd {

/// The value, or the test ends with what failed.
template <typename Value>
Value must(Result<Value> result) {
  if (!result) FAIL(result.error().message);
  if constexpr (!std::is_void_v<Value>) return *std::move(result);
}

/// A directory of its own, removed at the end.
struct TemporaryDirectory {
  std::filesystem::path path;
  TemporaryDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "tallyd-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() { std::filesystem::remove_all(path); }
};

/// 9 January 2018, `minutes` after noon.
inline Instant at(int minutes) {
  return *parse_rfc3339("2018-01-09T12:00:00Z") + std::chrono::minutes(minutes);
}

inline OutboxMail mail_to(const std::string& address, const std::string& message_id) {
  OutboxMail mail;
  mail.message_id = message_id;
  mail.recipients = {{address}};
  mail.bytes = "Subject: received\r\n\r\nThank you\r\n";
  mail.queued = mail.not_before = at(0);
  return mail;
}

inline DecisionRecord assigns(const std::string& draft) {
  DecisionRecord decision;
  decision.draft = draft;
  return decision;
}
inline DecisionRecord refuses(const std::string& draft) {
  DecisionRecord decision = assigns(draft);
  decision.authority = Authority::not_assigned;
  return decision;
}

/// A storage in a directory of its own, with verbs.
struct Store {
  TemporaryDirectory directory;
  Storage storage = must(open_storage(directory.path, Access::write));
  Database& database = storage.database;

  /// A reply of an administration to Circular 53, with its answer, not yet recorded.
  MessageRecord reply_of(const std::string& administration, int minutes) {
    const std::string name = administration + "-" + std::to_string(minutes);
    MessageRecord message;
    message.digest = must(storage.archive.put("From: " + name + "\r\n\r\nassigned\r\n"));
    message.message_id = name + "@example";
    message.cursor = Cursor{"INBOX", 7, static_cast<std::uint32_t>(minutes)};
    message.at = at(minutes);
    message.reply.emplace();
    message.reply->digest = message.digest;
    message.reply->message_id = message.message_id;
    message.reply->received = at(minutes);
    message.reply->sender = "focal@" + administration + ".example";
    message.reply->circular = "TSB Circular 53";
    message.reply->administration = administration;
    message.reply->outcome = Outcome::recorded;
    message.reply->certain = true;
    message.reply->decisions = {{"X.1214", Authority::assigned, Comments::none, "box 1 checked"}};
    message.reply->reading = R"({"kind":"reply"})";
    message.decisions = {assigns("X.1214")};
    message.mails = {mail_to(message.reply->sender, "ack-" + name + "@tallyd.example")};
    return message;
  }
  /// The same in the review queue.
  MessageRecord doubtful_reply_of(const std::string& administration, int minutes) {
    MessageRecord message = reply_of(administration, minutes);
    message.reply->outcome = Outcome::review;
    message.reply->doubts = {{"both_boxes_checked", "X.1214", "Both boxes are checked"}};
    message.decisions.clear();
    message.review.emplace();
    message.review->doubts = message.reply->doubts;
    message.review->evidence = "boxes 1 and 2 checked";
    message.review->token = sha256("secret");
    return message;
  }
  Recorded record(const MessageRecord& message) { return must(record_message(database, message)); }

  /// `work(transaction)`, committed.
  template <typename Work>
  auto commit(Work work) {
    Transaction transaction = must(Transaction::begin(database));
    auto result = work(transaction);
    must(transaction.commit());
    return result;
  }
  std::vector<DecisionRecord> standing() {
    return must(standing_decisions(database, "TSB Circular 53"));
  }
  Verification verified(const std::vector<LedgerHead>& known = {}) {
    return must(verify(database, storage.archive, known));
  }
  /// Forges: what somebody with the file and an SQL shell can do.
  void forge(const std::string& sql) {
    SQLite::Database shell((directory.path / "tallyd.db").string(), SQLite::OPEN_READWRITE, 5000);
    shell.exec(
        "DROP TRIGGER IF EXISTS ledger_is_never_changed;"
        "DROP TRIGGER IF EXISTS ledger_is_never_cut; DROP TRIGGER IF EXISTS ledger_is_a_chain");
    shell.exec(sql);
  }
  std::int64_t count(const std::string& table) {
    SQLite::Database shell((directory.path / "tallyd.db").string(), SQLite::OPEN_READWRITE, 5000);
    return shell.execAndGet("SELECT count(*) FROM " + table).getInt64();
  }
};

}  // namespace tallyd
