// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/private_server.h"

#include <array>
#include <cstdio>
#include <cstdlib>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tallyd::test {
namespace {

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "private server: %s\n", why.c_str());
  std::abort();
}

std::string read_line(int fd) {
  std::string line;
  for (char c = 0; read(fd, &c, 1) == 1;) {
    if (c == '\n') return line;
    line += c;
  }
  give_up("it ended before it said where it listens: '" + line + "'");
}

[[noreturn]] void become_server(int input, int output, const std::vector<std::string>& words) {
  dup2(input, STDIN_FILENO);  // the copies survive exec, the originals do not
  dup2(output, STDOUT_FILENO);
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

/// A conversation in which each command is answered by one line that begins with `2` or `3`.
class Lmtp {
 public:
  explicit Lmtp(std::uint16_t port) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      give_up("nobody takes mail by LMTP");
    }
  }
  ~Lmtp() { close(fd_); }
  Lmtp(const Lmtp&) = delete;
  Lmtp& operator=(const Lmtp&) = delete;

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = write(fd_, bytes.data(), bytes.size());
      if (sent <= 0) give_up("the LMTP connection broke");
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  /// Reads one answer, of which all lines but the last have "-" after the code.
  void expect_success() const {
    std::string line;
    do {
      line = read_line(fd_);
      if (line[0] != '2' && line[0] != '3') give_up("LMTP says: " + line);
    } while (line.size() > 3 && line[3] == '-');
  }

 private:
  int fd_;
};

}  // namespace

PrivateServer::PrivateServer(const std::string& kind, const std::vector<std::string>& options) {
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0) give_up("no pipes");
  std::vector<std::string> words{"/usr/bin/python3", TALLYD_SOURCE_DIR "/tests/support/servers.py",
                                 kind, directory_.path()};
  words.insert(words.end(), options.begin(), options.end());
  child_ = fork();
  if (child_ == 0) become_server(in[0], out[1], words);
  close(in[0]);
  close(out[1]);
  input_ = in[1];
  where_ = read_line(out[0]);
  close(out[0]);
}

PrivateServer::~PrivateServer() {
  close(input_);
  waitpid(child_, nullptr, 0);
}

std::string PrivateServer::says(const std::string& name) const {
  const auto value = nlohmann::json::parse(where_).at(name);
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::uint16_t PrivateServer::port(const std::string& name) const {
  return static_cast<std::uint16_t>(std::stoi(says(name)));
}

void deliver_by_lmtp(std::uint16_t port, std::string_view recipient, std::string_view raw) {
  const Lmtp lmtp(port);
  lmtp.expect_success();
  for (const std::string& line :
       {std::string("LHLO test"), std::string("MAIL FROM:<someone@sender.example>"),
        "RCPT TO:<" + std::string(recipient) + ">", std::string("DATA")}) {
    lmtp.send(line + "\r\n");
    lmtp.expect_success();
  }
  std::string stuffed;
  stuffed.reserve(raw.size() + raw.size() / 50);
  char before = '\n';
  for (const char c : raw) {
    if (c == '.' && before == '\n') stuffed += '.';
    stuffed += c;
    before = c;
  }
  lmtp.send(stuffed);
  lmtp.send(".\r\n");
  lmtp.expect_success();
}

}  // namespace tallyd::test
