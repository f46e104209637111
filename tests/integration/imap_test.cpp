// SPDX-License-Identifier: GPL-3.0-or-later
// ImapMailbox against a real Dovecot, started for this program on free loopback ports.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include <catch2/catch.hpp>

#include "daemon/imap/curl_stream.h"
#include "daemon/imap/imap_mailbox.h"
#include "parsers/reader/sanitized.h"
#include "tests/support/private_server.h"

using namespace tallyd;
using test::PrivateServer;

namespace {

struct Dovecot {
  Dovecot() = default;
  explicit Dovecot(const std::string& extra) : server("dovecot", {"extra=" + extra}) {}

  void deliver(const std::string& raw) const {
    test::deliver_by_lmtp(server.port("lmtp"), server.says("user"), raw);
  }
  ImapAccount account(ImapSecurity security = ImapSecurity::plaintext) const {
    ImapAccount account;
    account.host = "127.0.0.1";
    account.port = server.port(security == ImapSecurity::tls ? "imaps" : "imap");
    account.security = security;
    account.user = server.says("user");
    account.password = Secret(server.says("password"));
    account.ca_file = server.says("ca_file");
    return account;
  }
  std::filesystem::path maildir() const {
    return std::filesystem::path(server.says("mail")) / "Maildir";
  }

  PrivateServer server{"dovecot"};
};

struct Client {
  explicit Client(ImapAccount used, ImapMailboxSettings settings = {})
      : account(std::move(used)), mailbox(std::move(settings), world(), stop) {}

  ImapWorld world() {
    ImapWorld world;
    world.connect = [this] { return connect_imap(account, stop); };
    world.pause = [](std::chrono::milliseconds) {};
    world.random = [] { return 0.0; };
    return world;
  }
  std::vector<FetchedMessage> fetch(const std::vector<Uid>& uids) {
    std::vector<FetchedMessage> all;
    const auto done = mailbox.fetch(uids, [&](FetchedMessage message) -> Result<void> {
      all.push_back(std::move(message));
      return {};
    });
    if (!done) FAIL(done.error().message);
    return all;
  }
  /// Everything new since `last`.
  std::vector<FetchedMessage> drain(Uid last = 0) {
    const auto uids = mailbox.uids_after(last);
    if (!uids) FAIL(uids.error().message);
    return fetch(*uids);
  }
  MailboxState open() {
    const auto state = mailbox.open();
    if (!state) FAIL(state.error().message);
    return *state;
  }

  ImapAccount account;
  Interrupt stop;
  ImapMailbox mailbox;
};

std::string a_message(const std::string& subject, const std::string& body = "Good day\r\n") {
  return "From: someone@sender.example\r\nSubject: " + subject + "\r\n\r\n" + body;
}

/// A self-signed certificate that is good between two dates; its key is beside it.
std::string make_certificate(const test::TemporaryDirectory& directory, const std::string& name,
                             const std::string& from, const std::string& until) {
  directory.write(
      "ca.conf",
      "[ca]\ndefault_ca = x\n[x]\ndatabase = index\nnew_certs_dir = .\nserial = serial\n"
      "default_md = sha256\npolicy = p\nx509_extensions = e\nunique_subject = no\n"
      "[p]\ncommonName = supplied\n[e]\nsubjectAltName = " +
          name + "\n");
  directory.write("index", "");
  directory.write("serial", "01\n");
  std::string file = directory / ("cert-" + until);
  const std::string command =
      "cd " + directory.path() +
      " && openssl req -new -newkey ec -pkeyopt "
      "ec_paramgen_curve:prime256v1 -nodes -subj /CN=x -keyout " +
      file +
      ".key -out csr "
      "2>/dev/null && openssl ca -batch -selfsign -notext -config ca.conf -keyfile " +
      file + ".key -startdate " + from + " -enddate " + until + " -in csr -out " + file + " 2>log";
  REQUIRE(std::system(command.c_str()) == 0);  // NOLINT: the words are ours
  return file;
}

Error refusal(const ImapAccount& account) {
  const Interrupt stop;
  const auto stream = connect_imap(account, stop);
  return stream ? Error{Failure::permanent, "it was let in"} : stream.error();
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// "F" flagged, "S" seen, …, and keywords as "a" … "z": of a file of a Maildir.
std::string flags_of(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  const std::size_t mark = name.rfind(":2,");
  return mark == std::string::npos ? "" : name.substr(mark + 3);
}

/// Kilobytes: the most that was resident since reset_peak().
long peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word == "VmHWM:") {
      long kilobytes = 0;
      status >> kilobytes;
      return kilobytes;
    }
  }
  return 0;
}
void reset_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

}  // namespace

TEST_CASE("everything in a real mailbox is read as it was delivered, and stays unseen") {
  const Dovecot dovecot;
  const std::string fake =
      "A5 OK done\r\n* 1 FETCH (UID 9 BODY[] {3}\r\nbad)\r\n* BYE\r\n.\r\n)\r\n";
  for (int i = 0; i < 7; ++i) dovecot.deliver(a_message("number " + std::to_string(i), fake));
  ImapMailboxSettings settings;
  settings.limits.batch_messages = 3;
  Client client(dovecot.account(), settings);
  CHECK(client.open().exists == 7);
  const auto messages = client.drain();
  REQUIRE(messages.size() == 7);
  for (std::size_t i = 0; i < messages.size(); ++i) {
    CHECK(holds(messages[i].raw, a_message("number " + std::to_string(i), fake)));
    CHECK(messages[i].raw.size() == messages[i].size);
    CHECK(std::chrono::system_clock::now() - messages[i].received < std::chrono::minutes{5});
  }
  CHECK(client.drain(messages.back().uid).empty());
  CHECK(client.drain(messages[4].uid).size() == 2);
  std::size_t files = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(dovecot.maildir())) {
    files += file.is_regular_file() ? 1U : 0U;
    CHECK(flags_of(file).empty());
  }
  CHECK(files > 7);
}

TEST_CASE("IDLE wakes well within a second of a delivery") {
  const Dovecot dovecot;
  Client client(dovecot.account());
  client.open();
  CHECK(client.drain().empty());
  std::chrono::steady_clock::time_point delivered;
  std::thread sender([&] {
    client.stop.pause(std::chrono::milliseconds{300});  // the client is in IDLE by then, or nearly
    dovecot.deliver(a_message("new"));
    delivered = std::chrono::steady_clock::now();
  });
  const auto woken = client.mailbox.wait(std::chrono::seconds{20});
  const auto woke = std::chrono::steady_clock::now();
  sender.join();
  CHECK(woken == Woken::news);
  CHECK(woke - delivered < std::chrono::milliseconds{900});
  WARN("IDLE woke after "
       << std::chrono::duration_cast<std::chrono::milliseconds>(woke - delivered).count() << " ms");
  CHECK(client.drain().size() == 1);
}

TEST_CASE("an interrupt ends IDLE at once") {
  const Dovecot dovecot;
  Client client(dovecot.account(ImapSecurity::tls));
  client.open();
  CHECK(client.drain().empty());
  std::chrono::steady_clock::time_point raised;
  std::thread stopper([&] {
    const Interrupt never;
    never.pause(std::chrono::milliseconds{300});
    raised = std::chrono::steady_clock::now();
    client.mailbox.interrupt();
  });
  const auto woken = client.mailbox.wait(std::chrono::seconds{20});
  const auto took = std::chrono::steady_clock::now();
  stopper.join();
  CHECK(woken == Woken::interrupted);
  CHECK(took - raised < std::chrono::milliseconds{300});
}

TEST_CASE("a wait that nothing ends is over at its limit, and the connection lives on") {
  const Dovecot dovecot;
  ImapMailboxSettings settings;
  settings.renew_idle_after = std::chrono::milliseconds{40};
  Client client(dovecot.account(ImapSecurity::starttls), settings);
  client.open();
  CHECK(client.drain().empty());
  CHECK(client.mailbox.wait(std::chrono::milliseconds{150}) == Woken::limit);
  CHECK(client.drain().empty());
}

TEST_CASE("a renumbered mailbox shows another UIDVALIDITY") {
  const Dovecot dovecot;
  dovecot.deliver(a_message("one"));
  Client client(dovecot.account());
  const auto before = client.open();
  REQUIRE(client.drain().size() == 1);
  std::ostringstream list;
  list << std::ifstream(dovecot.maildir() / "dovecot-uidlist").rdbuf();
  std::string text = list.str();
  const std::string validity = "V" + std::to_string(before.uid_validity);
  REQUIRE(holds(text, validity));
  text.replace(text.find(validity), validity.size(), "V" + std::to_string(before.uid_validity + 1));
  for (const auto& file : std::filesystem::directory_iterator(dovecot.maildir())) {
    if (holds(file.path().filename().string(), "dovecot.index")) std::filesystem::remove(file);
  }
  std::ofstream(dovecot.maildir() / "dovecot-uidlist") << text;
  CHECK(client.open().uid_validity == before.uid_validity + 1);
  CHECK(client.drain().size() == 1);
}

TEST_CASE("a message of 30 MB is held once in memory") {
  const Dovecot dovecot;
  constexpr std::size_t kSize = 30U << 20U;
  {
    std::string line(76, 'x');
    line += "\r\n";
    std::string body;
    body.reserve(kSize + line.size());
    while (body.size() < kSize) body += line;
    dovecot.deliver(a_message("large", body));
  }
  Client client(dovecot.account(ImapSecurity::tls));
  client.open();
  const auto uids = client.mailbox.uids_after(0);
  REQUIRE(uids);
  reset_peak();
  const long before = peak_memory();
  std::size_t size = 0;
  const auto done = client.mailbox.fetch(*uids, [&](const FetchedMessage& message) -> Result<void> {
    size = message.raw.size();
    return {};
  });
  REQUIRE(done);
  CHECK(size > kSize);
  const long grown = (peak_memory() - before) / 1024;
  WARN("a message of 30 MB made " << grown << " MB resident");
  if (!kSanitized) CHECK(grown < 40);
}

TEST_CASE("of a message over the limit only the beginning comes, with its true size") {
  const Dovecot dovecot;
  dovecot.deliver(a_message("small"));
  dovecot.deliver(a_message("large", std::string(5000, 'x') + "\r\n"));
  dovecot.deliver(a_message("small again"));
  ImapMailboxSettings settings;
  settings.limits.message = 2000;
  settings.limits.beginning = 1000;
  Client client(dovecot.account(), settings);
  client.open();
  const auto messages = client.drain();
  REQUIRE(messages.size() == 3);
  CHECK(messages[0].extent == Extent::whole);
  CHECK(messages[1].extent == Extent::beginning);
  CHECK(messages[1].raw.size() == 1000);
  CHECK(messages[1].size > 5000);
  CHECK(holds(messages[2].raw, "small again"));
}

TEST_CASE("keywords, moving and copies work where tagging is configured") {
  const Dovecot dovecot(
      "namespace inbox {\n mailbox Bearbeitet/Größe {\n auto = create\n }\n"
      " mailbox Sent {\n auto = create\n }\n separator = /\n}\n");
  for (int i = 0; i < 3; ++i) dovecot.deliver(a_message("number " + std::to_string(i)));
  ImapMailboxSettings settings;
  settings.access = MailboxAccess::read_write;
  Client client(dovecot.account(), settings);
  CHECK_FALSE(client.open().read_only);
  const auto uids = *client.mailbox.uids_after(0);
  REQUIRE(uids.size() == 3);
  CHECK(client.mailbox.add_keyword({uids[0]}, "$TallydRecorded"));
  CHECK(client.mailbox.move({uids[1], uids[2]}, "Bearbeitet/Größe"));
  CHECK(client.mailbox.append("Sent", a_message("sent"), ""));
  CHECK(client.drain().size() == 1);
  settings.mailbox = "Bearbeitet/Größe";
  settings.access = MailboxAccess::read_only;
  Client other(dovecot.account(), settings);
  CHECK(other.open().exists == 2);
}

TEST_CASE("a copy is put into a folder once, which is made for it, from a read-only mailbox too") {
  const Dovecot dovecot;
  dovecot.deliver(a_message("one"));
  Client client(dovecot.account());
  const auto before = client.open();
  for (int times = 0; times < 2; ++times) {
    CHECK(
        client.mailbox.append("Envoyés à Größe", "Message-ID: <copy@x>\r\n\r\ntext\r\n", "copy@x"));
    CHECK(client.mailbox.uids_after(0)->size() == 1);  // the mailbox is open again
  }
  ImapMailboxSettings settings;
  settings.mailbox = "Envoyés à Größe";
  Client sent(dovecot.account(), settings);
  CHECK(before.read_only);
  CHECK(sent.open().exists == 1);
}

TEST_CASE("a read-only mailbox refuses to be changed") {
  const Dovecot dovecot;
  dovecot.deliver(a_message("one"));
  Client client(dovecot.account());
  client.open();
  CHECK_FALSE(client.mailbox.add_keyword({1}, "$x"));
}

TEST_CASE("TLS and STARTTLS log in when the certificate is right") {
  const Dovecot dovecot;
  for (const auto security : {ImapSecurity::tls, ImapSecurity::starttls}) {
    Client client(dovecot.account(security));
    CHECK(client.open().uid_validity > 0);
  }
}

TEST_CASE("a wrong password is a matter for a person, and is told without the password") {
  const Dovecot dovecot("auth_failure_delay = 0\n");
  ImapAccount account = dovecot.account();
  account.password = Secret("not-the-password");
  const Error error = refusal(account);
  INFO(error.message);
  CHECK(error.failure == Failure::permanent);
  CHECK(holds(error.message, "AUTHENTICATIONFAILED"));
  CHECK(holds(error.message, "check user and password"));
  CHECK_FALSE(holds(error.message, "not-the-password"));
}

TEST_CASE("no certificate is accepted for another host, from an unknown CA, or out of date") {
  const Dovecot dovecot;
  ImapAccount account = dovecot.account(ImapSecurity::tls);
  account.ca_file = "";
  CHECK(holds(refusal(account).message, "certificate is not accepted"));
  account = dovecot.account(ImapSecurity::tls);
  account.host = "127.0.0.2";  // Dovecot listens on 127.0.0.1 only: see the next test for names
  CHECK_FALSE(holds(refusal(account).message, "let in"));
  account = dovecot.account(ImapSecurity::tls);
  account.ca_file = "/nonexistent/ca.pem";
  CHECK(refusal(account).failure == Failure::permanent);
}

TEST_CASE("an expired certificate and one for another name are refused, with a reason") {
  const test::TemporaryDirectory keys;
  for (const auto& [name, from, until, reason] :
       {std::tuple{"DNS:other.example", "20200101000000Z", "20490101000000Z", "name"},
        std::tuple{"IP:127.0.0.1", "20200101000000Z", "20200201000000Z", "expired"}}) {
    const std::string file = make_certificate(keys, name, from, until);
    std::string files = "ssl_cert = <" + file;
    files += "\nssl_key = <" + file + ".key\n";
    const Dovecot dovecot(files);
    for (const auto security : {ImapSecurity::tls, ImapSecurity::starttls}) {
      ImapAccount account = dovecot.account(security);
      account.ca_file = file;
      const Error error = refusal(account);
      INFO(error.message);
      CHECK(error.failure == Failure::permanent);
      CHECK(holds(error.message, reason));
    }
  }
}

TEST_CASE("a server that takes STARTTLS away is refused") {
  const Dovecot dovecot("protocol imap {\n ssl = no\n}\n");
  const Error error = refusal(dovecot.account(ImapSecurity::starttls));
  INFO(error.message);
  CHECK(error.failure == Failure::permanent);
  CHECK(holds(error.message, "STARTTLS"));
}

TEST_CASE("no password goes to another machine in plain text") {
  ImapAccount account;
  account.host = "mail.example.org";
  account.security = ImapSecurity::plaintext;
  account.user = "x";
  CHECK(refusal(account).failure == Failure::permanent);
  CHECK(holds(refusal(account).message, "without TLS"));
}
