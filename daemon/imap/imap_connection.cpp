// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/imap/imap_connection.h"

#include <sstream>
#include <tuple>

#include "config/printable.h"

namespace tallyd {
namespace {

Deadline after(std::chrono::milliseconds time) { return std::chrono::steady_clock::now() + time; }

/// The word a command begins with; what follows may be private.
std::string first_word(std::string_view command) {
  return std::string(command.substr(0, command.find(' ')));
}

Result<void> ignore(ImapResponse&) { return {}; }

}  // namespace

std::string said(const ImapResponse& response) {
  constexpr std::size_t kEnough = 300;
  std::string text = response.name;
  if (!response.code.empty()) text += " [" + response.code + "]";
  if (!response.text.empty()) text += " " + response.text;
  return printable(text.substr(0, kEnough));
}

Result<void> must_be_ok(const ImapResponse& ended, std::string_view what) {
  if (ended.name == "OK") return {};
  return temporary("the mail server refused to " + std::string(what) + ": " + said(ended));
}

ImapConnection::ImapConnection(ByteStream& stream, ResponseLimits limits, Patience patience)
    : stream_(stream), reader_(stream, limits), patience_(patience) {}

Result<void> ImapConnection::start() {
  // libcurl reads whatever has come together with the end of the login and keeps it (7.88,
  // 2026-11): the first line seen here may be the end of one. NOOP's tag is where we are in step
  // again.
  const std::string tag = new_tag();
  TALLYD_TRY(send(tag + " NOOP"));
  TALLYD_TRY_ASSIGN(const ImapResponse ended,
                    reader_.skip_to(tag, patience_.stall, after(patience_.command)));
  TALLYD_TRY(must_be_ok(ended, "do anything after the login"));
  return run_ok("CAPABILITY");
}

bool ImapConnection::can(std::string_view capability) const {
  return capabilities_.find(capability) != capabilities_.end();
}

void ImapConnection::cannot(std::string_view capability) {
  const auto found = capabilities_.find(capability);
  if (found != capabilities_.end()) capabilities_.erase(found);
}

std::string ImapConnection::new_tag() { return "A" + std::to_string(++last_tag_); }

Result<void> ImapConnection::send(std::string_view line) {
  return stream_.write_all(std::string(line) + "\r\n", after(patience_.stall));
}

Result<ImapResponse> ImapConnection::next() {
  TALLYD_TRY_ASSIGN(ImapResponse response, reader_.next(patience_.stall, after(patience_.command)));
  TALLYD_TRY(note(response));
  return response;
}

/// What is to be known of any response, at whatever time it comes.
Result<void> ImapConnection::note(const ImapResponse& response) {
  if (response.kind != ImapResponse::Kind::untagged) return {};
  if (response.name == "BYE") {
    return temporary("the mail server ended the connection: " + said(response));
  }
  if (response.name == "EXISTS") news_ = true;
  if (response.name == "CAPABILITY") {
    capabilities_.clear();
    for (const ImapValue& value : response.values) capabilities_.insert(ascii_upper(value.text));
  }
  return {};
}

Result<ImapResponse> ImapConnection::finish(std::string_view tag, Deadline deadline,
                                            const OnUntagged& on_untagged) {
  for (;;) {
    TALLYD_TRY_ASSIGN(ImapResponse response, reader_.next(patience_.stall, deadline));
    TALLYD_TRY(note(response));
    switch (response.kind) {
      case ImapResponse::Kind::continuation:
        return response;
      case ImapResponse::Kind::tagged:
        if (response.tag == tag) return response;
        return temporary("the mail server ends a command that was not given");
      case ImapResponse::Kind::untagged:
        TALLYD_TRY(on_untagged(response));
    }
  }
}

Result<ImapResponse> ImapConnection::run(std::string_view command, std::chrono::milliseconds limit,
                                         const OnUntagged& on_untagged) {
  const std::string tag = new_tag();
  TALLYD_TRY(send(tag + ' ' + std::string(command)));
  TALLYD_TRY_ASSIGN(ImapResponse ended, finish(tag, after(limit), on_untagged));
  if (ended.kind != ImapResponse::Kind::tagged) {
    return temporary("the mail server wants more of a command that is complete");
  }
  return ended;
}

Result<ImapResponse> ImapConnection::run(std::string_view command) {
  return run(command, patience_.command, ignore);
}

Result<void> ImapConnection::run_ok(std::string_view command) {
  TALLYD_TRY_ASSIGN(const ImapResponse ended, run(command));
  return must_be_ok(ended, first_word(command));
}

Result<ImapResponse> ImapConnection::run_with_literal(std::string_view command,
                                                      std::string_view literal) {
  const std::string tag = new_tag();
  TALLYD_TRY(send(tag + ' ' + std::string(command) + " {" + std::to_string(literal.size()) + "}"));
  TALLYD_TRY_ASSIGN(ImapResponse response, finish(tag, after(patience_.command), ignore));
  if (response.kind == ImapResponse::Kind::tagged) return response;  // NO: it wants no literal
  TALLYD_TRY(stream_.write_all(literal, after(patience_.fetch)));
  TALLYD_TRY(send(""));
  TALLYD_TRY_ASSIGN(response, finish(tag, after(patience_.command), ignore));
  if (response.kind == ImapResponse::Kind::tagged) return response;
  return temporary("the mail server wants more of a message than there is");
}

void ImapConnection::logout() noexcept {
  try {
    std::ignore = stream_.write_all(new_tag() + " LOGOUT\r\n", after(std::chrono::seconds{1}));
  } catch (const std::bad_alloc&) {  // then without a good-bye
  }
}

}  // namespace tallyd
