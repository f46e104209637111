// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/password.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include <stdio.h>
#include <unistd.h>

namespace tallyd {
namespace {

/// The first line, which may not be empty.
Result<Secret> first_line(std::string text, const std::string& source) {
  text.resize(std::min(text.find_first_of("\r\n"), text.size()));
  if (text.empty()) return permanent("the password of " + source + " is empty");
  return Secret(std::move(text));
}

Result<Secret> from_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string line;
  if (!std::getline(in, line) && !in.eof()) {
    return permanent("the password file " + path + " can't be read: " + std::strerror(errno));
  }
  return first_line(std::move(line), path);
}

Result<Secret> from_command(const std::string& command) {
  // "e": the readers and the office suite must not inherit the pipe.
  FILE* const pipe = popen(command.c_str(), "re");  // NOLINT(cert-env33-c): that is its purpose
  if (pipe == nullptr) {
    return temporary(std::string("the password command can't be run: ") + std::strerror(errno));
  }
  std::string output;
  std::array<char, 4096> buffer{};
  for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    output.append(buffer.data(), n);
  }
  const int status = pclose(pipe);
  if (status != 0) return temporary("the password command failed: " + command);
  return first_line(std::move(output), "the password command");
}

Result<Secret> from_credential(const std::string& name) {
  const char* const directory = std::getenv("CREDENTIALS_DIRECTORY");
  // An operator's command has none from systemd; root may look where systemd looks.
  const std::string stored = "/etc/credstore/" + name;
  if (directory == nullptr && access(stored.c_str(), R_OK) == 0) return from_file(stored);
  if (directory == nullptr) {
    return permanent("there is no credential " + name +
                     ": this program was not started by systemd with LoadCredential=" + name +
                     ", and /etc/credstore/" + name + " can't be read; run it as root");
  }
  return from_file(std::string(directory) + "/" + name);
}

}  // namespace

Result<Secret> fetch_password(const PasswordSource& source) {
  switch (source.from) {
    case PasswordSource::From::nowhere:
      return Secret();
    case PasswordSource::From::file:
      return from_file(source.what);
    case PasswordSource::From::command:
      return from_command(source.what);
    case PasswordSource::From::credential:
      return from_credential(source.what);
  }
  std::abort();
}

}  // namespace tallyd
