// SPDX-License-Identifier: GPL-3.0-or-later
// The mailbox against whatever server one names, by hand (docs/compatibility.md says what was
// tried):
//   TALLYD_TEST_IMAP="PORT USER PASSWORD" test_integration_imap "[any-server]"
// on loopback, with an INBOX that may be written to.
#include <cstdlib>
#include <sstream>
#include <thread>

#include <catch2/catch.hpp>

#include "daemon/imap/curl_stream.h"
#include "daemon/imap/imap_mailbox.h"

using namespace tallyd;

namespace {

struct AnyServer {
  explicit AnyServer(ImapMailboxSettings settings) : mailbox(std::move(settings), world(), stop) {}

  ImapWorld world() {
    ImapWorld world;
    world.connect = [this] {
      const char* const named = std::getenv("TALLYD_TEST_IMAP");
      std::istringstream words(named == nullptr ? "" : named);
      ImapAccount account;
      std::string password;
      words >> account.port >> account.user >> password;
      account.host = "127.0.0.1";
      account.security = ImapSecurity::plaintext;
      account.password = Secret(password);
      return connect_imap(account, stop);
    };
    world.pause = [](std::chrono::milliseconds) {};
    world.random = [] { return 0.0; };
    return world;
  }
  MailboxState open() {
    const auto state = mailbox.open();
    if (!state) FAIL(state.error().message);
    return *state;
  }
  std::vector<FetchedMessage> drain(Uid last) {
    const auto uids = mailbox.uids_after(last);
    if (!uids) FAIL(uids.error().message);
    std::vector<FetchedMessage> all;
    const auto done = mailbox.fetch(*uids, [&](FetchedMessage message) -> Result<void> {
      all.push_back(std::move(message));
      return {};
    });
    if (!done) FAIL(done.error().message);
    return all;
  }

  Interrupt stop;
  ImapMailbox mailbox;
};

ImapMailboxSettings with(MailboxAccess access) {
  ImapMailboxSettings settings;
  settings.access = access;
  settings.limits.message = 3000;
  settings.limits.beginning = 1000;
  settings.poll_every = std::chrono::milliseconds{300};
  return settings;
}

std::string a_message(const std::string& body) {
  return "From: a@sender.example\r\nTo: b@here.example\r\nSubject: x\r\n"
         "Date: Thu, 08 Mar 2018 12:00:00 +0000\r\nMessage-ID: <x@sender.example>\r\n\r\n" +
         body + "\r\n";
}

}  // namespace

TEST_CASE("any server: messages come whole, in part when large, and new ones wake",
          "[.][any-server]") {
  AnyServer writer(with(MailboxAccess::read_write));
  AnyServer reader(with(MailboxAccess::read_only));
  writer.open();
  const auto state = reader.open();
  const Uid last = state.uid_next == 0 ? 0 : state.uid_next - 1;
  CHECK(reader.drain(last).empty());
  const std::string fake = "A5 OK\r\n* 1 FETCH (UID 9 BODY[] {3}\r\nbad)";
  for (const std::string& body : {fake, std::string(5000, 'x'), fake}) {
    const auto stored = writer.mailbox.append("INBOX", a_message(body), "");
    if (!stored) FAIL(stored.error().message);
  }
  CHECK(reader.mailbox.wait(std::chrono::seconds{20}) == Woken::news);
  const auto messages = reader.drain(last);
  REQUIRE(messages.size() == 3);
  CHECK(messages[0].raw == a_message(fake));
  CHECK(messages[1].extent == Extent::beginning);
  CHECK(messages[1].raw.size() == 1000);
  CHECK(messages[2].raw == a_message(fake));
  CHECK(std::chrono::system_clock::now() - messages[2].received < std::chrono::minutes{5});
  const Uid newest = messages[2].uid;
  CHECK(reader.drain(newest).empty());
  std::thread sender([&] {
    writer.stop.pause(std::chrono::milliseconds{500});
    static_cast<void>(writer.mailbox.append("INBOX", a_message("new"), ""));
  });
  const auto begin = std::chrono::steady_clock::now();
  CHECK(reader.mailbox.wait(std::chrono::seconds{30}) == Woken::news);
  WARN("woken after " << (std::chrono::steady_clock::now() - begin) / std::chrono::milliseconds{1}
                      << " ms, the message came after 500");
  sender.join();
  CHECK(reader.drain(newest).size() == 1);
  CHECK(writer.mailbox.add_keyword({newest}, "$Tallyd"));
  CHECK_FALSE(reader.mailbox.add_keyword({newest}, "$Tallyd"));
}
