// SPDX-License-Identifier: GPL-3.0-or-later
// connect_imap() against servers that misbehave, over real sockets.
#include <array>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <catch2/catch.hpp>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "daemon/imap/curl_stream.h"
#include "daemon/imap/imap_connection.h"

using namespace tallyd;

namespace {

/// Accepts one connection on a free loopback port and says its lines: the first at once, each
/// further one after the client has said a line.
class ScriptedServer {
 public:
  explicit ScriptedServer(std::vector<std::string> says)
      : says_(std::move(says)), listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    REQUIRE(bind(listener_, any, size) == 0);
    REQUIRE(listen(listener_, 1) == 0);
    REQUIRE(getsockname(listener_, any, &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~ScriptedServer() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  ImapAccount account() const {
    ImapAccount account;
    account.host = "127.0.0.1";
    account.port = port_;
    account.security = ImapSecurity::plaintext;
    account.user = "someone";
    account.password = Secret("secret");
    account.connect_timeout = std::chrono::seconds{20};
    return account;
  }

 private:
  void serve() {
    const int client = accept(listener_, nullptr, nullptr);
    if (client < 0) return;
    std::array<char, 1000> ignored{};
    for (const std::string& text : says_) {
      if (write(client, text.data(), text.size()) < 0) break;
      if (read(client, ignored.data(), ignored.size()) <= 0) break;
    }
    while (read(client, ignored.data(), ignored.size()) > 0) continue;  // until the client leaves
    close(client);
  }

  std::vector<std::string> says_;
  int listener_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

const char* const kCapability = "* CAPABILITY IMAP4rev1 LOGIN\r\nA001 OK done\r\n";

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an interrupt ends the wait for a server that never greets") {
  const ScriptedServer server({""});
  Interrupt stop;
  std::chrono::steady_clock::time_point raised;
  std::thread stopper([&] {
    const Interrupt never;
    never.pause(std::chrono::milliseconds{200});
    raised = std::chrono::steady_clock::now();
    stop.raise();
  });
  const auto stream = connect_imap(server.account(), stop);
  const auto ended = std::chrono::steady_clock::now();
  stopper.join();
  REQUIRE_FALSE(stream);
  CHECK(stream.error().message == "interrupted");
  CHECK(ended - raised < std::chrono::milliseconds{500});
}

TEST_CASE("what comes in one piece with the end of the login does not confuse the session") {
  const ScriptedServer server({"* OK ready\r\n", kCapability, "A002 OK in\r\n* OK [ALERT] (half {9",
                               "} a line\r\nA1 OK\r\n",
                               "* CAPABILITY IMAP4rev1 IDLE\r\nA2 OK\r\n"});
  const Interrupt stop;
  auto stream = connect_imap(server.account(), stop);
  if (!stream) FAIL(stream.error().message);
  ImapConnection connection(**stream, {}, {});
  const auto started = connection.start();
  if (!started) FAIL(started.error().message);
  CHECK(connection.can("IDLE"));
  stream->reset();
}

TEST_CASE("a server that refuses for now is tried again, one that knows no such user is not") {
  const Interrupt stop;
  for (const auto& [answer, failure] :
       {std::pair{"A002 NO [UNAVAILABLE] later\r\n", Failure::temporary},
        std::pair{"A002 NO [AUTHENTICATIONFAILED] never\r\n", Failure::permanent},
        std::pair{"* BYE too many connections\r\n", Failure::temporary}}) {
    ScriptedServer server({"* OK ready\r\n", kCapability, answer});
    ImapAccount account = server.account();
    account.connect_timeout = std::chrono::milliseconds{500};
    const auto stream = connect_imap(account, stop);
    REQUIRE_FALSE(stream);
    INFO(stream.error().message);
    CHECK(stream.error().failure == failure);
    CHECK_FALSE(holds(stream.error().message, "secret"));
  }
}

TEST_CASE("what does not speak IMAP is refused, and soon") {
  const Interrupt stop;
  for (const char* greeting :
       {"HTTP/1.1 400 Bad Request\r\n\r\n", "* BYE go away\r\n", "220 smtp\r\n"}) {
    const ScriptedServer server({greeting});
    ImapAccount account = server.account();
    account.connect_timeout = std::chrono::milliseconds{500};
    const auto stream = connect_imap(account, stop);
    REQUIRE_FALSE(stream);
    CHECK(stream.error().failure == Failure::temporary);
  }
}

TEST_CASE("a port where nobody listens is told as such") {
  std::uint16_t port = 0;
  {
    const ScriptedServer server({});
    port = server.account().port;
  }
  ImapAccount account;
  account.host = "127.0.0.1";
  account.port = port;
  account.user = "someone";
  const Interrupt stop;
  const auto stream = connect_imap(account, stop);
  REQUIRE_FALSE(stream);
  CHECK(stream.error().failure == Failure::temporary);
  CHECK(holds(stream.error().message, "127.0.0.1:" + std::to_string(port)));
}
