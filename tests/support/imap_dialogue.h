// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <deque>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "daemon/imap/byte_stream.h"

namespace tallyd::test {

/// A scripted IMAP server in memory. The script is written first, then the client is run against
/// it. A client that says something else than the script, or reads when it is its turn to speak,
/// gets a closed connection, and complaint() says why.
class ImapDialogue {
 public:
  void server_says(std::string bytes) { steps_.push_back({Who::server, std::move(bytes)}); }
  void client_says(const std::string& line) { steps_.push_back({Who::client, line + "\r\n"}); }
  void client_sends(std::string bytes) { steps_.push_back({Who::client, std::move(bytes)}); }
  /// From here on the server is silent, and leaves the connection open.
  void server_stalls() { steps_.push_back({Who::nobody, {}}); }
  /// Each read gets so many bytes at most.
  void in_pieces_of(std::size_t bytes) { piece_ = bytes; }
  /// The connection breaks after so many bytes of the server.
  void break_after(std::size_t bytes) { left_ = bytes; }

  /// What every connection begins with.
  void begin(const std::string& capabilities = "IMAP4rev1 IDLE UIDPLUS MOVE") {
    client_says("A1 NOOP");
    server_says("A1 OK done\r\n");
    client_says("A2 CAPABILITY");
    server_says("* CAPABILITY " + capabilities + "\r\nA2 OK done\r\n");
  }
  void examine(const std::string& validity = "7") {
    client_says("A3 EXAMINE \"INBOX\"");
    server_says("* 3 EXISTS\r\n* OK [UIDVALIDITY " + validity +
                "] valid\r\n* OK [UIDNEXT 4392] next\r\n* OK [PERMANENTFLAGS ()] none\r\n"
                "A3 OK [READ-ONLY] done\r\n");
  }

  void select() {
    client_says("A3 SELECT \"INBOX\"");
    server_says("* 3 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\nA3 OK [READ-WRITE] done\r\n");
  }

  bool is_over() const { return steps_.empty() && complaint_.empty(); }
  const std::string& complaint() const { return complaint_; }
  std::size_t server_bytes() const { return served_; }
  bool stalled() const { return stalled_; }

  /// A connection to this server; the dialogue must outlive it.
  std::unique_ptr<ByteStream> connect() { return std::make_unique<Stream>(*this); }

 private:
  enum class Who { server, client, nobody };
  struct Step {
    Who who;
    std::string bytes;
  };

  struct Stream final : ByteStream {
    explicit Stream(ImapDialogue& dialogue) : dialogue_(dialogue) {}
    Result<std::size_t> read_some(char* buffer, std::size_t size, Deadline) override {
      return dialogue_.read(buffer, size);
    }
    Result<void> write_all(std::string_view bytes, Deadline) override {
      return dialogue_.write(bytes);
    }
    ImapDialogue& dialogue_;
  };

  tl::unexpected<Error> object(std::string complaint) {
    if (complaint_.empty()) complaint_ = std::move(complaint);
    return temporary("the script is left: " + complaint_);
  }

  Result<std::size_t> read(char* buffer, std::size_t size) {
    if (steps_.empty()) return temporary("closed by the server");
    Step& step = steps_.front();
    if (step.who == Who::nobody) {
      stalled_ = true;
      return std::size_t{0};
    }
    if (step.who == Who::client) return object("the client is silent, not: " + step.bytes);
    const std::size_t count = std::min({size, piece_, left_, step.bytes.size()});
    if (count == 0) return temporary("broken off");
    std::copy_n(step.bytes.begin(), count, buffer);
    step.bytes.erase(0, count);
    left_ -= count;
    served_ += count;
    if (step.bytes.empty()) steps_.pop_front();
    return count;
  }

  Result<void> write(std::string_view bytes) {
    if (steps_.empty()) return temporary("closed by the server");
    if (stalled_ && steps_.front().who == Who::nobody) steps_.pop_front();
    while (!bytes.empty()) {
      if (steps_.empty() || steps_.front().who != Who::client) {
        return object("the client says: " + std::string(bytes));
      }
      Step& step = steps_.front();
      const std::size_t count = std::min(step.bytes.size(), bytes.size());
      if (step.bytes.substr(0, count) != bytes.substr(0, count)) {
        return object("the client says: " + std::string(bytes) + " in place of: " + step.bytes);
      }
      step.bytes.erase(0, count);
      bytes.remove_prefix(count);
      if (step.bytes.empty()) steps_.pop_front();
    }
    return {};
  }

  std::deque<Step> steps_;
  std::string complaint_;
  std::size_t piece_ = std::numeric_limits<std::size_t>::max();
  std::size_t left_ = std::numeric_limits<std::size_t>::max();
  std::size_t served_ = 0;
  bool stalled_ = false;
};

}  // namespace tallyd::test
