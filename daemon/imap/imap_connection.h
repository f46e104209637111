// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "config/result.h"
#include "daemon/imap/byte_stream.h"
#include "daemon/imap/response.h"
#include "daemon/imap/response_reader.h"

namespace tallyd {

/// Commands and responses over a stream that is logged in. After an error of any call the
/// connection is good for nothing but to be closed. A BYE is such an error.
class ImapConnection {
 public:
  using OnUntagged = std::function<Result<void>(ImapResponse& response)>;

  ImapConnection(ByteStream& stream, ResponseLimits limits, Patience patience);

  /// Gets into step with a server of which the login has already read something, and asks what it
  /// can do.
  Result<void> start();

  /// Whether the server has a capability: "IDLE", "MOVE", …; upper case.
  bool can(std::string_view capability) const;
  /// From now on can() says no.
  void cannot(std::string_view capability);

  /// Sends a command (without tag and line end) and returns how it ended: OK, NO or BAD. Untagged
  /// responses until then go to `on_untagged`, whatever made the server send them.
  Result<ImapResponse> run(std::string_view command, std::chrono::milliseconds limit,
                           const OnUntagged& on_untagged);
  /// The same, with nobody interested.
  Result<ImapResponse> run(std::string_view command);
  /// The same, and anything but OK is an error.
  Result<void> run_ok(std::string_view command);
  /// A command whose last argument is sent as a literal.
  Result<ImapResponse> run_with_literal(std::string_view command, std::string_view literal);

  /// The next pieces of run(), for a command that is not over when it is sent (IDLE).
  Result<void> send(std::string_view line);
  Result<bool> wait(Deadline deadline) { return reader_.wait(deadline); }
  Result<ImapResponse> next();
  std::string new_tag();
  /// Reads until the command `tag` ends, or until a continuation is asked for.
  Result<ImapResponse> finish(std::string_view tag, Deadline deadline,
                              const OnUntagged& on_untagged);

  /// The server has spoken of messages since this was last set to false.
  bool news() const { return news_; }
  void forget_news() { news_ = false; }

  /// Says good-bye and does not wait for the answer.
  void logout() noexcept;

  const Patience& patience() const { return patience_; }

 private:
  Result<void> note(const ImapResponse& response);

  ByteStream& stream_;
  ResponseReader reader_;
  Patience patience_;
  std::set<std::string, std::less<>> capabilities_;
  unsigned last_tag_ = 0;
  bool news_ = false;
};

/// What a server says in a response, made fit for a message to people.
std::string said(const ImapResponse& response);

/// An error unless `ended` is OK: "the mail server refused to …: what it said".
Result<void> must_be_ok(const ImapResponse& ended, std::string_view what);

}  // namespace tallyd
