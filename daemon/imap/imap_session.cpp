// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/imap/imap_session.h"

#include <algorithm>
#include <array>
#include <limits>
#include <sstream>
#include <utility>

#include "config/printable.h"
#include "daemon/imap/imap_text.h"

namespace tallyd {
namespace {

/// More UIDs than this in one answer: the server is out of its mind, or the mailbox is no mailbox
/// for replies.
constexpr std::size_t kMostUids = 2'000'000;
/// RFC 7162 section 4 advises command lines of 8192 bytes at most; older servers take 1000.
constexpr std::size_t kSetLength = 900;

Result<void> ignore(ImapResponse&) { return {}; }

std::vector<std::string> flag_list(std::string_view text) {
  while (!text.empty() && (text.front() == '(' || text.front() == ' ')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ')' || text.back() == ' ')) text.remove_suffix(1);
  std::istringstream words{std::string(text)};
  std::vector<std::string> flags;
  for (std::string word; words >> word;) flags.push_back(word);
  return flags;
}

/// Takes what SELECT and EXAMINE answer (RFC 9051 section 6.3.2).
Result<void> take_state(const ImapResponse& response, MailboxState& state) {
  if (response.name == "EXISTS") state.exists = response.number;
  if (response.code == "UIDVALIDITY") {
    if (!parse_number(response.code_text, state.uid_validity) || state.uid_validity == 0) {
      return temporary("the mail server gives a UIDVALIDITY that is no number");
    }
  }
  if (response.code == "UIDNEXT") parse_number(response.code_text, state.uid_next);
  if (response.code == "PERMANENTFLAGS") state.permanent_flags = flag_list(response.code_text);
  return {};
}

/// RFC 5530: these are said of what will pass.
bool will_pass(const ImapResponse& ended) {
  constexpr std::array<std::string_view, 5> kCodes{"UNAVAILABLE", "INUSE", "SERVERBUG", "LIMIT",
                                                   "CONTACTADMIN"};
  return std::find(kCodes.begin(), kCodes.end(), ended.code) != kCodes.end();
}

/// The set in "* ESEARCH (TAG "A3") UID ALL 4:7" (RFC 4731 section 3.1); empty: nothing found.
std::string_view found_set(const ImapResponse& response) {
  for (std::size_t i = 0; i + 1 < response.values.size(); ++i) {
    if (response.values[i].is_atom("ALL")) return response.values[i + 1].text;
  }
  return {};
}

}  // namespace

Result<MailboxState> ImapSession::open(std::string_view mailbox, MailboxAccess access) {
  TALLYD_TRY_ASSIGN(const std::string name, mailbox_argument(mailbox));
  MailboxState state;
  const auto take = [&](ImapResponse& response) { return take_state(response, state); };
  const std::string_view verb = access == MailboxAccess::read_write ? "SELECT " : "EXAMINE ";
  TALLYD_TRY_ASSIGN(
      const ImapResponse ended,
      connection_.run(std::string(verb) + name, connection_.patience().command, take));
  if (ended.name != "OK") {
    const std::string what = "the mailbox \"" + printable(mailbox) +
                             "\" cannot be opened: " + said(ended) +
                             "; is its name right, and may this user read it?";
    if (will_pass(ended)) return temporary(what);
    return permanent(what);
  }
  if (state.uid_validity == 0) {
    return temporary("the mail server gives no UIDVALIDITY, without which nothing can be resumed");
  }
  state.read_only = access == MailboxAccess::read_only || ended.code == "READ-ONLY";
  uid_validity_ = state.uid_validity;
  name_ = mailbox;
  read_only_ = state.read_only;
  return state;
}

/// Dovecot 2.3 answers OK to STORE in a mailbox that was opened by EXAMINE, and stores nothing.
Result<void> ImapSession::refuse_if_read_only() const {
  if (!read_only_) return {};
  return permanent("the mailbox is open for reading only, so no message can be marked or moved");
}

/// An open mailbox may be renumbered under us: its UIDs are then somebody else's.
Result<void> ImapSession::refuse_other_validity(const ImapResponse& response) {
  std::uint32_t validity = 0;
  if (response.code != "UIDVALIDITY" || !parse_number(response.code_text, validity) ||
      validity == uid_validity_) {
    return {};
  }
  return temporary("the mailbox was renumbered while it was open (new UIDVALIDITY)");
}

Result<std::vector<Uid>> ImapSession::search(const std::string& criteria) {
  const bool extended = connection_.can("ESEARCH");
  const std::string command = extended ? "UID SEARCH RETURN (ALL) " : "UID SEARCH ";
  std::vector<Uid> found;
  bool answered = false;
  const auto take = [&](ImapResponse& response) -> Result<void> {
    TALLYD_TRY(refuse_other_validity(response));
    if (response.name == "SEARCH") {
      answered = true;
      found.insert(found.end(), response.numbers.begin(), response.numbers.end());
    } else if (response.name == "ESEARCH") {
      answered = true;
      const std::string_view set = found_set(response);
      if (!set.empty() && !parse_uid_set(set, kMostUids, found)) {
        return temporary("the mail server answers a search with something that is no set of UIDs");
      }
    }
    return {};
  };
  TALLYD_TRY_ASSIGN(const ImapResponse ended,
                    connection_.run(command + criteria, connection_.patience().command, take));
  TALLYD_TRY(must_be_ok(ended, "search the mailbox"));
  if (!answered) return temporary("the mail server leaves a search without an answer");
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

Result<std::vector<Uid>> ImapSession::uids_after(Uid last) {
  if (last == std::numeric_limits<Uid>::max()) return std::vector<Uid>{};
  connection_.forget_news();  // before the search: news during it may be of mail it did not see
  TALLYD_TRY_ASSIGN(std::vector<Uid> found,
                    search("UID " + std::to_string(std::uint64_t{last} + 1) + ":*"));
  // "n:*" holds the last message even where its UID is below n (RFC 9051 section 6.4.9).
  found.erase(found.begin(), std::upper_bound(found.begin(), found.end(), last));
  return found;
}

Result<std::vector<Uid>> ImapSession::still_there(const std::vector<Uid>& uids) {
  std::vector<Uid> all;
  for (const std::string& set : uid_sets(uids, kSetLength)) {
    TALLYD_TRY_ASSIGN(const std::vector<Uid> found, search("UID " + set));
    std::set_intersection(found.begin(), found.end(), uids.begin(), uids.end(),
                          std::back_inserter(all));
  }
  return all;
}

Result<void> ImapSession::idle(Deadline end) {
  const std::string tag = connection_.new_tag();
  TALLYD_TRY(connection_.send(tag + " IDLE"));
  const Deadline soon = std::chrono::steady_clock::now() + connection_.patience().stall;
  TALLYD_TRY_ASSIGN(ImapResponse response, connection_.finish(tag, soon, ignore));
  if (response.kind == ImapResponse::Kind::tagged) {  // refused: from now on by polling
    connection_.cannot("IDLE");
    return {};
  }
  TALLYD_TRY(listen(end));
  TALLYD_TRY(connection_.send("DONE"));
  const Deadline done = std::chrono::steady_clock::now() + connection_.patience().stall;
  TALLYD_TRY_ASSIGN(response, connection_.finish(tag, done, ignore));
  return must_be_ok(response, "end IDLE");
}

Result<void> ImapSession::listen(Deadline end) {
  while (!connection_.news()) {
    TALLYD_TRY_ASSIGN(const bool something, connection_.wait(end));
    if (!something) return {};
    TALLYD_TRY_ASSIGN(const ImapResponse response, connection_.next());
    TALLYD_TRY(refuse_other_validity(response));
    if (response.kind != ImapResponse::Kind::untagged) {
      return temporary("the mail server ends a command that is not over: " + said(response));
    }
  }
  return {};
}

Result<void> ImapSession::noop() { return connection_.run_ok("NOOP"); }

Result<void> ImapSession::add_keyword(const std::vector<Uid>& uids, std::string_view keyword) {
  return store(uids, keyword, '+');
}

Result<void> ImapSession::remove_keyword(const std::vector<Uid>& uids, std::string_view keyword) {
  return store(uids, keyword, '-');
}

Result<void> ImapSession::store(const std::vector<Uid>& uids, std::string_view keyword, char sign) {
  if (!is_keyword(keyword)) return permanent("this is no IMAP keyword: " + printable(keyword));
  TALLYD_TRY(refuse_if_read_only());
  for (const std::string& set : uid_sets(uids, kSetLength)) {
    TALLYD_TRY(connection_.run_ok("UID STORE " + set + " " + sign + "FLAGS.SILENT (" +
                                  std::string(keyword) + ")"));
  }
  return {};
}

bool ImapSession::moves_at_once() const {
  return connection_.can("MOVE") || connection_.can("IMAP4REV2");
}

/// One that somebody else has made meanwhile is as good (RFC 5530 section 3, ALREADYEXISTS).
Result<void> ImapSession::create(const std::string& target) {
  TALLYD_TRY_ASSIGN(const ImapResponse ended, connection_.run("CREATE " + target));
  if (ended.code == "ALREADYEXISTS") return {};
  return must_be_ok(ended, "CREATE");
}

/// A command that puts messages into `target`, which is created where the server says that it is
/// missing (RFC 9051 section 7.1, TRYCREATE).
Result<void> ImapSession::into(const std::string& command, const std::string& target) {
  TALLYD_TRY_ASSIGN(const ImapResponse ended, connection_.run(command));
  if (ended.name == "OK") return {};
  if (ended.code != "TRYCREATE") return permanent("messages cannot be moved: " + said(ended));
  TALLYD_TRY(create(target));
  return connection_.run_ok(command);
}

Result<void> ImapSession::move(const std::vector<Uid>& uids, std::string_view mailbox) {
  TALLYD_TRY_ASSIGN(const std::string target, mailbox_argument(mailbox));
  TALLYD_TRY(refuse_if_read_only());
  for (const std::string& set : uid_sets(uids, kSetLength)) {
    if (moves_at_once()) {
      TALLYD_TRY(into(std::string("UID MOVE ").append(set).append(" ") + target, target));
    } else {
      TALLYD_TRY(copy_and_expunge(set, target));
    }
  }
  return {};
}

Result<void> ImapSession::move_again(Uid uid, std::string_view mailbox,
                                     std::string_view message_id) {
  if (moves_at_once() || message_id.empty()) return move({uid}, mailbox);
  TALLYD_TRY_ASSIGN(const bool copied, holds(mailbox, message_id));
  return copied ? expunge(std::to_string(uid)) : move({uid}, mailbox);
}

/// Looks into another mailbox, and comes back. One that cannot be opened holds nothing.
Result<bool> ImapSession::holds(std::string_view mailbox, std::string_view message_id) {
  TALLYD_TRY_ASSIGN(const std::string other, mailbox_argument(mailbox));
  TALLYD_TRY_ASSIGN(const std::string id, mailbox_argument(message_id));  // quotes it as well
  const std::uint32_t here = std::exchange(uid_validity_, 0);
  TALLYD_TRY_ASSIGN(const ImapResponse ended, connection_.run("EXAMINE " + other));
  std::vector<Uid> found;
  if (ended.name == "OK") {
    TALLYD_TRY_ASSIGN(found, search("HEADER Message-ID " + id));
  }
  const std::string name = name_;
  const auto access = read_only_ ? MailboxAccess::read_only : MailboxAccess::read_write;
  TALLYD_TRY_ASSIGN(const MailboxState state, open(name, access));
  if (state.uid_validity != here) {
    return temporary("the mailbox was renumbered while another one was looked into");
  }
  return !found.empty();
}

/// In the mailbox that is open now, which is another one than the caller's.
Result<void> ImapSession::change_found(const Mailbox::Elsewhere& change) {
  TALLYD_TRY_ASSIGN(const std::string id, mailbox_argument(change.message_id));
  TALLYD_TRY_ASSIGN(const std::vector<Uid> found, search("HEADER Message-ID " + id));
  if (found.empty()) return {};
  if (!change.remove.empty()) TALLYD_TRY(remove_keyword(found, change.remove));
  if (!change.add.empty()) TALLYD_TRY(add_keyword(found, change.add));
  return change.move_to.empty() ? Result<void>{} : move(found, change.move_to);
}

Result<void> ImapSession::change_elsewhere(const Mailbox::Elsewhere& change) {
  TALLYD_TRY(refuse_if_read_only());
  if (change.message_id.empty()) return {};  // nobody finds it again
  TALLYD_TRY_ASSIGN(const bool there, holds(change.mailbox, change.message_id));
  if (!there) return {};
  const std::string name = name_;
  const std::uint32_t here = std::exchange(uid_validity_, 0);
  TALLYD_TRY(open(change.mailbox, MailboxAccess::read_write));
  TALLYD_TRY(change_found(change));
  uid_validity_ = 0;
  TALLYD_TRY_ASSIGN(const MailboxState state, open(name, MailboxAccess::read_write));
  if (state.uid_validity == here) return {};
  return temporary("the mailbox was renumbered while another one was looked into");
}

/// RFC 6851 section 3.3. Without UIDPLUS, EXPUNGE would remove what others have marked.
Result<void> ImapSession::copy_and_expunge(const std::string& set, const std::string& target) {
  if (!connection_.can("UIDPLUS")) {
    return permanent("the mail server can neither MOVE nor UID EXPUNGE: switch moving off");
  }
  TALLYD_TRY(into(std::string("UID COPY ").append(set).append(" ") + target, target));
  return expunge(set);
}

Result<void> ImapSession::expunge(const std::string& set) {
  TALLYD_TRY(connection_.run_ok("UID STORE " + set + " +FLAGS.SILENT (\\Deleted)"));
  return connection_.run_ok("UID EXPUNGE " + set);
}

Result<void> ImapSession::append(std::string_view mailbox, std::string_view raw,
                                 std::string_view message_id) {
  TALLYD_TRY_ASSIGN(const std::string target, mailbox_argument(mailbox));
  if (!message_id.empty()) {
    TALLYD_TRY_ASSIGN(const bool there, holds(mailbox, message_id));
    if (there) return {};
  }
  const std::string command = "APPEND " + target + " (\\Seen)";
  TALLYD_TRY_ASSIGN(ImapResponse ended, connection_.run_with_literal(command, raw));
  if (ended.code == "TRYCREATE") {  // RFC 9051 section 6.3.12
    TALLYD_TRY(create(target));
    TALLYD_TRY_ASSIGN(ended, connection_.run_with_literal(command, raw));
  }
  return must_be_ok(ended, "store a message in \"" + printable(mailbox) + "\"");
}

}  // namespace tallyd
