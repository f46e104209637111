// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/service/file_mailbox.h"

#include <algorithm>

#include <curl/curl.h>

namespace tallyd {
namespace {

/// The first field of that name, unfolded; empty: there is none.
std::string field(const std::string& raw, std::string_view name) {
  std::size_t at = 0;
  while (at < raw.size() && raw[at] != '\n' && raw[at] != '\r') {
    std::size_t end = raw.find('\n', at);
    while (end != raw.npos && end + 1 < raw.size() &&
           (raw[end + 1] == ' ' || raw[end + 1] == '\t')) {
      end = raw.find('\n', end + 1);
    }
    end = std::min(end, raw.size());
    std::string line = raw.substr(at, end - at);
    if (curl_strnequal(line.c_str(), name.data(), name.size()) != 0) return line;
    at = end + 1;
  }
  return "";
}

}  // namespace

std::optional<Instant> received_at(const std::string& raw) {
  // RFC 5321 section 4.4: the time stands behind the last semicolon.
  std::string line = field(raw, "Received:");
  const std::size_t semicolon = line.rfind(';');
  if (semicolon == line.npos) return std::nullopt;
  line.erase(0, semicolon + 1);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\r' || c == '\n' || c == '\t'; }, ' ');
  const std::time_t seconds = curl_getdate(line.c_str(), nullptr);
  if (seconds <= 0) return std::nullopt;
  return Instant{std::chrono::seconds{seconds}};
}

FileMailbox::FileMailbox(Source source, Instant now)
    : source_(std::move(source)),
      uid_validity_(static_cast<std::uint32_t>(now.time_since_epoch().count())) {}

Result<MailboxState> FileMailbox::open() {
  MailboxState state;
  state.uid_validity = uid_validity_;
  return state;
}

Result<std::vector<Uid>> FileMailbox::uids_after(Uid) {
  if (!next_) next_ = source_();
  return next_ ? std::vector<Uid>{last_ + 1} : std::vector<Uid>{};
}

Result<void> FileMailbox::fetch(std::vector<Uid>, const Sink& sink) {
  if (!next_) return {};
  FetchedMessage message;
  message.uid = ++last_;
  message.received = next_->received;
  message.size = next_->raw.size();
  message.raw = std::move(next_->raw);
  next_.reset();
  return sink(std::move(message));
}

Result<Woken> FileMailbox::wait(std::chrono::milliseconds) { return Woken::limit; }

Result<void> FileMailbox::add_keyword(const std::vector<Uid>&, std::string_view) { return {}; }

Result<void> FileMailbox::remove_keyword(const std::vector<Uid>&, std::string_view) { return {}; }

Result<void> FileMailbox::change_elsewhere(const Elsewhere&) { return {}; }

Result<void> FileMailbox::move(const std::vector<Uid>&, std::string_view) { return {}; }

Result<void> FileMailbox::move_again(Uid, std::string_view, std::string_view) { return {}; }

Result<void> FileMailbox::append(std::string_view, std::string_view, std::string_view) {
  return {};
}

}  // namespace tallyd
