// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/imap/imap_mailbox.h"

#include <catch2/catch.hpp>

#include "tests/support/imap_dialogue.h"

using namespace tallyd;
using test::ImapDialogue;

namespace {

/// A mailbox whose connections are the dialogues of the test, one after the other.
struct MailboxTest {
  explicit MailboxTest(ImapMailboxSettings chosen = {}) : settings(std::move(chosen)) {}

  ImapDialogue& dialogue(const std::string& capabilities = "IMAP4rev1 IDLE UIDPLUS MOVE") {
    dialogues.push_back(std::make_unique<ImapDialogue>());
    dialogues.back()->begin(capabilities);
    return *dialogues.back();
  }
  ImapMailbox& mailbox() {
    if (!made) {
      ImapWorld world;
      world.connect = [this]() -> Result<std::unique_ptr<ByteStream>> {
        if (next == dialogues.size()) return temporary("nobody listens");
        return dialogues[next++]->connect();
      };
      world.pause = [this](std::chrono::milliseconds time) { pauses.push_back(time); };
      world.random = [] { return 1.0; };
      made = std::make_unique<ImapMailbox>(settings, world, stop);
    }
    return *made;
  }
  /// Fetches and notes "uid:raw" for each message; an error's text stands at the end.
  std::string fetched(const std::vector<Uid>& uids) {
    std::string all;
    const auto done = mailbox().fetch(uids, [&](const FetchedMessage& message) -> Result<void> {
      all += std::to_string(message.uid) + ':' + message.raw + ' ';
      last = message;
      return {};
    });
    return done ? all : all + "error: " + done.error().message;
  }

  std::vector<std::unique_ptr<ImapDialogue>> dialogues;
  std::size_t next = 0;
  std::vector<std::chrono::milliseconds> pauses;
  ImapMailboxSettings settings;
  Interrupt stop;
  FetchedMessage last;
  std::unique_ptr<ImapMailbox> made;
};

ImapMailboxSettings for_tagging() {
  ImapMailboxSettings settings;
  settings.access = MailboxAccess::read_write;
  return settings;
}

const char* const kSize = " (UID INTERNALDATE RFC822.SIZE)";

std::string size_line(Uid uid, std::size_t size) {
  return "* 1 FETCH (UID " + std::to_string(uid) +
         " INTERNALDATE \"08-Mar-2018 12:00:00 +0100\" RFC822.SIZE " + std::to_string(size) +
         ")\r\n";
}
std::string body_line(Uid uid, const std::string& body) {
  return "* 1 FETCH (UID " + std::to_string(uid) + " BODY[] {" + std::to_string(body.size()) +
         "}\r\n" + body + ")\r\n";
}

}  // namespace

TEST_CASE("a mailbox is opened read-only, and says its UIDVALIDITY") {
  MailboxTest test;
  test.dialogue().examine("8");
  const auto state = test.mailbox().open();
  REQUIRE(state);
  CHECK(state->uid_validity == 8);
  CHECK(state->uid_next == 4392);
  CHECK(state->exists == 3);
  CHECK(state->read_only);
  CHECK(test.dialogues[0]->is_over());
}

TEST_CASE("the last message is not taken for a new one (n:* holds it always)") {
  MailboxTest test;
  auto& imap = test.dialogue();
  imap.examine();
  imap.client_says("A4 UID SEARCH UID 43:*");
  imap.server_says("* SEARCH 42\r\nA4 OK done\r\n");
  imap.client_says("A5 UID SEARCH UID 40:*");
  imap.server_says("* 4 EXISTS\r\n* SEARCH 42 41 42\r\nA5 OK done\r\n");
  REQUIRE(test.mailbox().open());
  CHECK(test.mailbox().uids_after(42)->empty());
  CHECK(*test.mailbox().uids_after(39) == std::vector<Uid>{41, 42});
}

TEST_CASE("a server with ESEARCH is asked for ranges") {
  MailboxTest test;
  auto& imap = test.dialogue("IMAP4rev1 ESEARCH");
  imap.examine();
  imap.client_says("A4 UID SEARCH RETURN (ALL) UID 1:*");
  imap.server_says("* ESEARCH (TAG \"A4\") UID ALL 2:4,9\r\nA4 OK done\r\n");
  imap.client_says("A5 UID SEARCH RETURN (ALL) UID 10:*");
  imap.server_says("* ESEARCH (TAG \"A5\") UID\r\nA5 OK done\r\n");
  REQUIRE(test.mailbox().open());
  CHECK(*test.mailbox().uids_after(0) == std::vector<Uid>{2, 3, 4, 9});
  CHECK(test.mailbox().uids_after(9)->empty());
}

TEST_CASE("messages come in order with the date of their arrival, unseen") {
  MailboxTest test;
  auto& imap = test.dialogue();
  imap.examine();
  imap.client_says(std::string("A4 UID FETCH 5:6") + kSize);
  imap.server_says(size_line(6, 3) + size_line(5, 3) + "A4 OK done\r\n");
  imap.client_says("A5 UID FETCH 5:6 (UID BODY.PEEK[])");
  imap.server_says(body_line(6, "six") + "* 2 FETCH (FLAGS (\\Answered))\r\n* 9 EXISTS\r\n" +
                   body_line(5, "fiv") + "A5 OK done\r\n");
  REQUIRE(test.mailbox().open());
  CHECK(test.fetched({6, 5}) == "5:fiv 6:six ");
  CHECK(to_rfc3339(test.last.received) == "2018-03-08T11:00:00Z");
  CHECK(imap.is_over());
}

TEST_CASE("batches are bounded in number and bytes") {
  ImapMailboxSettings settings;
  settings.limits = {100, 2, 2, 10};
  MailboxTest test(settings);
  auto& imap = test.dialogue();
  imap.examine();
  imap.client_says(std::string("A4 UID FETCH 1:5") + kSize);
  imap.server_says(size_line(1, 1) + size_line(2, 1) + size_line(3, 1) + size_line(4, 10) +
                   size_line(5, 1) + "A4 OK done\r\n");
  imap.client_says("A5 UID FETCH 1:2 (UID BODY.PEEK[])");
  imap.server_says(body_line(1, "1") + body_line(2, "2") + "A5 OK done\r\n");
  imap.client_says("A6 UID FETCH 3 (UID BODY.PEEK[])");
  imap.server_says(body_line(3, "3") + "A6 OK done\r\n");
  imap.client_says("A7 UID FETCH 4 (UID BODY.PEEK[])");
  imap.server_says(body_line(4, "4444444444") + "A7 OK done\r\n");
  imap.client_says("A8 UID FETCH 5 (UID BODY.PEEK[])");
  imap.server_says(body_line(5, "5") + "A8 OK done\r\n");
  REQUIRE(test.mailbox().open());
  CHECK(test.fetched({1, 2, 3, 4, 5}) == "1:1 2:2 3:3 4:4444444444 5:5 ");
}

TEST_CASE("of a message over the limit only the beginning is read") {
  ImapMailboxSettings settings;
  settings.limits.message = 100;
  settings.limits.beginning = 4;
  MailboxTest test(settings);
  auto& imap = test.dialogue();
  imap.examine();
  imap.client_says(std::string("A4 UID FETCH 5") + kSize);
  imap.server_says(size_line(5, 101) + "A4 OK done\r\n");
  imap.client_says("A5 UID FETCH 5 (UID BODY.PEEK[]<0.4>)");
  imap.server_says("* 1 FETCH (UID 5 BODY[]<0> \"Subj\")\r\nA5 OK done\r\n");
  REQUIRE(test.mailbox().open());
  CHECK(test.fetched({5}) == "5:Subj ");
  CHECK(test.last.extent == Extent::beginning);
  CHECK(test.last.size == 101);
}

TEST_CASE("a message expunged under us is left out") {
  MailboxTest test;
  auto& imap = test.dialogue();
  imap.examine();
  imap.client_says(std::string("A4 UID FETCH 5:7") + kSize);
  imap.server_says(size_line(5, 3) + size_line(6, 3) + size_line(7, 3) + "A4 OK done\r\n");
  imap.client_says("A5 UID FETCH 5:7 (UID BODY.PEEK[])");
  imap.server_says(body_line(5, "fiv") + body_line(7, "sev") + "A5 NO [EXPUNGEISSUED] gone\r\n");
  imap.client_says("A6 NOOP");
  imap.server_says("* 2 EXPUNGE\r\nA6 OK done\r\n");
  imap.client_says("A7 UID SEARCH UID 6");
  imap.server_says("* SEARCH\r\nA7 OK done\r\n");
  REQUIRE(test.mailbox().open());
  CHECK(test.fetched({5, 6, 7}) == "5:fiv 7:sev ");
}

TEST_CASE("a message that the server has but does not hand out is not passed over") {
  MailboxTest test;
  auto& imap = test.dialogue();
  imap.examine();
  imap.client_says(std::string("A4 UID FETCH 5:6") + kSize);
  imap.server_says(size_line(5, 3) + size_line(6, 3) + "A4 OK done\r\n");
  imap.client_says("A5 UID FETCH 5:6 (UID BODY.PEEK[])");
  imap.server_says(body_line(6, "six") + "A5 OK done\r\n");
  imap.client_says("A6 NOOP");
  imap.server_says("A6 OK done\r\n");
  imap.client_says("A7 UID SEARCH UID 5");
  imap.server_says("* SEARCH 5\r\nA7 OK done\r\n");
  REQUIRE(test.mailbox().open());
  CHECK(test.fetched({5, 6}) == "error: the mail server does not hand out message 5, which it has");
}

TEST_CASE("a message that was not asked for, comes twice, or has no UID is never handed on") {
  for (const auto& wrong : {body_line(9, "wrong"), body_line(0, "wrong"),
                            std::string("* 1 FETCH (BODY[] \"wrong\")\r\n"),
                            std::string("* 1 FETCH (UID 5 BODY[] NIL)\r\n"), body_line(5, ""),
                            std::string("* 1 FETCH (UID 5 BODY[TEXT] \"wrong\")\r\n")}) {
    CAPTURE(wrong);
    MailboxTest test;
    auto& imap = test.dialogue();
    imap.examine();
    imap.client_says(std::string("A4 UID FETCH 5") + kSize);
    imap.server_says(size_line(5, 3) + "A4 OK done\r\n");
    imap.client_says("A5 UID FETCH 5 (UID BODY.PEEK[])");
    imap.server_says(wrong + "A5 OK done\r\n");
    REQUIRE(test.mailbox().open());
    CHECK(test.fetched({5}).rfind("error: ", 0) == 0);
    CHECK_FALSE(test.mailbox().uids_after(1));  // closed
  }
}

TEST_CASE("a connection that breaks at any byte gives the same messages or fewer, and an error") {
  const std::string fake = "* 1 FETCH (UID 6 BODY[] {3}\r\nbad)\r\nA5 OK done\r\n";
  std::size_t broken = 0;
  for (std::size_t bytes = 0;; ++bytes) {
    MailboxTest test;
    auto& imap = test.dialogue();
    imap.examine();
    imap.client_says(std::string("A4 UID FETCH 5:6") + kSize);
    imap.server_says(size_line(5, fake.size()) + size_line(6, 3) + "A4 OK done\r\n");
    imap.client_says("A5 UID FETCH 5:6 (UID BODY.PEEK[])");
    imap.server_says(body_line(5, fake) + body_line(6, "six") + "A5 OK done\r\n");
    imap.break_after(bytes);
    CAPTURE(bytes);
    const bool open = test.mailbox().open().has_value();
    const std::string got = open ? test.fetched({5, 6}) : "error: ";
    const std::string whole = "5:" + fake + " 6:six ";
    if (got == whole) break;
    ++broken;
    const std::string before = got.substr(0, got.find("error: "));
    REQUIRE(got.find("error: ") != std::string::npos);
    REQUIRE((before.empty() || before == "5:" + fake + " " || before == whole));
  }
  CHECK(broken > 400);
}

TEST_CASE("a server that says BYE, lies about what exists, or renumbers is survived") {
  for (const char* wrong :
       {"* BYE shutting down\r\n", "* OK [UIDVALIDITY 9] new\r\n* SEARCH 5\r\nA4 OK\r\n",
        "* SEARCH 1 2 x\r\nA4 OK\r\n", "A4 OK no answer\r\n", "A4 NO x\r\n", "A9 OK\r\n",
        "+ go on\r\n", "\r\n", "* SEARCH 1\r\nA4"}) {
    CAPTURE(wrong);
    MailboxTest test;
    auto& imap = test.dialogue();
    imap.examine();
    imap.client_says("A4 UID SEARCH UID 1:*");
    imap.server_says(wrong);
    REQUIRE(test.mailbox().open());
    const auto uids = test.mailbox().uids_after(0);
    REQUIRE_FALSE(uids);
    CHECK(uids.error().failure == Failure::temporary);
    test.dialogue().examine();
    CHECK(test.mailbox().open());
  }
}

TEST_CASE("the pause grows until something works again, not merely a login") {
  MailboxTest test;
  for (int i = 0; i < 3; ++i) test.dialogue().examine();  // each breaks after EXAMINE
  for (int i = 0; i < 3; ++i) {
    REQUIRE(test.mailbox().open());
    REQUIRE_FALSE(test.mailbox().uids_after(0));
  }
  REQUIRE_FALSE(test.mailbox().open());
  using std::chrono::milliseconds;
  CHECK(test.pauses ==
        std::vector<milliseconds>{milliseconds{1000}, milliseconds{2000}, milliseconds{4000}});
}

TEST_CASE("a mailbox that is not there is a matter for a person") {
  MailboxTest test;
  auto& imap = test.dialogue();
  imap.client_says("A3 EXAMINE \"INBOX\"");
  imap.server_says("A3 NO [NONEXISTENT] no \x1b[31msuch mailbox\r\n");
  const auto state = test.mailbox().open();
  REQUIRE_FALSE(state);
  CHECK(state.error().failure == Failure::permanent);
  CHECK(state.error().message.find("NONEXISTENT") != std::string::npos);
  CHECK(state.error().message.find('\x1b') == std::string::npos);
}

TEST_CASE("IDLE ends when a message comes, and says DONE") {
  MailboxTest test;
  auto& imap = test.dialogue();
  imap.examine();
  imap.client_says("A4 UID SEARCH UID 1:*");
  imap.server_says("* SEARCH\r\nA4 OK\r\n");
  imap.client_says("A5 IDLE");
  imap.server_says("+ idling\r\n* OK still here\r\n* 2 EXPUNGE\r\n* 4 EXISTS\r\n* 1 RECENT\r\n");
  imap.client_says("DONE");
  imap.server_says("* 5 EXISTS\r\nA5 OK done\r\n");
  REQUIRE(test.mailbox().open());
  REQUIRE(test.mailbox().uids_after(0));
  CHECK(test.mailbox().wait(std::chrono::hours{1}) == Woken::news);
  CHECK(test.mailbox().wait(std::chrono::hours{1}) == Woken::news);  // until it is looked at
}

TEST_CASE("mail that came before the wait ends it at once") {
  MailboxTest test;
  auto& imap = test.dialogue();
  imap.examine();
  imap.client_says("A4 UID SEARCH UID 1:*");
  imap.server_says("* SEARCH\r\n* 4 EXISTS\r\nA4 OK\r\n");
  REQUIRE(test.mailbox().open());
  REQUIRE(test.mailbox().uids_after(0));
  CHECK(test.mailbox().wait(std::chrono::hours{1}) == Woken::news);
}

TEST_CASE("a server without IDLE is polled") {
  ImapMailboxSettings settings;
  settings.poll_every = std::chrono::milliseconds{1};
  MailboxTest test(settings);
  auto& imap = test.dialogue("IMAP4rev1");
  imap.examine();
  imap.client_says("A4 UID SEARCH UID 1:*");
  imap.server_says("* SEARCH\r\nA4 OK\r\n");
  imap.server_stalls();
  imap.client_says("A5 NOOP");
  imap.server_says("A5 OK\r\n");
  imap.server_stalls();
  imap.client_says("A6 NOOP");
  imap.server_says("* 1 EXISTS\r\nA6 OK\r\n");
  REQUIRE(test.mailbox().open());
  REQUIRE(test.mailbox().uids_after(0));
  CHECK(test.mailbox().wait(std::chrono::hours{1}) == Woken::news);
  CHECK(imap.is_over());
}

TEST_CASE("a server that refuses IDLE is polled") {
  MailboxTest test;
  auto& imap = test.dialogue();
  imap.examine();
  imap.client_says("A4 UID SEARCH UID 1:*");
  imap.server_says("* SEARCH\r\nA4 OK\r\n");
  imap.client_says("A5 IDLE");
  imap.server_says("A5 BAD what?\r\n");
  imap.server_stalls();
  imap.client_says("A6 NOOP");
  imap.server_says("* 1 EXISTS\r\nA6 OK\r\n");
  REQUIRE(test.mailbox().open());
  REQUIRE(test.mailbox().uids_after(0));
  CHECK(test.mailbox().wait(std::chrono::hours{1}) == Woken::news);
}

TEST_CASE("a server that goes silent in a command is given up") {
  MailboxTest test;
  auto& imap = test.dialogue();
  imap.examine();
  imap.client_says("A4 UID SEARCH UID 1:*");
  imap.server_says("* SEARCH 1 2");
  imap.server_stalls();
  REQUIRE(test.mailbox().open());
  const auto uids = test.mailbox().uids_after(0);
  REQUIRE_FALSE(uids);
  CHECK(uids.error().message == "the mail server stopped answering");
}

TEST_CASE("interrupted means interrupted, at once and for good") {
  MailboxTest test;
  test.dialogue().examine();
  REQUIRE(test.mailbox().open());
  test.mailbox().interrupt();
  CHECK(test.mailbox().wait(std::chrono::hours{1}) == Woken::interrupted);
  CHECK_FALSE(test.mailbox().uids_after(0));
  CHECK_FALSE(test.mailbox().open());
}

TEST_CASE("moving without MOVE expunges no message but its own") {
  MailboxTest test(for_tagging());
  auto& imap = test.dialogue("IMAP4rev1 UIDPLUS");
  imap.select();
  imap.client_says("A4 UID COPY 5:6 \"Done\"");
  imap.server_says("A4 OK\r\n");
  imap.client_says("A5 UID STORE 5:6 +FLAGS.SILENT (\\Deleted)");
  imap.server_says("A5 OK\r\n");
  imap.client_says("A6 UID EXPUNGE 5:6");
  imap.server_says("* 1 EXPUNGE\r\n* 1 EXPUNGE\r\nA6 OK\r\n");
  REQUIRE(test.mailbox().open());
  CHECK(test.mailbox().move({5, 6}, "Done"));
  CHECK(imap.is_over());
}

TEST_CASE("a server that can move only by expunging everything is not asked to") {
  MailboxTest test(for_tagging());
  test.dialogue("IMAP4rev1").select();
  REQUIRE(test.mailbox().open());
  CHECK_FALSE(test.mailbox().move({5, 6}, "Done"));
  CHECK(test.dialogues[0]->is_over());
}

TEST_CASE("a mailbox that is open for reading is not even asked to change") {
  MailboxTest test;
  test.dialogue().examine();
  REQUIRE(test.mailbox().open());
  CHECK(test.mailbox().add_keyword({5}, "$x").error().failure == Failure::permanent);
  CHECK(test.dialogues[0]->is_over());
}

TEST_CASE("a copy is stored as a literal, only when the server asks for it") {
  MailboxTest test;
  auto& imap = test.dialogue();
  imap.examine();
  imap.client_says("A4 APPEND \"Sent\" (\\Seen) {5}");
  imap.server_says("* 9 EXISTS\r\n+ go\r\n");
  imap.client_sends("a\r\nb\n\r\n");
  imap.server_says("A4 OK [APPENDUID 1 2] done\r\n");
  imap.client_says("A5 APPEND \"Sent\" (\\Seen) {1}");
  imap.server_says("A5 NO [OVERQUOTA] no more room\r\n");
  REQUIRE(test.mailbox().open());
  CHECK(test.mailbox().append("Sent", "a\r\nb\n", ""));
  const auto refused = test.mailbox().append("Sent", "x", "");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("OVERQUOTA") != std::string::npos);
}

TEST_CASE("a folder that somebody else makes at the same time is as good as one made by us") {
  MailboxTest test;
  auto& imap = test.dialogue();
  imap.examine();
  imap.client_says("A4 APPEND \"Sent\" (\\Seen) {1}");
  imap.server_says("A4 NO [TRYCREATE] there is none\r\n");
  imap.client_says("A5 CREATE \"Sent\"");
  imap.server_says("A5 NO [ALREADYEXISTS] there is one\r\n");
  imap.client_says("A6 APPEND \"Sent\" (\\Seen) {1}");
  imap.server_says("+ go\r\n");
  imap.client_sends("x\r\n");
  imap.server_says("A6 OK done\r\n");
  REQUIRE(test.mailbox().open());
  CHECK(test.mailbox().append("Sent", "x", ""));
  CHECK(imap.is_over());
}
