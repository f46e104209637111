// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/imap/message_fetcher.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include "daemon/imap/imap_text.h"

namespace tallyd {
namespace {

/// Sizes asked for at once: each answer is some hundred bytes.
constexpr std::size_t kSizesAtOnce = 500;
/// Bytes of a set in a command: old servers take lines of 1000.
constexpr std::size_t kSetLength = 900;

/// The value of an item of a FETCH response (RFC 9051 section 7.5.2), or null.
ImapValue* item(ImapResponse& response, std::string_view name) {
  if (response.name != "FETCH" || response.values.size() != 1) return nullptr;
  std::vector<ImapValue>& items = response.values.front().list;
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    if (items[i].is_atom(name)) return &items[i + 1];
  }
  return nullptr;
}

ImapValue* body_of(ImapResponse& response) {
  ImapValue* const whole = item(response, "BODY[]");
  return whole != nullptr ? whole : item(response, "BODY[]<0>");
}

/// 0: there is none.
Uid uid_of(ImapResponse& response) {
  const ImapValue* const value = item(response, "UID");
  Uid uid = 0;
  if (value != nullptr) parse_number(value->text, uid);
  return uid;
}

std::optional<std::uint64_t> size_of(ImapResponse& response) {
  const ImapValue* const value = item(response, "RFC822.SIZE");
  if (value == nullptr) return std::nullopt;
  std::uint64_t size = 0;
  const char* const end = value->text.data() + value->text.size();
  const auto [stop, error] = std::from_chars(value->text.data(), end, size);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return size;
}

/// Hands a batch on in ascending order, whatever the order it comes in. What comes too early is
/// held: no more than the batch is large.
class InOrder {
 public:
  InOrder(std::set<Uid> expected, const Mailbox::Sink& sink)
      : missing_(std::move(expected)), sink_(sink) {}

  Result<void> take(FetchedMessage message) {
    if (missing_.erase(message.uid) == 0) {
      return temporary("the mail server sent message " + std::to_string(message.uid) +
                       ", which was not asked for");
    }
    held_.emplace(message.uid, std::move(message));
    while (!held_.empty() && (missing_.empty() || held_.begin()->first < *missing_.begin())) {
      TALLYD_TRY(hand_on_first());
    }
    return {};
  }

  std::vector<Uid> missing() const { return {missing_.begin(), missing_.end()}; }

  /// What is missing is known to be gone: the rest may be handed on.
  Result<void> finish() {
    while (!held_.empty()) TALLYD_TRY(hand_on_first());
    return {};
  }

 private:
  Result<void> hand_on_first() {
    auto first = held_.extract(held_.begin());
    return sink_(std::move(first.mapped()));
  }

  std::set<Uid> missing_;
  std::map<Uid, FetchedMessage> held_;
  const Mailbox::Sink& sink_;
};

}  // namespace

ResponseLimits response_limits(const FetchLimits& limits) {
  ResponseLimits response;
  response.literal = std::max(limits.message, limits.beginning) * 3 / 2 + 65536;
  return response;
}

MessageFetcher::MessageFetcher(ImapConnection& connection, ImapSession& session, FetchLimits limits)
    : connection_(connection), session_(session), limits_(limits) {}

std::uint64_t MessageFetcher::to_read(const Wanted& wanted) const {
  return wanted.size > limits_.message ? limits_.beginning : wanted.size;
}

Result<void> MessageFetcher::fetch(std::vector<Uid> uids, const Mailbox::Sink& sink) {
  std::sort(uids.begin(), uids.end());
  uids.erase(std::unique(uids.begin(), uids.end()), uids.end());
  for (std::size_t begin = 0; begin < uids.size(); begin += kSizesAtOnce) {
    const std::size_t end = std::min(uids.size(), begin + kSizesAtOnce);
    const auto at = [&](std::size_t i) { return uids.begin() + static_cast<std::ptrdiff_t>(i); };
    TALLYD_TRY_ASSIGN(const Plan plan, ask_sizes({at(begin), at(end)}));
    TALLYD_TRY(fetch_planned(plan, sink));
  }
  return {};
}

Result<MessageFetcher::Plan> MessageFetcher::ask_sizes(const std::vector<Uid>& uids) {
  Plan plan;
  const std::set<Uid> asked(uids.begin(), uids.end());
  const auto take = [&](ImapResponse& response) -> Result<void> {
    const auto size = size_of(response);
    const ImapValue* const date = item(response, "INTERNALDATE");
    if (!size || date == nullptr || asked.count(uid_of(response)) == 0) return {};
    const auto received = parse_internal_date(date->text);
    if (!received) return temporary("the mail server gives an INTERNALDATE that is no date");
    plan[uid_of(response)] = {*received, *size};
    return {};
  };
  ImapResponse ended;
  for (const std::string& set : uid_sets(uids, kSetLength)) {
    TALLYD_TRY_ASSIGN(ended, connection_.run("UID FETCH " + set + " (UID INTERNALDATE RFC822.SIZE)",
                                             connection_.patience().command, take));
    if (ended.name != "OK") break;
  }
  std::vector<Uid> missing;
  std::copy_if(uids.begin(), uids.end(), std::back_inserter(missing),
               [&](Uid uid) { return plan.count(uid) == 0; });
  TALLYD_TRY(confirm_gone(missing, ended));
  return plan;
}

Result<void> MessageFetcher::fetch_planned(const Plan& plan, const Mailbox::Sink& sink) {
  Plan batch;
  std::uint64_t bytes = 0;
  for (const auto& [uid, wanted] : plan) {
    const bool partial = wanted.size > limits_.message;
    if (!batch.empty() && (partial || batch.size() >= limits_.batch_messages ||
                           bytes + to_read(wanted) > limits_.batch_bytes)) {
      TALLYD_TRY(fetch_batch(batch, sink));
      batch.clear();
      bytes = 0;
    }
    batch.emplace(uid, wanted);
    bytes += to_read(wanted);
    if (!partial) continue;
    TALLYD_TRY(fetch_batch(batch, sink));  // a partial one has a command of its own
    batch.clear();
    bytes = 0;
  }
  return batch.empty() ? Result<void>{} : fetch_batch(batch, sink);
}

Result<void> MessageFetcher::fetch_batch(const Plan& batch, const Mailbox::Sink& sink) {
  std::vector<Uid> uids;
  for (const auto& [uid, wanted] : batch) uids.push_back(uid);
  InOrder in_order({uids.begin(), uids.end()}, sink);
  const bool partial = batch.begin()->second.size > limits_.message;
  const auto take = [&](ImapResponse& response) -> Result<void> {
    ImapValue* const body = body_of(response);
    if (body == nullptr) return {};  // flags that somebody else has changed, and the like
    const auto found = batch.find(uid_of(response));
    if (found == batch.end()) return temporary("the mail server sent a message not asked for");
    const Wanted& wanted = found->second;
    if (body->kind != ImapValue::Kind::string || (body->text.empty() && wanted.size > 0)) {
      return temporary("the mail server sent message " + std::to_string(found->first) + " empty");
    }
    return in_order.take({found->first, wanted.received, wanted.size, std::move(body->text),
                          partial ? Extent::beginning : Extent::whole});
  };
  const std::string section =
      partial ? "BODY.PEEK[]<0." + std::to_string(limits_.beginning) + ">" : "BODY.PEEK[]";
  ImapResponse ended;
  for (const std::string& set : uid_sets(uids, kSetLength)) {
    const std::string command = std::string("UID FETCH ").append(set).append(" (UID ") + section;
    TALLYD_TRY_ASSIGN(ended, connection_.run(command + ")", connection_.patience().fetch, take));
    if (ended.name != "OK") break;  // of some that are gone, servers say NO or OK
  }
  TALLYD_TRY(confirm_gone(in_order.missing(), ended));
  return in_order.finish();
}

Result<void> MessageFetcher::confirm_gone(const std::vector<Uid>& uids, const ImapResponse& ended) {
  if (uids.empty()) return {};
  TALLYD_TRY(session_.noop());  // only now may the server tell us that they are expunged
  TALLYD_TRY_ASSIGN(const std::vector<Uid> there, session_.still_there(uids));
  if (there.empty()) return {};
  std::string what = "the mail server does not hand out message " + std::to_string(there.front()) +
                     ", which it has";
  if (!ended.name.empty() && ended.name != "OK") what += ": " + said(ended);
  return temporary(std::move(what));
}

}  // namespace tallyd
